package org.alternant.iteration.blas;

import java.util.Arrays;
import java.util.List;
import org.alternant.iteration.ejml.Columns;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;

/// A machine's own BLAS and LAPACK. Where it has no LAPACK, or a subroutine of it gives up, EJML
/// decomposes.
final class BlasAlgebra implements DenseAlgebra {

  private final String name;
  private final BlasFunctions blas;
  private final @Nullable LapackFunctions lapack;

  BlasAlgebra(String name, BlasFunctions blas, @Nullable LapackFunctions lapack) {
    this.name = name;
    this.blas = blas;
    this.lapack = lapack;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    blas.product(a, b, c);
  }

  @Override
  public void product(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    blas.product(a, b, c);
  }

  @Override
  public void gram(FMatrixRMaj x, FMatrixRMaj a) {
    blas.gram(x, a);
  }

  @Override
  public void gram(DMatrixRMaj x, DMatrixRMaj a) {
    blas.gram(x, a);
  }

  @Override
  public void square(FMatrixRMaj a, FMatrixRMaj b) {
    blas.gram(a, b);
  }

  @Override
  public void square(DMatrixRMaj a, DMatrixRMaj b) {
    blas.gram(a, b);
  }

  /// A decomposition by LAPACK.
  private interface ByLapack<T> {
    T of(LapackFunctions lapack) throws LapackFunctions.NotConverged;
  }

  /// A decomposition by EJML.
  private interface ByEjml<T> {
    T of(DenseAlgebra ejml);
  }

  private <T> T decompose(ByLapack<T> fast, ByEjml<T> other) {
    if (lapack != null) {
      try {
        return fast.of(lapack);
      } catch (LapackFunctions.NotConverged e) {
        // EJML's algorithms are others.
      }
    }
    return other.of(EjmlAlgebra.INSTANCE);
  }

  @Override
  public double[] singularValues(DMatrixRMaj x) {
    return decompose(subroutines -> subroutines.singularValues(x), ejml -> ejml.singularValues(x));
  }

  @Override
  public Svd svd(DMatrixRMaj x) {
    return decompose(
        subroutines -> {
          LapackFunctions.DenseSvd svd = subroutines.svd(x);
          return new Svd(
              svd.left(),
              boxed(svd.values()),
              CommonOps_DDRM.transpose(svd.rightTransposed(), null));
        },
        ejml -> ejml.svd(x));
  }

  @Override
  public SymmetricEigen symmetricEigen(DMatrixRMaj a) {
    return decompose(
        subroutines -> byMagnitude(subroutines.symmetricEigen(a)), ejml -> ejml.symmetricEigen(a));
  }

  private static SymmetricEigen byMagnitude(LapackFunctions.DenseEigen eigen) {
    double[] magnitudes = Arrays.stream(eigen.values()).map(Math::abs).toArray();
    int[] order = Columns.descending(magnitudes, magnitudes.length);
    double[] values = Arrays.stream(order).mapToDouble(i -> eigen.values()[i]).toArray();
    DMatrixRMaj vectors = CommonOps_DDRM.transpose(eigen.vectorsTransposed(), null);
    return new SymmetricEigen(boxed(values), Columns.of(vectors, order));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @Override
  public DMatrixRMaj orthonormalized(DMatrixRMaj x) {
    return decompose(
        subroutines -> subroutines.orthonormalized(x), ejml -> ejml.orthonormalized(x));
  }
}
