package org.alternant.toolkit.survey;

import java.io.Serializable;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Normalizer;
import org.alternant.toolkit.survey.SurveyedMatrix.Measured;
import org.ejml.data.DMatrixRMaj;

/// What is seen of one matrix, wherever that happens: all that a survey says of it follows, and it
/// can be sent to where the others are.
public final class Observation implements Serializable {

  private static final long serialVersionUID = 1;

  private final int rows;
  private final int columns;
  private final double frobeniusNorm;
  private final double coherence;
  private final double hidden;

  /// Normalized singular values; none of a matrix of zeros or of one row or column.
  private final double[] ascending;

  private Observation(
      int rows,
      int columns,
      double frobeniusNorm,
      double coherence,
      double hidden,
      double... ascending) {
    this.rows = rows;
    this.columns = columns;
    this.frobeniusNorm = frobeniusNorm;
    this.coherence = coherence;
    this.hidden = hidden;
    this.ascending = ascending;
  }

  /// Looks at a matrix.
  ///
  /// @param x not empty, every entry finite
  /// @param normalization as in [SurveyTask]
  /// @param precision as in [SurveyTask]
  /// @param decomposition as in [SurveyTask]
  /// @return what is seen
  /// @throws ArithmeticException if the decomposition does not converge
  public static Observation of(
      DMatrixRMaj x,
      Normalization normalization,
      Precision precision,
      Decomposition decomposition) {
    if (Math.min(x.numRows, x.numCols) == 1 || Normalizer.largestMagnitude(x) == 0) {
      return new Observation(x.numRows, x.numCols, 0, 0, 0);
    }
    Measured measured = SurveyedMatrix.of("", x, normalization, precision, decomposition.of(x));
    SurveyedMatrix matrix = measured.matrix();
    return new Observation(
        x.numRows,
        x.numCols,
        matrix.frobeniusNorm(),
        matrix.coherence(),
        matrix.hidden(),
        measured.values().toArray());
  }

  /// Whether the matrix has one row or column.
  boolean isVector() {
    return Math.min(rows, columns) == 1;
  }

  /// Whether all entries are 0.
  boolean isZero() {
    return ascending.length == 0;
  }

  /// The same with a name; of a matrix that is neither of these.
  Measured measured(String name) {
    return Measured.of(
        name, new MatrixShape(rows, columns), frobeniusNorm, coherence, hidden, ascending);
  }
}
