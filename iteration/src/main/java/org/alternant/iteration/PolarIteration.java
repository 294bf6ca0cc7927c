package org.alternant.iteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;

/// What a backend is asked to run: X ← X / (factor · ‖X‖ + epsilon), then X ← p(X) for every step,
/// where p acts on the singular values of X.
///
/// The coefficients are used as they stand: a safety factor that a table mentions without having it
/// baked into its rows changes nothing here.
///
/// @param steps p₁ first; at least one
/// @param normalization how the matrix is scaled before the first step
/// @param precision the format in which X and every intermediate matrix are kept
public record PolarIteration(List<Step> steps, Normalization normalization, Precision precision) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if there is no step
  public PolarIteration {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("an iteration needs at least one step");
    }
  }

  /// One step for every row of a table.
  ///
  /// @param table the table
  /// @param precision the format to run it in
  /// @return the iteration
  public static PolarIteration of(CoefficientTable table, Precision precision) {
    return new PolarIteration(table.steps(), table.conventions().normalization(), precision);
  }

  /// A chosen number of steps. Fewer than the table has rows: the first rows. More: what the
  /// table's tail says, so that with [Tail#STOP] the iteration has no more steps than the table
  /// rows.
  ///
  /// @param table the table
  /// @param precision the format to run it in
  /// @param steps the number of steps asked for
  /// @return the iteration
  /// @throws IllegalArgumentException if `steps` is below 1
  public static PolarIteration of(CoefficientTable table, Precision precision, int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("an iteration needs at least one step, found " + steps);
    }
    List<Step> rows = table.steps();
    List<Step> run = new ArrayList<>(rows.subList(0, Math.min(steps, rows.size())));
    if (table.conventions().tail() == Tail.REPEAT_LAST) {
      run.addAll(Collections.nCopies(steps - run.size(), rows.getLast()));
    }
    return new PolarIteration(run, table.conventions().normalization(), precision);
  }
}
