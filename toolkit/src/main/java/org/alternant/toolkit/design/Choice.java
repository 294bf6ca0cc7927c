package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;

/// How a design came to its degrees and its lower end.
public sealed interface Choice {

  /// Both were given.
  record AsGiven() implements Choice {}

  /// The degrees were searched for.
  ///
  /// @param search what was allowed and asked
  /// @param best the chosen schedule, then the runners-up
  /// @param limit what would have to give for a better one
  /// @param front the least certified error for every cost at which it falls, cheapest first; empty
  ///   unless it was asked for
  record Ranked(
      DesignSearch search, List<RankedSchedule> best, Limit limit, List<RankedSchedule> front)
      implements Choice {

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if nothing was chosen
    public Ranked {
      best = List.copyOf(best);
      front = List.copyOf(front);
      if (best.isEmpty()) {
        throw new IllegalArgumentException("a search that found something has chosen a schedule");
      }
    }

    /// The schedule that became the table.
    ///
    /// @return the first
    public RankedSchedule chosen() {
      return best.getFirst();
    }
  }

  /// The degrees were given, and the lower end is the smallest from which they keep within a band.
  ///
  /// @param lower the lower end, rounded up to 8 digits
  /// @param band what all singular values come out in
  /// @param limitedByRounding whether a smaller one would do with unrounded coefficients; that no
  ///   smaller one does with rounded ones is then an observation
  record SmallestLowerEnd(double lower, Interval band, boolean limitedByRounding)
      implements Choice {}

  /// The lower end is the smallest from which any steps within a budget keep within a band.
  ///
  /// @param lower the lower end, rounded up to 8 digits
  /// @param band what all singular values come out in
  /// @param search what was allowed and asked
  /// @param schedule the steps that do, with their cost
  /// @param limitedByRounding as in [SmallestLowerEnd]
  record SmallestWithinBudget(
      double lower,
      Interval band,
      DesignSearch search,
      RankedSchedule schedule,
      boolean limitedByRounding)
      implements Choice {}
}
