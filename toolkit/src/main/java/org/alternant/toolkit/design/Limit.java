package org.alternant.toolkit.design;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What would have to give for a search to find something better.
public sealed interface Limit {

  /// Half an ulp of 1: a smaller error is as good as none in any format, and cost decides.
  double NEGLIGIBLE = 0x1p-53;

  /// The budget.
  ///
  /// @param next the cheapest schedule found that errs less and costs more; null if there is none
  ///   up to `searchedTo`
  /// @param searchedTo the cost up to which better schedules were looked for
  /// @param bestOf where restarts make it too long to try every sequence: how many of each length
  ///   and number of products were tried, so that a better one may exist; null where the answer is
  ///   the best of all
  record Budget(@Nullable RankedSchedule next, double searchedTo, @Nullable Integer bestOf)
      implements Limit {

    @Override
    public Optional<RankedSchedule> relaxed() {
      return Optional.ofNullable(next);
    }
  }

  /// Nothing: the error is below [#NEGLIGIBLE]. Others that are may have been found within the
  /// budget with smaller errors, and cost more.
  record Negligible() implements Limit {

    @Override
    public Optional<RankedSchedule> relaxed() {
      return Optional.empty();
    }
  }

  /// The maximum error.
  ///
  /// @param cheaper the schedule of least error that costs less; null if nothing does. Below
  ///   [RankedSchedule#FAINT] the least of those that were tried
  record MaximumError(@Nullable RankedSchedule cheaper) implements Limit {

    @Override
    public Optional<RankedSchedule> relaxed() {
      return Optional.ofNullable(cheaper);
    }
  }

  /// What a looser limit would bring.
  ///
  /// @return the next schedule; empty if none was found
  Optional<RankedSchedule> relaxed();
}
