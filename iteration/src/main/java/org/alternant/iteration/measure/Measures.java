package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Normalization;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Normalizer;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;

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
///   polar factor and in the sign
/// @param scalarImage |p_T(…p₁(σ)…)| for the input's singular values σ: what the result's would be
///   without rounding
/// @param deviation max |σᵢ − image of σᵢ| between `singularValues` and `scalarImage`
/// @param lowerBounds the smallest result that rounding explains, for each of `singularValues`
/// @param upperBounds the largest
/// @param lastStepAllowance how far rounding in the last step alone may move a singular value
/// @param unresolved how many of the input's singular values are so small that rounding may
///   annihilate them before the steps have enlarged them; none for the clip, which leaves them
///   small
/// @param flipped how many of the others came out with the wrong sign
/// @param images what became of each of the input's singular values: the entry of the result
///   between its singular vectors, with its sign; empty for the clip
public record Measures(
    List<Double> inputSingularValues,
    List<Double> singularValues,
    double worstError,
    double residual,
    double distance,
    List<Double> scalarImage,
    double deviation,
    List<Double> lowerBounds,
    List<Double> upperBounds,
    double lastStepAllowance,
    int unresolved,
    int flipped,
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
    return of(iteration, run, EjmlAlgebra.INSTANCE);
  }

  /// Measures a run. The decompositions take most of the time.
  ///
  /// @param iteration what was run
  /// @param run how it ended
  /// @param algebra what decomposes
  /// @return the measures
  /// @throws IllegalArgumentException if the iteration's function is not defined for the matrix
  /// @throws ArithmeticException if a decomposition does not converge
  public static Measures of(MatrixIteration iteration, Outcome.Finished run, DenseAlgebra algebra) {
    return of(iteration, run, ExactFunction.of(iteration, run.scaled(), algebra));
  }

  /// The values that an iteration's first step acts on.
  ///
  /// @param iteration what would be run
  /// @param input X: m×n
  /// @param algebra what decomposes
  /// @return in descending order, of the scaled matrix before it is rounded
  /// @throws IllegalArgumentException as [#of]
  public static List<Double> inputSingularValues(
      MatrixIteration iteration, DMatrixRMaj input, DenseAlgebra algebra) {
    return ExactFunction.of(iteration, iteration.scaled(input), algebra).values();
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

  /// Measures what an iteration has reached after each step, by running its first steps again: runs
  /// are deterministic.
  ///
  /// @param backend what computes
  /// @param iteration what to run
  /// @param input X: m×n
  /// @param algebra what decomposes
  /// @return the measures after 1, 2, … steps; fewer than there are steps where one overflows
  /// @throws IllegalArgumentException as [#of] and [Backend#run]
  public static List<Measures> trace(
      Backend backend, MatrixIteration iteration, DMatrixRMaj input, DenseAlgebra algebra) {
    List<Measures> trace = new ArrayList<>();
    ExactFunction exact = ExactFunction.of(iteration, iteration.scaled(input), algebra);
    for (int t = 1; t <= iteration.steps().size(); t++) {
      MatrixIteration shorter = iteration.first(t);
      if (!(backend.run(shorter, input) instanceof Outcome.Finished finished)) {
        break;
      }
      trace.add(of(shorter, finished, exact));
    }
    return trace;
  }

  private static Measures of(MatrixIteration iteration, Outcome.Finished run, ExactFunction exact) {
    double[] result = exact.valuesOf(run.result());
    double[] image = image(iteration, exact);
    double worstError = errorOfAll(iteration, run.result(), exact, result);
    double deviation = 0;
    for (int i = 0; i < result.length; i++) {
      deviation = Math.max(deviation, Math.abs(result[i] - image[i]));
    }
    RoundingEstimate rounding =
        iteration.function() == MatrixFunction.INVERSE_ROOT
            ? InverseRootErrors.estimate(iteration, exact)
            : RoundingRanges.estimate(iteration, exact, run.result().numRows, run.result().numCols);
    List<Range> last = rounding.results().stream().map(Range::magnitude).toList();
    boolean clips = iteration.function() == MatrixFunction.CLIP;
    double[] diagonal = clips ? new double[0] : exact.diagonalOf(run.result());
    int unresolved = 0;
    int flipped = 0;
    for (int i = 0; i < diagonal.length; i++) {
      if (rounding.drowned().get(i)) {
        unresolved++;
      } else if (diagonal[i] < 0) {
        flipped++;
        worstError = Math.max(worstError, 1 - diagonal[i]);
      }
    }
    return new Measures(
        exact.values(),
        boxed(result),
        worstError,
        exact.residual(run.result()),
        exact.distance(run.result()),
        boxed(image),
        deviation,
        boxed(SingularValues.sortedDescending(last.stream().mapToDouble(Range::lower).toArray())),
        boxed(SingularValues.sortedDescending(last.stream().mapToDouble(Range::upper).toArray())),
        rounding.lastStep(),
        unresolved,
        flipped,
        boxed(diagonal));
  }

  /// Without regard to signs.
  private static double errorOfAll(
      MatrixIteration iteration, DMatrixRMaj computed, ExactFunction exact, double[] values) {
    return iteration.function() == MatrixFunction.CLIP
        ? exact.spectralDistance(computed)
        : Arrays.stream(values).map(value -> Math.abs(1 - value)).max().orElse(0);
  }

  /// The images of the input's values in exact arithmetic, in descending order.
  private static double[] image(MatrixIteration iteration, ExactFunction exact) {
    return SingularValues.sortedDescending(
        exact.values().stream()
            .mapToDouble(x -> Math.abs(ScalarImage.of(iteration.steps(), x)))
            .toArray());
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
    for (int i = 0; i < singularValues.size(); i++) {
      double value = singularValues.get(i);
      if (!(lowerBounds.get(i) <= value && value <= upperBounds.get(i))) {
        return false;
      }
    }
    return true;
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

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
