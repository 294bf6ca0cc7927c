package org.alternant.solver.rounding;

import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;

/// How a run rounds.
///
/// @param precision the format of the operands of products
/// @param storage the format of stored matrices
/// @param epilogue where results are rounded
public record RunFormat(Precision precision, Precision storage, Epilogue epilogue) {

  /// Matrices are stored as the format has it.
  ///
  /// @param precision the format
  /// @param epilogue where results are rounded
  /// @return the format of such runs
  public static RunFormat of(Precision precision, Epilogue epilogue) {
    return new RunFormat(precision, precision.storage(), epilogue);
  }
}
