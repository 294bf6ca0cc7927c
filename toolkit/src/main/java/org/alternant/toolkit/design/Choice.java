package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.jspecify.annotations.Nullable;

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

  /// One of several schedules that were designed by sample runs, and measured.
  ///
  /// @param chosen the one whose [Trial#error()] is smallest
  /// @param measured all that were measured with so many products, the best on the design's own
  ///   matrices first
  /// @param front the chosen ones of other numbers of products too, cheapest first, each with a
  ///   smaller error than those before it; empty unless it was asked for
  record Tried(Trial chosen, List<Trial> measured, List<Front> front) implements Choice {

    /// Copies the lists.
    public Tried {
      measured = List.copyOf(measured);
      front = List.copyOf(front);
    }

    Tried with(List<Front> others) {
      return new Tried(chosen, measured, others);
    }
  }

  /// The best that was found for a number of products.
  ///
  /// @param trial the schedule
  /// @param certifiedError its worst-case error in exact arithmetic
  record Front(Trial trial, double certifiedError) {}

  /// A schedule that was designed by sample runs.
  ///
  /// @param degrees of its steps
  /// @param precisions the format of each step; null: all in one
  /// @param room that it leaves
  /// @param measured what matrices that it was not designed on showed, for the design's epilogue
  ///   and, before that, those that round less; these are left out where the design's shows that
  ///   another schedule is better
  record Trial(
      List<Integer> degrees,
      @Nullable List<Precision> precisions,
      double room,
      List<Measured> measured) {

    /// Copies the lists.
    public Trial {
      degrees = List.copyOf(degrees);
      precisions = precisions == null ? null : List.copyOf(precisions);
      measured = List.copyOf(measured);
    }

    /// The largest error of all runs.
    ///
    /// @return [Measured#error()]; infinite where a run was not finite
    public double error() {
      return measured.stream().mapToDouble(Measured::error).max().orElseThrow();
    }

    /// The largest error of all runs of ordinary matrices.
    ///
    /// @return [Measured#worstError()]; infinite where a run was not finite
    public double worstError() {
      return measured.stream().mapToDouble(Measured::ordinaryError).max().orElseThrow();
    }

    /// The cost.
    ///
    /// @return matrix products
    public int products() {
      return degrees.stream().mapToInt(TrialSequences::products).sum();
    }

    /// Whether any run broke.
    ///
    /// @return as [Measured#breaks()]
    public boolean breaks() {
      return measured.stream().anyMatch(Measured::breaks);
    }

    /// What runs by one kind of rounding showed.
    ///
    /// @param rounding where and how results are rounded
    /// @return the measurement
    /// @throws java.util.NoSuchElementException if there is none
    public Measured own(RoundingRules rounding) {
      return measured.stream()
          .filter(one -> one.rounding().equals(rounding))
          .findFirst()
          .orElseThrow();
    }
  }
}
