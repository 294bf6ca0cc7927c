package org.alternant.toolkit.survey;

import org.alternant.iteration.blas.BlasBackend;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
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
    return isEmbedded(x) ? EjmlAlgebra.INSTANCE : new BlasBackend().algebra();
  }

  /// What runs an iteration on a matrix.
  Backend backend(DMatrixRMaj x) {
    BlasBackend blas = new BlasBackend();
    return !isEmbedded(x) && blas.availability() instanceof Availability.Available
        ? blas
        : new EjmlBackend();
  }

  private boolean isEmbedded(DMatrixRMaj x) {
    return this == EJML || (this == AUTO && Math.min(x.numRows, x.numCols) <= SMALL);
  }
}
