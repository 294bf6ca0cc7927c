package org.alternant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alternant.iteration.files.MatrixFile;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;

/// A Kronecker factor of gradients G, as Shampoo has it: the mean A of GᵀG, which is divided by its
/// largest eigenvalue and damped.
final class KroneckerFactor {

  private KroneckerFactor() {}

  /// Makes (A/‖A‖₂ + εI)/(1 + ε).
  ///
  /// @param files gradients, or momentum matrices in their place, with as many columns each
  /// @param damping ε
  static DMatrixRMaj read(List<Path> files, double damping) throws IOException {
    DMatrixRMaj sum = null;
    for (Path file : files) {
      DMatrixRMaj g = MatrixFile.read(file);
      DMatrixRMaj product = CommonOps_DDRM.multTransA(g, g, null);
      sum = sum == null ? product : CommonOps_DDRM.add(sum, product, null);
    }
    if (sum == null) {
      throw new IllegalArgumentException("a factor is made of at least one matrix");
    }
    CommonOps_DDRM.scale(1 / (NormOps_DDRM.normP2(sum) * (1 + damping)), sum);
    for (int i = 0; i < sum.numRows; i++) {
      sum.add(i, i, damping / (1 + damping));
    }
    return sum;
  }
}
