package org.alternant.cli.design;

import org.alternant.cli.options.Choices;
import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `design` that say what its table approximates.
final class FunctionOptions {

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
              + " eigenvalues, a degree is P q + 1, and products are those of this iteration.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TableFunction.Kind kind;

  @Option(
      names = "--root",
      paramLabel = "P",
      description =
          "With --function inverse-root: P, from 1 to " + TableFunction.MAXIMUM_ROOT + ".")
  private @Nullable Integer root;

  /// Checks that the function has what is asked for.
  ///
  /// @param reads whether the lower end is taken from matrices
  /// @throws ParameterException if it has not
  void check(boolean reads) {
    try {
      if (reads) {
        function().requireSign("singular values of matrices (--from-matrices)");
      }
    } catch (IllegalArgumentException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  /// What the table approximates.
  ///
  /// @throws ParameterException if the options do not go together
  TableFunction function() {
    if (kind == TableFunction.Kind.SIGN) {
      if (root != null) {
        throw usage("--root is for --function inverse-root");
      }
      return TableFunction.SIGN;
    }
    if (root == null) {
      throw usage("--function inverse-root needs --root P");
    }
    try {
      return TableFunction.inverseRoot(root);
    } catch (IllegalArgumentException e) {
      throw usage("--" + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
