package org.alternant.cli.validate;

import java.util.List;
import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Converters;
import org.alternant.cli.options.StepCount;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.toolkit.validate.FormChoice;
import org.alternant.toolkit.validate.NormalizationChoice;
import org.alternant.toolkit.validate.ValidationRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// The options of `validate` that say what is computed from a matrix.
final class ComputationOptions {

  @Option(
      names = "--function",
      paramLabel = "F",
      completionCandidates = Choices.Ids.class,
      description =
          "The function: ${COMPLETION-CANDIDATES} (default: polar, or for a table of an inverse"
              + " root or a clip that). The sign is of a square matrix with real eigenvalues, the"
              + " roots are of a symmetric positive definite one.")
  private @Nullable MatrixFunction function;

  @Option(
      names = "--steps",
      paramLabel = "T",
      description =
          "Run T steps: the first T rows, or more than there are rows by the table's tail rule.")
  private @Nullable Integer steps;

  @Option(
      names = "--normalization",
      paramLabel = "WHAT",
      completionCandidates = Choices.Ids.class,
      description =
          "Scale the matrix as the table says, by its Frobenius norm, for roots by its trace, its"
              + " largest row sum or the root of its square's Frobenius norm, or take it as it is:"
              + " ${COMPLETION-CANDIDATES} (default: none where --spectrum prescribes the singular"
              + " values, else table).")
  private @Nullable NormalizationChoice normalization;

  @Option(
      names = "--damping",
      defaultValue = "0",
      paramLabel = "E",
      description =
          "For roots: take (A + E I)/(1 + E) for the scaled matrix A, whose eigenvalues are no"
              + " smaller than E/(1 + E) (default: ${DEFAULT-VALUE}).")
  private double damping;

  @Option(
      names = "--form",
      defaultValue = "standard",
      paramLabel = "WHAT",
      description =
          "standard: every step acts on X; gram: every step acts on the Gram matrix of its smaller"
              + " side, and X is multiplied only at restarts and at the end (default:"
              + " ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String form;

  @Option(
      names = "--restarts",
      split = ",",
      paramLabel = "T",
      description =
          "Where the Gram form restarts: after these steps; none: nowhere; auto: as seldom as"
              + " spurious negative eigenvalues allow in the precision (default: auto).")
  private @Nullable Set<String> restarts;

  /// The function if it was said, else the polar factor.
  MatrixFunction functionOfAnyTable() {
    return function == null ? MatrixFunction.POLAR : function;
  }

  /// The function for a table. A table for the inverse square root computes that by either name.
  MatrixFunction function(CoefficientTable table) {
    MatrixFunction usual = MatrixFunction.usual(table.steps());
    boolean other = function == MatrixFunction.INVSQRT && table.function().root() == 2;
    return function == null || (other && usual == MatrixFunction.INVERSE_ROOT) ? usual : function;
  }

  /// Checks what can be checked without a table.
  void require(CommandSpec spec) {
    StepCount.require(spec, steps, StepCount.MAXIMUM);
    form(spec);
  }

  /// Checks that the table has the steps.
  void requireStepsOf(CommandSpec spec, CoefficientTable table) {
    StepCount.requireOf(spec, table, steps);
  }

  /// Puts everything into a request.
  void addTo(ValidationRequest.Builder request, CommandSpec spec, CoefficientTable table) {
    if (steps != null) {
      request.steps(steps);
    }
    if (normalization != null) {
      request.normalization(normalization);
    }
    request.function(function(table)).form(form(spec)).damping(damping);
  }

  private FormChoice form(CommandSpec spec) {
    return switch (form) {
      case "standard" -> {
        if (restarts != null) {
          throw usage(spec, "--restarts needs --form gram");
        }
        yield new FormChoice.Given(Form.STANDARD);
      }
      case "gram" ->
          restarts == null || restarts.equals(Set.of("auto"))
              ? new FormChoice.GramRestartedAsNeeded()
              : new FormChoice.Given(gram(spec, restarts));
      default -> throw usage(spec, "--form: expected one of standard, gram, found '" + form + "'");
    };
  }

  private static Form.Gram gram(CommandSpec spec, Set<String> restarts) {
    if (restarts.equals(Set.of("none"))) {
      return new Form.Gram(List.of());
    }
    List<Integer> steps;
    try {
      steps = restarts.stream().map(Converters::integer).toList();
    } catch (TypeConversionException e) {
      throw new ParameterException(
          spec.commandLine(),
          "--restarts: expected auto, none or steps such as 2,4, found '"
              + String.join(",", restarts)
              + "'",
          e);
    }
    try {
      return new Form.Gram(steps);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static ParameterException usage(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
