package org.alternant.toolkit.validate;

import java.util.List;
import java.util.OptionalInt;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;

/// One run of a table on one matrix, measured and judged.
///
/// @param label the matrix
/// @param rows m
/// @param columns n
/// @param asymmetry how far the matrix was from the symmetric one that was run in its place, as
///   [org.alternant.iteration.measure.SymmetricPart] says; 0 where it was run as it is
/// @param batch how many matrices were run together
/// @param iteration what was run
/// @param outcome how it ended
/// @param judgement what that shows
/// @param leftAt the step after which it was outside; empty where it never was, and where the
///   normalization overflowed
/// @param trace the measures after 1, 2, … steps, up to the one that overflowed; empty unless asked
///   for or needed to find `leftAt`
public record ValidationRun(
    String label,
    int rows,
    int columns,
    double asymmetry,
    int batch,
    MatrixIteration iteration,
    RunOutcome outcome,
    Judgement judgement,
    OptionalInt leftAt,
    List<Measures> trace) {

  /// Copies the list.
  public ValidationRun {
    trace = List.copyOf(trace);
  }

  /// What the run shows about the table's promise.
  ///
  /// @return inside or not, and why
  public Verdict verdict() {
    return judgement.verdict();
  }

  /// What the run cost.
  ///
  /// @return its matrix products
  public IterationCost cost() {
    return IterationCost.of(iteration.steps(), iteration.form());
  }
}
