package org.alternant.toolkit.survey;

import org.alternant.iteration.blas.BlasBackend;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.ejml.data.DMatrixRMaj;

/// What computes singular values.
public enum Decomposition {
  /// EJML for small matrices, whose digits are then the same on every machine; for others the
  /// machine's LAPACK where there is one.
  AUTO,
  /// EJML: the same digits on every machine.
  EJML,
  /// The machine's LAPACK, or EJML where there is none.
  BLAS;

  /// The order up to which a matrix is small: EJML takes well below a second.
  private static final int SMALL = 256;

  /// What decomposes a matrix.
  DenseAlgebra of(DMatrixRMaj x) {
    return this == EJML || (this == AUTO && Math.min(x.numRows, x.numCols) <= SMALL)
        ? EjmlAlgebra.INSTANCE
        : new BlasBackend().algebra();
  }
}
