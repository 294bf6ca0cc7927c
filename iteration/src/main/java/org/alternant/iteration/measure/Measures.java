package org.alternant.iteration.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.Normalization;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Normalizer;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// What a finished run achieved. Everything is computed in binary64, whatever the run's precision.
///
/// The *values* are what the steps act on: singular values for the polar factor, magnitudes of
/// eigenvalues for the sign, the square roots of the eigenvalues for the square roots, and for
/// inverse roots the eigenvalues; there they are called singular values too. Lists hold min(m, n)
/// of them in descending order.
///
/// @param inputSingularValues of the scaled matrix, before it is rounded to the run's precision
/// @param singularValues of the result; for sign and roots, of the result relative to the exact
///   function
/// @param worstError max |1 − σ| over the result's singular values, of which those with the wrong
///   sign count as negative; for the clip ‖X − F‖₂, which without rounding is the largest of |f(σ)
///   − min(σ, 1)|
/// @param residual ‖XXᵀ − I‖_F of the result X: m×n, m ≤ n, or of its transpose where m > n; for
///   the sign ‖X² − I‖_F, for the square roots ‖X² − A‖_F / ‖A‖_F and ‖XAX − I‖_F, for inverse
///   roots ‖XᵖA − I‖_F, for the clip max(0, ‖X‖₂ − 1)
/// @param distance ‖X − F‖_F to the exact function F of the scaled matrix, computed by a
///   decomposition; directions in which the matrix is zero within binary64 count as zero in the
///   polar factor and in the sign; empty where it was not computed
/// @param scalarImage |p_T(…p₁(σ)…)| for the input's singular values σ: what the result's would be
///   without rounding
/// @param deviation max |σᵢ − image of σᵢ| between `singularValues` and `scalarImage`
/// @param lowerBounds the smallest result that rounding explains, for each of `singularValues`
/// @param upperBounds the largest
/// @param lastStepAllowance how far rounding in the last step alone may move a singular value
/// @param unresolved how many of the input's singular values are so small that rounding may
///   annihilate them before the steps have enlarged them; none for the clip, which leaves them
///   small
/// @param flipped how many of the others came out with the wrong sign; empty where the exact
///   function was not computed
/// @param images what became of each of the input's singular values: the entry of the result
///   between its singular vectors, with its sign; empty for the clip, and where the exact function
///   was not computed
public record Measures(
    List<Double> inputSingularValues,
    List<Double> singularValues,
    double worstError,
    double residual,
    OptionalDouble distance,
    List<Double> scalarImage,
    double deviation,
    List<Double> lowerBounds,
    List<Double> upperBounds,
    double lastStepAllowance,
    int unresolved,
    OptionalInt flipped,
    List<Double> images) {

  /// Copies the lists.
  public Measures {
    inputSingularValues = List.copyOf(inputSingularValues);
    singularValues = List.copyOf(singularValues);
    scalarImage = List.copyOf(scalarImage);
    lowerBounds = List.copyOf(lowerBounds);
    upperBounds = List.copyOf(upperBounds);
    images = List.copyOf(images);
  }

  /// Measures a run by EJML: the same bits on every machine.
  ///
  /// @param iteration what was run
  /// @param run how it ended
  /// @return the measures
  /// @throws IllegalArgumentException if the iteration's function is not defined for the matrix
  /// @throws ArithmeticException if a decomposition does not converge
  public static Measures of(MatrixIteration iteration, Outcome.Finished run) {
    return Measurement.of(iteration, run.scaled(), EjmlAlgebra.INSTANCE).of(run);
  }

  /// The singular values of a matrix after it is scaled.
  ///
  /// @param input X: m×n
  /// @param normalization how it is scaled
  /// @return min(m, n) values in descending order, with an absolute error of some 30 √max(m, n)
  ///   2⁻⁵³ times the largest: those below carry no information
  /// @throws ArithmeticException if the decomposition does not converge
  public static List<Double> normalizedSingularValues(
      DMatrixRMaj input, Normalization normalization) {
    return Arrays.stream(SingularValues.descending(Normalizer.normalize(input, normalization)))
        .boxed()
        .toList();
  }

  /// Whether every singular value of the result lies between its rounding bounds. These are a
  /// first-order estimate of rounding errors that behave as independent random numbers, with slack;
  /// beyond them something other than rounding is at work.
  ///
  /// This is no verdict on the table. Where rounding errors may grow without bound every result
  /// lies between its bounds, also one that has diverged; that the certificate is kept takes more:
  /// `Judgement` in `org.alternant.toolkit.validate` says whether it is.
  ///
  /// @return true if each lies between `lowerBounds` and `upperBounds`
  public boolean withinRoundingBounds() {
    return unexplained().isEmpty();
  }

  /// A singular value that is not between its bounds.
  ///
  /// @param deviation how far it is from its exact image
  /// @param explained how far rounding explains
  public record Unexplained(double deviation, double explained) {}

  /// The singular value that is farthest beyond its bounds.
  ///
  /// @return what is known of it; empty where all lie between theirs
  public Optional<Unexplained> unexplained() {
    double farthest = 0;
    @Nullable Unexplained found = null;
    for (int i = 0; i < singularValues.size(); i++) {
      double value = singularValues.get(i);
      double beyond = Math.max(value - upperBounds.get(i), lowerBounds.get(i) - value);
      if (!(beyond <= farthest)) {
        farthest = beyond;
        double image = scalarImage.get(i);
        double explained = value > image ? upperBounds.get(i) - image : image - lowerBounds.get(i);
        found = new Unexplained(Math.abs(value - image), explained);
      }
    }
    return Optional.ofNullable(found);
  }

  /// The largest distance of a bound from the exact image.
  ///
  /// @return the allowance; infinite where rounding errors may grow without bound
  public double roundingAllowance() {
    double largest = 0;
    for (int i = 0; i < scalarImage.size(); i++) {
      double image = scalarImage.get(i);
      largest = Math.max(largest, Math.max(upperBounds.get(i) - image, image - lowerBounds.get(i)));
    }
    return largest;
  }
}
