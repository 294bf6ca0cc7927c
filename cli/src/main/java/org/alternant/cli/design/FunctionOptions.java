package org.alternant.cli.design;

import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `design` that say what its table approximates.
final class FunctionOptions {

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
              + " B], by odd polynomials of given degrees that are fitted as a whole.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableFunction.Kind kind;

  @Option(
      names = "--root",
      paramLabel = "P",
      description =
          "With --function inverse-root: P, from 1 to " + TableFunction.MAXIMUM_ROOT + ".")
  private @Nullable Integer root;

  @Option(
      names = "--bound",
      paramLabel = "B",
      description = "With --function clip: B, the largest singular value, above 1.")
  private @Nullable Double bound;

  /// Checks that the function has what is asked for.
  ///
  /// @param reads whether the lower end is taken from matrices
  /// @throws ParameterException if it has not
  void check(boolean reads) {
    if (function().isClip()) {
      requireForClip();
    }
    try {
      if (reads) {
        function().requireSign("singular values of matrices (--from-matrices)");
      }
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private void requireForClip() {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!OF_CLIPS.contains(option.longestName())) {
        throw usage(
            option.longestName()
                + " is not for --function clip: give --bound and the degrees, by --degree and"
                + " --steps or by --degrees");
      }
    }
  }

  /// How matrices are scaled first: those whose singular values are clipped are not.
  Normalization normalization(Normalization others) {
    return kind == TableFunction.Kind.CLIP ? Normalization.NONE : others;
  }

  /// What the table approximates.
  ///
  /// @throws ParameterException if the options do not go together
  TableFunction function() {
    if (root != null && kind != TableFunction.Kind.INVERSE_ROOT) {
      throw usage("--root is for --function inverse-root");
    }
    if (bound != null && kind != TableFunction.Kind.CLIP) {
      throw usage("--bound is for --function clip");
    }
    try {
      return switch (kind) {
        case SIGN -> TableFunction.SIGN;
        case INVERSE_ROOT -> TableFunction.inverseRoot(given("--root P", root));
        case CLIP -> TableFunction.clip(given("--bound B", bound));
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
