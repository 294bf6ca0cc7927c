package org.alternant.benchmarks;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// A matrix A whose inverse root is looked for, and W with WᵀXW = A^(1/2p) X A^(1/2p) in the
/// coordinates of the eigenvectors.
record RootSample(DMatrixRMaj a, DMatrixRMaj w, int root) {

  /// An X for A, the products that it took, and the factor of A that it is the root of.
  record Point(int products, DMatrixRMaj x, double factor) {}

  static RootSample of(DMatrixRMaj a, int root) {
    var eigen = DecompositionFactory_DDRM.eig(a.numRows, true, true);
    eigen.decompose(a.copy());
    DMatrixRMaj w = new DMatrixRMaj(a.numRows, a.numRows);
    for (int i = 0; i < a.numRows; i++) {
      CommonOps_DDRM.insert(eigen.getEigenVector(i), w, 0, i);
      double scale = StrictMath.pow(eigen.getEigenvalue(i).getReal(), 0.5 / root);
      CommonOps_DDRM.scaleCol(scale, w, i);
    }
    return new RootSample(a, w, root);
  }

  /// ‖A^(1/2p) X A^(1/2p) − I‖₂: the largest |1 − h| where X is symmetric.
  double error(Point point) {
    if (MatrixFeatures_DDRM.hasUncountable(point.x)) {
      return Double.POSITIVE_INFINITY;
    }
    DMatrixRMaj h = CommonOps_DDRM.multTransA(w, CommonOps_DDRM.mult(point.x, w, null), null);
    CommonOps_DDRM.scale(StrictMath.pow(point.factor, 1.0 / root), h);
    for (int i = 0; i < h.numRows; i++) {
      h.add(i, i, -1);
    }
    return NormOps_DDRM.normP2(h);
  }
}
