package org.alternant.iteration.run;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// An arithmetic that rounds every scaling, product and sum on its own: αLR + βC as `(α·L) @ R +
/// β·C`, which is what an eager framework makes of `c * A @ A + b * A`.
///
/// @param <M> the arithmetic's matrices
public final class UnfusedArithmetic<M> implements MatrixArithmetic<M> {

  private final MatrixArithmetic<M> fused;

  /// Takes an arithmetic.
  ///
  /// @param fused what carries out the single operations
  public UnfusedArithmetic(MatrixArithmetic<M> fused) {
    this.fused = fused;
  }

  @Override
  public Precision precision() {
    return fused.precision();
  }

  @Override
  public M allocate(int count, int rows, int columns) {
    return fused.allocate(count, rows, columns);
  }

  @Override
  public M upload(List<DMatrixRMaj> matrices) {
    return fused.upload(matrices);
  }

  @Override
  public List<DMatrixRMaj> download(M x) {
    return fused.download(x);
  }

  @Override
  public M like(M x) {
    return fused.like(x);
  }

  @Override
  public void gram(M x, M a) {
    fused.gram(x, a);
  }

  @Override
  public void apply(double alpha, M b, double beta, M x, M y) {
    M product = like(x);
    fused.apply(1, scaled(alpha, b), 0, x, product);
    sum(product, beta, x, y);
  }

  @Override
  public void multiply(double alpha, M left, M right, double beta, M addend, M result) {
    M product = like(left);
    fused.multiply(1, scaled(alpha, left), right, 0, addend, product);
    sum(product, beta, addend, result);
  }

  @Override
  public void combine(double alpha, M x, double beta, M y, M z) {
    sum(scaled(alpha, x), beta, y, z);
  }

  /// Z ← X + βY.
  private void sum(M x, double beta, M y, M z) {
    if (beta == 0) {
      fused.combine(1, x, 0, x, z);
    } else {
      fused.combine(1, x, 1, scaled(beta, y), z);
    }
  }

  private M scaled(double alpha, M x) {
    if (alpha == 1) {
      return x;
    }
    M scaled = like(x);
    fused.combine(alpha, x, 0, x, scaled);
    return scaled;
  }

  @Override
  public double time(Runnable operations) {
    return fused.time(operations);
  }

  @Override
  public List<Boolean> isFinite(M x) {
    return fused.isFinite(x);
  }

  @Override
  public void close() {
    fused.close();
  }
}
