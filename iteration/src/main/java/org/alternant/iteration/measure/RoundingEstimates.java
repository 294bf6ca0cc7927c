package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Where rounding may take the values of an iteration, after any number of its steps.
///
/// Ranges go on from step to step, so that those of the first steps are among those of all: they
/// are computed once ([RoundingRanges]). Only inverse roots, whose errors are followed back from
/// the result ([InverseRootErrors]), are estimated anew.
final class RoundingEstimates {

  /// The error of a singular value decomposition in units of 2⁻⁵³ √max(m, n) ‖X‖. *Observed*: at
  /// most 29 against LAPACK, see [SingularValues].
  private static final double DECOMPOSITION_ERROR = 60;

  private final MatrixIteration iteration;
  private final ExactValues exact;
  private final ScalarImage.Trace images;

  /// How ranges go on, by the format of a step.
  private final Map<Precision, RoundingRanges> models = new EnumMap<>(Precision.class);

  private final double decompositionError;

  /// After 0, 1, … steps, in the order of the exact values; signed, as p is.
  private @Nullable List<List<Range>> ranges;

  /// Prepares the estimates.
  ///
  /// @param exact of the scaled matrix, before it is rounded
  /// @param images of its values
  /// @param scaled the matrix: m×n
  RoundingEstimates(
      MatrixIteration iteration, ExactValues exact, ScalarImage.Trace images, DMatrixRMaj scaled) {
    int rows = scaled.numRows;
    int columns = scaled.numCols;
    int repeated = RepeatedEntries.most(scaled);
    this.iteration = iteration;
    this.exact = exact;
    this.images = images;
    for (Precision format : iteration.formats()) {
      models.put(
          format,
          new RoundingRanges(
              iteration, MatrixRounding.of(iteration, format, exact, rows, columns, repeated)));
    }
    decompositionError =
        DECOMPOSITION_ERROR
            * exact.amplification()
            * Precision.FLOAT64.unitRoundoff()
            * Math.sqrt(Math.max(rows, columns));
  }

  /// The estimate for the result of the first steps.
  ///
  /// @param count how many: 1 or more
  RoundingEstimate after(int count) {
    if (iteration.function() == MatrixFunction.INVERSE_ROOT) {
      return InverseRootErrors.estimate(iteration.first(count), exact);
    }
    List<List<Range>> all = ranges;
    if (all == null) {
      all = ranges();
      ranges = all;
    }
    List<Boolean> drowned = new ArrayList<>();
    for (int i = 0; i < exact.values().size(); i++) {
      drowned.add(drowns(iteration.steps().getFirst(), exact.values().get(i), all.get(1).get(i)));
    }
    return new RoundingEstimate(all.get(count), lastStep(iteration.first(count)), drowned);
  }

  /// Whether a value is so small that rounding in the first step may annihilate it; not where the
  /// step itself maps it near 0, nor where rounding has no bound.
  private static boolean drowns(Step first, double value, Range afterFirst) {
    double linear = Math.abs(first.coefficients().getFirst()) * value;
    return afterFirst.contains(0)
        && afterFirst.largest() < Double.POSITIVE_INFINITY
        && Math.abs(first.evaluate(value)) >= linear / 2;
  }

  private List<List<Range>> ranges() {
    List<Step> steps = iteration.steps();
    double largestValue = exact.values().getFirst();
    RoundingRanges first = model(steps.getFirst());
    List<Range> initial =
        first.stored(
            exact.values().stream()
                .map(x -> Range.of(x).widened(decompositionError * largestValue))
                .toList());
    List<List<Range>> all =
        switch (iteration.form()) {
          case Form.Standard _ -> standard(steps, initial);
          case Form.Gram form -> first.gram(form, steps, initial);
        };
    return all.stream()
        .map(
            step -> {
              double largest = step.stream().mapToDouble(Range::largest).max().orElse(0);
              return step.stream()
                  .map(range -> range.widened(decompositionError * largest))
                  .toList();
            })
        .toList();
  }

  /// Where the format changes, X is rounded once more, to the storage of the next step's.
  private List<List<Range>> standard(List<Step> steps, List<Range> initial) {
    List<List<Range>> all = new ArrayList<>(List.of(initial));
    Precision stored = model(steps.getFirst()).storedIn();
    for (Step step : steps) {
      RoundingRanges model = model(step);
      List<Range> x = all.getLast();
      all.add(model.standardStep(step, model.storedIn() == stored ? x : model.stored(x)));
      stored = model.storedIn();
    }
    return all;
  }

  /// How far the last step alone may move a value; in the Gram form, all steps since the last
  /// restart, where their errors are bounded.
  private double lastStep(MatrixIteration shorter) {
    List<Step> steps = shorter.steps();
    RoundingRanges model = model(steps.getLast());
    if (shorter.form() instanceof Form.Gram form) {
      int begin = form.restarts().isEmpty() ? 0 : form.restarts().getLast();
      double stretch =
          halfWidth(
              model
                  .gram(new Form.Gram(List.of()), steps.subList(begin, steps.size()), points(begin))
                  .getLast());
      if (stretch < 1) {
        return stretch;
      }
    }
    return halfWidth(model.standardStep(steps.getLast(), points(steps.size() - 1)));
  }

  private RoundingRanges model(Step step) {
    return Objects.requireNonNull(models.get(step.precisionIn(iteration.precision())));
  }

  /// The exact images of the values after the first steps.
  private List<Range> points(int count) {
    return images.after(count).stream().map(Range::of).toList();
  }

  private static double halfWidth(List<Range> ranges) {
    return ranges.stream()
        .mapToDouble(range -> (range.upper() - range.lower()) / 2)
        .max()
        .orElse(0);
  }
}
