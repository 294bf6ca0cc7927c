package org.alternant.cli.design;

import java.util.Objects;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.BeyondBinary64;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.BeyondGrid;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.BudgetTooLarge;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.BudgetTooSmall;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.ClipOfNoUse;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.ErrorNotMeasured;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.ErrorTooSmall;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.LargeQuantile;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.LostInRounding;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.NoLowerEnd;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.NothingWithinBudget;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.TooCoarse;
import org.alternant.toolkit.design.DesignOutcome.Unreachable.ZeroQuantile;
import org.alternant.toolkit.design.RankedSchedule;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Says why there is no table as asked, and with which status the command ends.
final class UnreachableWords {

  private UnreachableWords() {}

  /// Ends the command.
  ///
  /// @throws ParameterException if other values of the options are called for
  /// @throws CheckFailed if what was asked for cannot be reached
  /// @throws BadInput if the matrices have no lower end to offer
  static void fail(Unreachable reason, CommandLine command) throws CheckFailed, BadInput {
    switch (reason) {
      case BudgetTooSmall(DesignSearch search, double cheapest) ->
          throw new ParameterException(
              command,
              "the budget is too small: the cheapest schedule costs "
                  + SearchReport.cost(search, cheapest)
                  + foundBudget(search));
      case BudgetTooLarge(DesignSearch search, double limit) ->
          throw new ParameterException(
              command,
              "the budget is too large: only schedules that cost less than "
                  + SearchReport.cost(search, limit)
                  + " are searched"
                  + foundBudget(search));
      case NothingWithinBudget(DesignSearch search) -> throw new CheckFailed(nothing(search));
      case ErrorTooSmall error -> throw new CheckFailed(outOfReach(error));
      case ErrorNotMeasured error -> throw new CheckFailed(notMeasured(error));
      case NoLowerEnd none ->
          throw new CheckFailed(
              "these steps, with coefficients rounded to binary64, bring no interval [L, "
                  + none.upper()
                  + "] into the band ["
                  + none.band().lower()
                  + ", "
                  + none.band().upper()
                  + "], however large L");
      case ZeroQuantile zero -> throw new BadInput(zero(zero));
      case Unreachable.Breaks breaks -> throw new CheckFailed(breaks(breaks));
      case LargeQuantile large -> throw new BadInput(large(large));
      case LostInRounding lost -> throw new ParameterException(command, lost(lost));
      case Unreachable.Overflow overflow -> throw new CheckFailed(overflow(overflow));
      case TooCoarse coarse -> throw new CheckFailed(coarse(coarse));
      case ClipOfNoUse clip -> throw new CheckFailed(clip(clip));
      case BeyondBinary64 beyond -> throw new ParameterException(command, beyond(beyond));
      case BeyondGrid beyond -> throw new ParameterException(command, beyond(beyond));
    }
  }

  private static String nothing(DesignSearch search) {
    return "no schedule of these steps and degrees stays within the budget of " + budget(search);
  }

  private static String zero(ZeroQuantile reason) {
    long zeros = reason.spectrum().zeros();
    int all = reason.spectrum().ascending().size();
    return zeros == all
        ? "every value is 0, so there is no lower end to take from them"
        : "the "
            + reason.quantile()
            + " quantile of the values is 0 ("
            + zeros
            + " of "
            + all
            + " are): choose a larger --quantile";
  }

  private static String large(LargeQuantile reason) {
    return "the "
        + reason.quantile()
        + " quantile of the values is "
        + MessageText.number(reason.lower())
        + ", not below the upper end, "
        + MessageText.number(reason.upper())
        + ": choose a smaller --quantile or a larger --upper, or give --lower";
  }

  private static String clip(ClipOfNoUse reason) {
    return "the best clip found for singular values up to "
        + MessageText.number(reason.bound())
        + " is of no use: "
        + (reason.worstError() < Double.POSITIVE_INFINITY
            ? "its worst-case error is " + Numbers.atMost(reason.worstError())
            : "its proof takes more work than is allowed")
        + "; choose a smaller --bound, or other degrees";
  }

  private static String overflow(Unreachable.Overflow reason) {
    return "the best table for "
        + Numbers.brief(reason.input())
        + " is of no use: with coefficients in binary64, step "
        + reason.step()
        + " leaves the range of binary64, so nothing is certified; choose lower degrees or fewer"
        + " steps";
  }

  private static String breaks(Unreachable.Breaks reason) {
    return "every schedule that was tried breaks in "
        + EnumIds.of(reason.trial().precision())
        + (reason.trial().rounding().runtime() == null ? " (epilogue " : " (runtime ")
        + reason.trial().rounding().name()
        + ") on sample matrices with singular values from "
        + reason.lower()
        + ": choose a larger --budget or lower end, or a more exact --precision";
  }

  private static String beyond(BeyondBinary64 reason) {
    return "--upper must be nearer to 1, found "
        + reason.upper()
        + ": the coefficient of x^"
        + reason.power()
        + " in step "
        + reason.step()
        + " is beyond binary64";
  }

  private static String beyond(BeyondGrid reason) {
    return "coefficient "
        + reason.coefficient()
        + " of step "
        + reason.step()
        + " is too large for "
        + reason.grid().id();
  }

  private static String coarse(TooCoarse reason) {
    CoefficientGrid grid = reason.grid();
    return "the best table for "
        + Numbers.brief(reason.input())
        + " is of no use: with coefficients in "
        + (grid == null ? "binary64" : grid.id())
        + ", its worst-case error is "
        + Numbers.atMost(reason.worstError())
        + "; choose "
        + (reason.underflows()
            ? "an upper end and a safety factor nearer to 1, at which no coefficient vanishes"
            : (grid == null ? "" : "finer coefficients, or ")
                + "lower degrees in more steps, or a larger lower end");
  }

  private static String lost(LostInRounding reason) {
    RoundingAssumptions model = reason.assumptions();
    double smaller = Math.min(model.slack(), RoundingAssumptions.ORDINARY_LOWER_SLACK);
    return "singular values of "
        + reason.lower()
        + " may be lost in "
        + EnumIds.of(model.precision())
        + " rounding of "
        + model.shape()
        + " matrices "
        + (reason.step() == 0 ? "before the first step" : "in step " + reason.step())
        + ": raise the lower end"
        + (smaller < model.lowerSlack()
            ? ", or allow for smaller errors there (--rounding-slack "
                + model.slack()
                + ","
                + smaller
                + ")"
            : "");
  }

  private static String foundBudget(DesignSearch search) {
    return ", found " + budget(search);
  }

  private static String budget(DesignSearch search) {
    Double budget = search.budget();
    return SearchReport.cost(search, budget == null ? Double.POSITIVE_INFINITY : budget);
  }

  private static String notMeasured(ErrorNotMeasured reason) {
    Choice.Trial best = reason.best();
    return "no schedule that was designed with at most "
        + Numbers.count(reason.searchedTo(), "product")
        + " has a measured error of at most "
        + reason.search().maximumError()
        + (best == null
            ? "; those that could, by exact arithmetic with room for rounding, break, if there are"
                + " any"
            : "; the best reaches "
                + Numbers.atMost(best.worstError())
                + " with "
                + Numbers.count(best.products(), "product")
                + " (degrees "
                + SearchReport.degrees(best.degrees())
                + ")");
  }

  private static String outOfReach(ErrorTooSmall reason) {
    double error = Objects.requireNonNull(reason.search().maximumError());
    boolean all = error >= RankedSchedule.FAINT;
    String none =
        "no schedule of these steps and degrees "
            + (all ? "that costs at most " : "was found that costs at most ")
            + SearchReport.cost(reason.search(), reason.searchedTo())
            + (all ? " has" : " with")
            + " an error of at most "
            + error;
    return reason.best() == null
        ? none
        : none
            + (all ? "; the best reaches " : "; the best of those tried reaches ")
            + Numbers.atMost(reason.best().error())
            + " with "
            + SearchReport.cost(reason.search(), reason.best().cost())
            + " (degrees "
            + SearchReport.degrees(reason.best())
            + ")";
  }
}
