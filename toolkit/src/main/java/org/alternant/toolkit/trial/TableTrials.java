package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.toolkit.design.Trials;

/// Measures tables on the same matrices. Each gets them as it wants them: divided by the factor
/// that its normalization has beside the norm, such as 1.01.
public final class TableTrials {

  private final Interval input;
  private final TrialRuns runs;
  private final Map<Double, Trials.Measurement> byFactor = new HashMap<>();

  /// Chooses the matrices.
  ///
  /// @param input where their singular values are: none below 0
  /// @param runs which matrices, and in which arithmetic
  /// @throws IllegalArgumentException if nothing in the interval is positive
  public TableTrials(Interval input, TrialRuns runs) {
    if (input.upper() <= 0) {
      throw new IllegalArgumentException("no singular values are in " + input);
    }
    this.input = new Interval(Math.max(0, input.lower()), input.upper());
    this.runs = runs;
  }

  /// A table that was measured.
  ///
  /// @param table the table
  /// @param steps those that ran
  /// @param products their matrix products
  /// @param measured what came out
  public record Row(CoefficientTable table, List<Step> steps, int products, Measured measured) {

    /// Copies the list.
    public Row {
      steps = List.copyOf(steps);
    }
  }

  /// Runs all rows of a table.
  ///
  /// @param table the table
  /// @return what came out
  public Row of(CoefficientTable table) {
    return of(table, table.steps());
  }

  /// Runs as many rows of a table as a budget allows; the last one again and again where that is
  /// what the table says.
  ///
  /// @param table the table
  /// @param budget matrix products
  /// @return what came out; empty where the first row costs more
  public Optional<Row> within(CoefficientTable table, double budget) {
    List<Step> steps = new ArrayList<>();
    int rows = table.steps().size();
    boolean repeats = table.conventions().tail() == Tail.REPEAT_LAST;
    for (int t = 0; t < rows || repeats; t++) {
      steps.add(table.steps().get(Math.min(t, rows - 1)));
      if (products(steps) > budget) {
        steps.removeLast();
        break;
      }
    }
    return steps.isEmpty() ? Optional.empty() : Optional.of(of(table, steps));
  }

  private Row of(CoefficientTable table, List<Step> steps) {
    table.function().requireSign("sample runs");
    Trials.Measurement measurement =
        byFactor.computeIfAbsent(
            table.conventions().normalization().factor(),
            factor -> new EmulatedTrials().measurement(input, runs, factor));
    return new Row(table, steps, products(steps), measurement.of(steps, runs.rounding()));
  }

  private static int products(List<Step> steps) {
    return IterationCost.of(steps, Form.STANDARD).products();
  }
}
