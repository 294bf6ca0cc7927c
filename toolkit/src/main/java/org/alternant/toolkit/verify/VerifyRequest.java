package org.alternant.toolkit.verify;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.Continuation;
import org.alternant.toolkit.NominalInput;
import org.jspecify.annotations.Nullable;

/// What is to be proved about a table. Start with [#of] and change what differs.
///
/// @param table the table
/// @param input the singular values; any interval
/// @param steps how many steps run; null: as many as the table has rows
/// @param continuation what runs after the last row
/// @param rounding how singular values are rounded, to be reckoned with as well; null: in exact
///   arithmetic alone
/// @param maximumError what the error is held against; null: nothing
/// @param lowerEndFor the error for which the smallest lower end is looked for; null: none is
public record VerifyRequest(
    CoefficientTable table,
    Interval input,
    @Nullable Integer steps,
    Continuation continuation,
    @Nullable RoundingAssumptions rounding,
    @Nullable Double maximumError,
    @Nullable Double lowerEndFor) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no step, an error is negative or no number, or
  ///   for an inverse root an eigenvalue is negative, or rounding is to be reckoned with or a
  ///   smallest lower end is looked for of a clip
  public VerifyRequest {
    if (rounding != null && !table.function().isRoot()) {
      table.function().requireSign("bounds with rounding");
    }
    table.function().requireInput(input.lower());
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("steps must be 1 or more, found " + steps);
    }
    requireError("maximumError", maximumError);
    requireError("lowerEndFor", lowerEndFor);
    if (lowerEndFor != null && table.function().isClip()) {
      throw new IllegalArgumentException(
          "a smallest lower end is looked for where singular values are to become 1; those that a"
              + " clip leaves begin at 0");
    }
  }

  private static void requireError(String name, @Nullable Double error) {
    if (error != null && !(error >= 0)) {
      throw new IllegalArgumentException(name + " must be 0 or more, found " + error);
    }
  }

  /// What the table was made for: all of its rows, in exact arithmetic, on the interval that
  /// [NominalInput] finds.
  ///
  /// @param table the table
  /// @return the request
  public static VerifyRequest of(CoefficientTable table) {
    return new VerifyRequest(
        table,
        NominalInput.of(table),
        null,
        Continuation.of(table.conventions().tail()),
        null,
        null,
        null);
  }

  /// The same on another interval.
  ///
  /// @param interval the singular values
  /// @return the request, otherwise the same
  public VerifyRequest on(Interval interval) {
    return new VerifyRequest(
        table, interval, steps, continuation, rounding, maximumError, lowerEndFor);
  }

  /// The same with another number of steps: the first rows, or on by the continuation.
  ///
  /// @param count how many steps; null: as many as the table has rows
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if `count` is below 1
  public VerifyRequest withSteps(@Nullable Integer count) {
    return new VerifyRequest(
        table, input, count, continuation, rounding, maximumError, lowerEndFor);
  }

  /// The same with another rule for the steps after the last row than the table's own.
  ///
  /// @param rule the rule
  /// @return the request, otherwise the same
  public VerifyRequest continuedBy(Continuation rule) {
    return new VerifyRequest(table, input, steps, rule, rounding, maximumError, lowerEndFor);
  }

  /// The same with rounding.
  ///
  /// @param assumptions how singular values are rounded; null: not at all
  /// @return the request, otherwise the same
  public VerifyRequest rounded(@Nullable RoundingAssumptions assumptions) {
    return new VerifyRequest(
        table, input, steps, continuation, assumptions, maximumError, lowerEndFor);
  }

  /// The same with an error that is not to be exceeded.
  ///
  /// @param error the largest error allowed; null: any is
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if it is negative or no number
  public VerifyRequest within(@Nullable Double error) {
    return new VerifyRequest(table, input, steps, continuation, rounding, error, lowerEndFor);
  }

  /// The same with the question down to which lower end an error is kept to.
  ///
  /// @param error the error; null: no such question
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if it is negative or no number
  public VerifyRequest findingLowerEndFor(@Nullable Double error) {
    return new VerifyRequest(table, input, steps, continuation, rounding, maximumError, error);
  }

  /// Whether there are more steps than rows, and nothing runs after them.
  ///
  /// @return whether so many steps cannot run
  public boolean stopsEarly() {
    return steps != null && steps > table.steps().size() && continuation == Continuation.STOP;
  }

  /// The steps that run.
  ///
  /// @return p₁ first
  /// @throws IllegalArgumentException if it [stops early][#stopsEarly]
  public List<Step> run() {
    if (steps == null) {
      return table.steps();
    }
    if (stopsEarly()) {
      throw new IllegalArgumentException(
          table.name() + ": nothing runs after its last row, found " + steps + " steps");
    }
    return continuation.unrolled(table.steps(), steps);
  }
}
