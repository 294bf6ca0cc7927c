package org.alternant.cli.design;

import java.util.Optional;
import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Companions;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.ClipChoice;
import org.alternant.toolkit.design.FormulaDesigns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `design` that say what its table approximates.
final class FunctionOptions {

  /// What can be designed.
  enum Designed {
    /// The sign function.
    SIGN,
    /// An inverse root.
    INVERSE_ROOT,
    /// min(x, 1): a composition of given degrees, or a formula within a budget.
    CLIP,
    /// max(x − T, 0), by a formula.
    SOFT_THRESHOLD,
    /// max(x, 0), by a formula.
    PSD
  }

  /// The options that say something about a formula.
  private static final Set<String> OF_FORMULAS =
      Set.of(
          "--function",
          "--bound",
          "--threshold",
          "--budget",
          "--output",
          "--force",
          "--name",
          "--description",
          "--quiet",
          "--debug");

  /// The options that say something about a clip, which is fitted as a whole.
  private static final Set<String> OF_CLIPS =
      Set.of(
          "--function",
          "--bound",
          "--degree",
          "--steps",
          "--degrees",
          "--output",
          "--force",
          "--name",
          "--description",
          "--quiet",
          "--debug");

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--function",
      defaultValue = "sign",
      paramLabel = "FUNCTION",
      completionCandidates = Choices.Ids.class,
      description =
          "What the table approximates: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, and"
              + " with it the polar factor). inverse-root: A^(-1/P) of a positive definite A by X"
              + " <- X q(M), M <- M q(M)^P from X = I, M = A. L, U, K and S are then about"
              + " eigenvalues of the matrix divided by its Frobenius norm, a degree is P q + 1, and"
              + " products are those of this iteration. clip: min(x, 1) of singular values in [0,"
              + " B], by odd polynomials of given degrees that are fitted as a whole; or with"
              + " --budget by a formula in a sign and an inverse square root of the Gram matrix,"
              + " where that errs less. soft-threshold: max(x - T, 0) of singular values in [0, B],"
              + " as what such a formula leaves, within a --budget. psd: max(x, 0) of the"
              + " eigenvalues in [-1, 1] of a symmetric matrix, by x (1 + s(x))/2 from a sign s,"
              + " within a --budget.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Designed kind;

  @Option(
      names = "--root",
      paramLabel = "P",
      description =
          "With --function inverse-root: P, from 1 to " + TableFunction.MAXIMUM_ROOT + ".")
  private @Nullable Integer root;

  @Option(
      names = "--bound",
      paramLabel = "B",
      description =
          "With --function clip: B, the largest singular value, above 1; with soft-threshold above"
              + " T (default there: 1).")
  private @Nullable Double bound;

  @Option(
      names = "--threshold",
      paramLabel = "T",
      description = "With --function soft-threshold: T, above 0 and below B.")
  private @Nullable Double threshold;

  /// Checks that the function has what is asked for.
  ///
  /// @throws ParameterException if it has not
  void check() {
    if (function().isClip()) {
      requireForClip();
    }
  }

  private void requireForClip() {
    Companions.requireOnly(
        spec,
        OF_CLIPS,
        " is not for --function clip: give --bound and the degrees, by --degree and --steps or by"
            + " --degrees; or --budget for a formula");
  }

  /// The formula that is to be designed: max(x, 0), or min(x, 1) within a budget.
  ///
  /// @return empty where a schedule is
  /// @throws ParameterException if the options do not go together
  Optional<Formula> formula() {
    if (threshold != null && kind != Designed.SOFT_THRESHOLD) {
      throw usage("--threshold is for --function soft-threshold");
    }
    boolean searches = Companions.isGiven(spec, "--budget");
    return switch (kind) {
      case PSD -> {
        Companions.requireOnly(spec, OF_FORMULAS, " is not for --function psd: give --budget");
        if (bound != null) {
          throw usage("--bound is for --function clip and soft-threshold");
        }
        yield Optional.of(within(searches, Formula.PSD));
      }
      case SOFT_THRESHOLD -> {
        Companions.requireOnly(
            spec,
            OF_FORMULAS,
            " is not for --function soft-threshold: give --threshold, --bound and --budget");
        given("--threshold T", threshold);
        yield Optional.of(within(searches, Formula.SOFT_THRESHOLD));
      }
      case CLIP -> {
        if (searches) {
          Companions.requireOnly(
              spec, OF_FORMULAS, " is not for a clip within a budget: give --bound and --budget");
        }
        yield searches ? Optional.of(Formula.CLIP) : Optional.empty();
      }
      case SIGN, INVERSE_ROOT -> Optional.empty();
    };
  }

  private Formula within(boolean searches, Formula formula) {
    if (!searches) {
      throw usage("--function " + EnumIds.of(kind) + " needs --budget N");
    }
    return formula;
  }

  /// What is designed within a budget: for the clip a composition where that errs less.
  ///
  /// @param formula what [#formula] says
  /// @param budget the most products
  /// @throws ParameterException if a number is out of its range
  FormulaReport designed(
      Formula formula, int budget, @Nullable String name, @Nullable String description)
      throws CheckFailed {
    try {
      if (formula == Formula.CLIP) {
        double clipped = given("--bound B", bound);
        ClipChoice choice = ClipChoice.of(clipped, budget, name, description);
        if (choice.composition() == null && choice.formula() == null) {
          throw new CheckFailed(
              "nothing of "
                  + Numbers.count(budget, "product")
                  + " that clips singular values up to "
                  + MessageText.number(clipped)
                  + " is proved to err by less than 1: give a smaller --bound or another --budget");
        }
        return FormulaReport.of(choice);
      }
      FormulaTable table =
          FormulaDesigns.of(
                  new FormulaDesigns.Task(
                      formula, bound(formula), threshold, budget, name, description))
              .orElseThrow(() -> undetermined(budget));
      requireUse(table);
      return FormulaReport.of(table);
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /// What errs as much as x itself, or as 0, is of no use.
  private static void requireUse(FormulaTable table) throws CheckFailed {
    Double kept = table.threshold();
    FormulaCertificate proved = table.certificate();
    if (kept == null || proved == null) {
      return;
    }
    double zero = table.nominal().upper() - kept;
    if (proved.worstCaseError() >= Math.min(kept, zero)) {
      throw new CheckFailed(
          "the best formula found errs by "
              + Numbers.atMost(proved.worstCaseError())
              + ", where x itself errs by the threshold and 0 by "
              + MessageText.number(zero)
              + ": give another --threshold, --bound or --budget");
    }
  }

  private static CheckFailed undetermined(int budget) {
    return new CheckFailed(
        "the error of a formula of "
            + budget
            + " products is not determined with the work that is allowed: with fewer products it"
            + " is");
  }

  private @Nullable Double bound(Formula formula) {
    return formula == Formula.PSD ? null : Double.valueOf(bound == null ? 1 : bound);
  }

  /// How matrices are scaled first: those whose singular values are clipped are not.
  Normalization normalization(Normalization others) {
    return kind == Designed.CLIP ? Normalization.NONE : others;
  }

  /// What the table approximates.
  ///
  /// @throws ParameterException if the options do not go together
  TableFunction function() {
    if (root != null && kind != Designed.INVERSE_ROOT) {
      throw usage("--root is for --function inverse-root");
    }
    if (bound != null && kind != Designed.CLIP) {
      throw usage("--bound is for --function clip and soft-threshold");
    }
    try {
      return switch (kind) {
        case SIGN -> TableFunction.SIGN;
        case INVERSE_ROOT -> TableFunction.inverseRoot(given("--root P", root));
        case CLIP -> TableFunction.clip(given("--bound B", bound));
        case PSD, SOFT_THRESHOLD -> throw new IllegalStateException(kind + " is a formula");
      };
    } catch (IllegalArgumentException e) {
      throw usage("--" + e.getMessage());
    }
  }

  private <T> T given(String option, @Nullable T value) {
    if (value == null) {
      throw usage("--function " + EnumIds.of(kind) + " needs " + option);
    }
    return value;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
