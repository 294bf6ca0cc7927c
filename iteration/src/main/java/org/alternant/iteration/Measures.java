package org.alternant.iteration;

import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// What a finished run achieved. Everything is computed in binary64, whatever the run's precision.
/// All lists of singular values hold min(m, n) of them, in descending order.
///
/// @param inputSingularValues of the normalized matrix
/// @param singularValues of the result
/// @param worstError max |1 − σ| over the result's singular values
/// @param orthogonalityError ‖XXᵀ − I‖_F of the result X: m×n, m ≤ n; of its transpose where m > n
/// @param scalarImage |p_T(…p₁(σ)…)| for the input's singular values σ: what the result's would be
///   without rounding
/// @param deviation max |σᵢ − image of σᵢ| between `singularValues` and `scalarImage`
/// @param roundingAllowance the deviation that rounding explains, see [#withinRounding]
public record Measures(
    List<Double> inputSingularValues,
    List<Double> singularValues,
    double worstError,
    double orthogonalityError,
    List<Double> scalarImage,
    double deviation,
    double roundingAllowance) {

  /// Copies the lists.
  public Measures {
    inputSingularValues = List.copyOf(inputSingularValues);
    singularValues = List.copyOf(singularValues);
    scalarImage = List.copyOf(scalarImage);
  }

  /// Measures a run. The two singular value decompositions take most of the time.
  ///
  /// @param iteration what was run
  /// @param run how it ended
  /// @return the measures
  /// @throws ArithmeticException if a singular value decomposition does not converge
  public static Measures of(MatrixIteration iteration, Outcome.Finished run) {
    double[] input = SingularValues.descending(run.normalized());
    double[] result = SingularValues.descending(run.result());
    double[] image =
        SingularValues.sortedDescending(
            DoubleStream.of(input)
                .map(x -> Math.abs(ScalarImage.of(iteration.steps(), x)))
                .toArray());
    double worstError = 0;
    double deviation = 0;
    for (int i = 0; i < result.length; i++) {
      worstError = Math.max(worstError, Math.abs(1 - result[i]));
      deviation = Math.max(deviation, Math.abs(result[i] - image[i]));
    }
    return new Measures(
        boxed(input),
        boxed(result),
        worstError,
        orthogonalityError(run.result()),
        boxed(image),
        deviation,
        RoundingAllowance.of(iteration, input, run.result().numRows, run.result().numCols));
  }

  /// Whether the result's singular values are the images of the input's within rounding. The
  /// allowance is a first-order estimate of rounding errors that behave as independent random
  /// numbers, with slack; a larger deviation means that something else than rounding is at work.
  ///
  /// @return true if the deviation is at most the allowance
  public boolean withinRounding() {
    return deviation <= roundingAllowance;
  }

  private static double orthogonalityError(DMatrixRMaj x) {
    DMatrixRMaj tall = x.numRows < x.numCols ? CommonOps_DDRM.transpose(x, null) : x;
    DMatrixRMaj defect = new DMatrixRMaj(tall.numCols, tall.numCols);
    CommonOps_MT_DDRM.multInner(tall, defect);
    for (int i = 0; i < defect.numRows; i++) {
      defect.add(i, i, -1);
    }
    return NormOps_DDRM.normF(defect);
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
