package org.alternant.toolkit.design;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What would have to give for a search to find something better.
public sealed interface Limit {

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

  /// The maximum error.
  ///
  /// @param cheaper the schedule of least error that costs less; null if nothing does
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
