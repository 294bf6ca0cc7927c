package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.RoundedImages;
import org.ejml.data.DMatrixRMaj;

/// Steps that are designed by the model of rounding for every matrix of a shape, to be held against
/// runs.
///
/// @param iteration what runs them
/// @param bound what the model says that no singular value exceeds
record ModelledDesign(MatrixIteration iteration, double bound) {

  private static final Interval INPUT = new Interval(1e-3, 1);

  /// Designs so many steps of a degree.
  static ModelledDesign of(Precision precision, MatrixShape shape, int degree, int count) {
    RoundingAssumptions model = RoundingAssumptions.of(precision, shape);
    List<Step> steps =
        ScheduleDesigner.design(
            DesignRequest.of(Collections.nCopies(count, degree), INPUT).withRounding(model));
    RoundedImages images = RoundedImages.of(steps, INPUT, model);
    assertTrue(images.bounded());
    return new ModelledDesign(
        new MatrixIteration(steps, Normalization.FROBENIUS, precision)
            .with(RoundingRules.of(Epilogue.ADDMM)),
        images.images().getLast().image().upper());
  }

  /// The largest singular value that a run reaches; infinite where it overflows.
  double largest(DMatrixRMaj x) {
    return new EjmlBackend().run(iteration, x) instanceof Outcome.Finished finished
        ? SingularValues.extremes(finished.result()).upper()
        : Double.POSITIVE_INFINITY;
  }
}
