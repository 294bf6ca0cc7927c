package org.alternant.toolkit.audit;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.toolkit.NominalInput;

/// What is to be audited. Start with [#of] and change what differs.
///
/// @param table the table
/// @param input the singular values of interest, positive
/// @param shape of the matrices, for the cost
public record AuditRequest(CoefficientTable table, Interval input, MatrixShape shape) {

  /// The shape where none is given.
  public static final MatrixShape CUSTOMARY_SHAPE = new MatrixShape(1024, 4096);

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if `input` is not positive, or the table is a clip
  public AuditRequest {
    if (table.function().isClip()) {
      throw new IllegalArgumentException("a clip is fitted as a whole, its rows have no recipe");
    }
    if (!(input.lower() > 0)) {
      throw new IllegalArgumentException(
          "the singular values must be positive, found " + input.lower());
    }
  }

  /// What the table was made for ([NominalInput]), on matrices of [#CUSTOMARY_SHAPE].
  ///
  /// @param table the table
  /// @return the request
  /// @throws IllegalArgumentException if the table was made for singular values of 0 or below
  public static AuditRequest of(CoefficientTable table) {
    return new AuditRequest(table, NominalInput.of(table), CUSTOMARY_SHAPE);
  }

  /// The same on another interval.
  ///
  /// @param interval the singular values, positive
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if they are not positive
  public AuditRequest on(Interval interval) {
    return new AuditRequest(table, interval, shape);
  }

  /// The same for matrices of another shape.
  ///
  /// @param matrices their shape
  /// @return the request, otherwise the same
  public AuditRequest onMatrices(MatrixShape matrices) {
    return new AuditRequest(table, input, matrices);
  }
}
