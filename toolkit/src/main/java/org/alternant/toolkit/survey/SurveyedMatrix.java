package org.alternant.toolkit.survey;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.run.Normalizer;
import org.alternant.toolkit.source.MatrixSpectra;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// One matrix of a survey.
///
/// @param name the file's, and after `#` the tensor's; of several in one tensor with the number
/// @param shape m×n
/// @param frobeniusNorm ‖X‖_F before the normalization; infinite where it is beyond binary64
/// @param quantiles of its normalized singular values, at each of [#SHARES]
/// @param coherence as [MatrixSpectra#coherence]
/// @param effectiveRank exp(H) for the entropy H = −Σ pᵢ log pᵢ of pᵢ = σᵢ/Σσ (Roy and Vetterli): r
///   where r singular values are equal and the others 0
/// @param hidden normalized singular values below are not told from what rounding the entries to
///   the survey's precision adds: about the spectral norm of those errors
public record SurveyedMatrix(
    String name,
    MatrixShape shape,
    double frobeniusNorm,
    List<Double> quantiles,
    double coherence,
    double effectiveRank,
    double hidden) {

  /// The shares of singular values at which quantiles are taken.
  public static final List<Double> SHARES = List.of(0.0, 0.01, 0.1, 0.5, 0.9, 1.0);

  /// Copies the list.
  public SurveyedMatrix {
    quantiles = List.copyOf(quantiles);
  }

  /// A matrix with its normalized singular values.
  static final class Measured {
    private final SurveyedMatrix matrix;
    private final double[] ascending;

    private Measured(SurveyedMatrix matrix, double[] ascending) {
      this.matrix = matrix;
      this.ascending = ascending;
    }

    /// What is found of a matrix by its singular values.
    ///
    /// @param ascending normalized; at least one
    static Measured of(
        String name,
        MatrixShape shape,
        double frobeniusNorm,
        double coherence,
        double hidden,
        double[] ascending) {
      return new Measured(
          new SurveyedMatrix(
              name,
              shape,
              frobeniusNorm,
              SHARES.stream().map(share -> at(share, ascending)).toList(),
              coherence,
              effectiveRank(ascending),
              hidden),
          ascending);
    }

    SurveyedMatrix matrix() {
      return matrix;
    }

    /// The values in ascending order.
    DoubleStream values() {
      return DoubleStream.of(ascending);
    }
  }

  static Measured of(
      String name,
      DMatrixRMaj x,
      Normalization normalization,
      Precision precision,
      DenseAlgebra algebra) {
    DMatrixRMaj normalized = Normalizer.normalize(x, normalization);
    double[] ascending = algebra.singularValues(normalized);
    Arrays.sort(ascending);
    return Measured.of(
        name,
        new MatrixShape(x.numRows, x.numCols),
        NormOps_DDRM.normF(x),
        MatrixSpectra.coherence(normalized),
        precision.unitRoundoff() * Precision.ROUNDING_RMS * largestNorms(normalized),
        ascending);
  }

  private static double at(double share, double[] ascending) {
    return ascending[(int) Math.min(share * ascending.length, ascending.length - 1)];
  }

  private static double effectiveRank(double[] values) {
    double sum = DoubleStream.of(values).sum();
    double entropy =
        -DoubleStream.of(values)
            .map(value -> value / sum)
            .filter(p -> p > 0)
            .map(p -> p * StrictMath.log(p))
            .sum();
    return sum == 0 ? 0 : Math.min(values.length, StrictMath.exp(entropy));
  }

  /// The largest norm of a row and that of a column, added: random errors whose sizes are the
  /// entries' have a spectral norm of about that (Bandeira and van Handel), see docs/ROUNDING.md.
  private static double largestNorms(DMatrixRMaj x) {
    DMatrixRMaj squares = CommonOps_DDRM.elementMult(x, x, null);
    return Math.sqrt(CommonOps_DDRM.elementMax(CommonOps_DDRM.sumRows(squares, null)))
        + Math.sqrt(CommonOps_DDRM.elementMax(CommonOps_DDRM.sumCols(squares, null)));
  }
}
