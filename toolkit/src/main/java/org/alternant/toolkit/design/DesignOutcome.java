package org.alternant.toolkit.design;

import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.rounding.RoundedImages;
import org.jspecify.annotations.Nullable;

/// What a design came to.
public sealed interface DesignOutcome {

  /// The design, for programs that have no other way to go on.
  ///
  /// @return what was designed
  /// @throws IllegalStateException if nothing was, with the reason
  default Designed orThrow() {
    return switch (this) {
      case Designed designed -> designed;
      case Unreachable reason -> throw new IllegalStateException("no such design: " + reason);
    };
  }

  /// A table was designed.
  ///
  /// @param task what was asked for
  /// @param table the table, with its conventions, request, certificate and provenance
  /// @param choice how its degrees and its lower end were chosen
  /// @param onGrid where the coefficients lie on a grid: the search's errors beside those of naive
  ///   rounding; null in exact arithmetic's binary64
  /// @param rounded where the design allows for rounding: what is proved with it; null in exact
  ///   arithmetic
  record Designed(
      DesignTask task,
      CoefficientTable table,
      Choice choice,
      @Nullable GridSchedule onGrid,
      @Nullable RoundedImages rounded)
      implements DesignOutcome {

    /// How runs round that the design is for.
    ///
    /// @return the rules; where it is for none, those of the exported PyTorch loop
    public RoundingRules rules() {
      return task.trial() == null
          ? RoundingRules.of(TargetRuntime.PYTORCH)
          : task.trial().rounding();
    }

    /// The same with what runs of the table showed.
    Designed with(Measured measured) {
      return new Designed(task, table.withMeasured(measured), choice, onGrid, rounded);
    }
  }

  /// No table is as asked.
  sealed interface Unreachable extends DesignOutcome {

    /// Even the cheapest schedule costs more than the budget.
    ///
    /// @param search what was asked
    /// @param cheapest the least cost
    record BudgetTooSmall(DesignSearch search, double cheapest) implements Unreachable {}

    /// So costly schedules are not searched.
    ///
    /// @param search what was asked
    /// @param limit the cost from which on none are
    record BudgetTooLarge(DesignSearch search, double limit) implements Unreachable {}

    /// With the restarts that they need, all schedules that were tried cost more than the budget.
    ///
    /// @param search what was asked
    record NothingWithinBudget(DesignSearch search) implements Unreachable {}

    /// Every schedule errs more than allowed.
    ///
    /// @param search what was asked
    /// @param searchedTo the largest cost of a schedule that was looked at
    /// @param best the one that errs least; null if there was none at all
    record ErrorTooSmall(DesignSearch search, double searchedTo, @Nullable RankedSchedule best)
        implements Unreachable {}

    /// From no lower end below the upper one do the steps bring all singular values into the band.
    ///
    /// @param upper the upper end
    /// @param band what they were to come out in
    record NoLowerEnd(double upper, Interval band) implements Unreachable {}

    /// The quantile of the singular values cannot be told from 0.
    ///
    /// @param spectrum the singular values
    /// @param quantile the fraction
    record ZeroQuantile(MatrixSpectrum spectrum, double quantile) implements Unreachable {}

    /// The quantile of the singular values leaves no interval below the upper end.
    ///
    /// @param lower that quantile
    /// @param quantile the fraction
    /// @param upper the upper end
    record LargeQuantile(double lower, double quantile, double upper) implements Unreachable {}

    /// Rounding may annihilate the smallest singular values, so that no step can bring them back. A
    /// larger lower end helps, or a smaller slack at lower ends.
    ///
    /// @param lower the lower end
    /// @param step in which step they may be lost, from 1 on; 0: the input's own rounding suffices
    /// @param assumptions the rounding
    record LostInRounding(double lower, int step, RoundingAssumptions assumptions)
        implements Unreachable {}

    /// No schedule that was designed by sample runs has so small a measured error.
    ///
    /// @param search what was asked
    /// @param searchedTo the most products of those that were designed
    /// @param best the schedule with the smallest error; null where all break
    record ErrorNotMeasured(DesignSearch search, int searchedTo, Choice.@Nullable Trial best)
        implements Unreachable {}

    /// Every schedule that was tried sends singular values of sample matrices far beyond 1. More
    /// steps help, or a larger lower end.
    ///
    /// @param lower the lower end
    /// @param trial the arithmetic
    record Breaks(double lower, TrialTask trial) implements Unreachable {}

    /// The best table there is sends singular values out of the range of binary64: its
    /// coefficients, which are correctly rounded, are too coarse for its degrees. Nothing is
    /// certified about it.
    ///
    /// @param input the singular values it was designed for
    /// @param step in which step they leave it, from 1 on
    record Overflow(Interval input, int step) implements Unreachable {}

    /// The best table there is errs by 1 or more: its coefficients, which are rounded, are too
    /// coarse for its degrees.
    ///
    /// @param input the singular values it was designed for
    /// @param worstError the certified error
    /// @param grid what the coefficients are rounded to; null for binary64
    /// @param underflows whether coefficients in binary64 are so small that they lose digits
    record TooCoarse(
        Interval input, double worstError, @Nullable CoefficientGrid grid, boolean underflows)
        implements Unreachable {}

    /// The best clip that was found errs by 1 or more, which is no better than 0 for every singular
    /// value: its bound is too large for its degrees.
    ///
    /// @param bound the bound
    /// @param worstError the certified error; +∞ where its proof takes more work than is allowed
    record ClipOfNoUse(double bound, double worstError) implements Unreachable {}

    /// A coefficient is larger than every binary64 number.
    ///
    /// @param upper the upper end of the singular values, which is far below 1
    /// @param power the power of x that it belongs to
    /// @param step whose it is, from 1 on
    record BeyondBinary64(double upper, int power, int step) implements Unreachable {}

    /// A coefficient is larger than every number of the grid.
    ///
    /// @param coefficient its value before rounding
    /// @param step whose it is, from 1 on
    /// @param grid the grid
    record BeyondGrid(double coefficient, int step, CoefficientGrid grid) implements Unreachable {}
  }
}
