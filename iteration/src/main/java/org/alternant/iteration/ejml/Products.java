package org.alternant.iteration.ejml;

import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/// When and how EJML's matrix products run fastest.
public final class Products {

  /// The number of multiplications from which sharing a product among threads pays.
  private static final double CONCURRENT_MULTIPLICATIONS = 64 * 64 * 64;

  private Products() {}

  /// Whether to share an l×m by m×n product among threads.
  static boolean concurrencyPays(int l, int m, int n) {
    return (double) l * m * n >= CONCURRENT_MULTIPLICATIONS;
  }

  /// X or Xᵀ, whichever has at least as many rows as columns.
  ///
  /// EJML's multTransB(X, X) runs along both rows and cannot use vector instructions: it takes 1.5
  /// to 1.8 times as long as an explicit transpose and a product, and 2.2 to 3.4 times as long as a
  /// transpose and a Gram product, which computes one triangle.
  ///
  /// @param x X
  /// @return X itself, or its transpose
  public static DMatrixRMaj tall(DMatrixRMaj x) {
    return x.numRows > x.numCols
        ? x
        : CommonOps_MT_DDRM.transpose(x, new DMatrixRMaj(x.numCols, x.numRows));
  }

  /// The same in binary32.
  ///
  /// @param x X
  /// @return X itself, or its transpose
  public static FMatrixRMaj tall(FMatrixRMaj x) {
    return x.numRows > x.numCols
        ? x
        : CommonOps_MT_FDRM.transpose(x, new FMatrixRMaj(x.numCols, x.numRows));
  }
}
