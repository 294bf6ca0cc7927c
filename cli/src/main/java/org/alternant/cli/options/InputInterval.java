package org.alternant.cli.options;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.NominalInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The singular values a command is to speak about: `--lower` and `--upper`, or what the table
/// says.
public final class InputInterval {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--lower",
      paramLabel = "L",
      description = "The lower end (default: what the table was made for, or 1e-3).")
  private @Nullable Double lower;

  @Option(
      names = "--upper",
      paramLabel = "U",
      description = "The upper end (default: what the table was made for, or 1).")
  private @Nullable Double upper;

  /// The interval for a table.
  ///
  /// @throws ParameterException if its lower end is above its upper end
  public Interval of(CoefficientTable table) {
    return of(List.of(table));
  }

  /// The interval for several tables: by default the smallest that holds each table's own.
  ///
  /// @throws ParameterException if its lower end is above its upper end
  public Interval of(List<CoefficientTable> tables) {
    return orElse(NominalInput.of(tables));
  }

  /// The interval that is given, with the ends of another where one is not.
  ///
  /// @throws ParameterException if its lower end is above its upper end
  public Interval orElse(Interval usual) {
    return between(
        spec, lower == null ? usual.lower() : lower, upper == null ? usual.upper() : upper);
  }

  /// The interval from `--lower` to `--upper`.
  ///
  /// @throws ParameterException if its lower end is above its upper end
  public static Interval between(CommandSpec spec, double lower, double upper) {
    if (lower > upper) {
      throw new ParameterException(
          spec.commandLine(),
          "--lower must not be above --upper, found "
              + MessageText.number(lower)
              + " and "
              + MessageText.number(upper));
    }
    return new Interval(lower, upper);
  }

  /// Checks that eigenvalues, and singular values that are clipped, are not negative; others may
  /// be.
  ///
  /// @throws ParameterException if the function is not the sign and the interval reaches below 0
  public static void requireFor(CommandSpec spec, TableFunction function, Interval input) {
    if (!function.isSign() && input.lower() < 0) {
      throw new ParameterException(
          spec.commandLine(),
          "--lower must not be negative for the "
              + function.words()
              + ", found "
              + MessageText.number(input.lower()));
    }
  }

  /// Checks that there are matrices with singular values from an interval: from its positive part.
  ///
  /// @param option what is about matrices
  /// @throws ParameterException if nothing in it is positive
  public static void requireSingularValues(CommandSpec spec, String option, Interval input) {
    if (input.upper() <= 0) {
      throw new ParameterException(
          spec.commandLine(),
          option
              + " is about matrices, whose singular values are not negative: --upper must be"
              + " positive, found "
              + MessageText.number(input.upper()));
    }
  }
}
