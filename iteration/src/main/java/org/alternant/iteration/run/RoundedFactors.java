package org.alternant.iteration.run;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// An arithmetic whose factors are numbers of its precision, as those of eager frameworks are that
/// make a tensor of every number first.
///
/// @param <M> the arithmetic's matrices
final class RoundedFactors<M> implements MatrixArithmetic<M> {

  private final MatrixArithmetic<M> exact;
  private final Precision format;

  /// @param exact takes factors as they are
  /// @param format what they are rounded to
  RoundedFactors(MatrixArithmetic<M> exact, Precision format) {
    this.exact = exact;
    this.format = format;
  }

  @Override
  public Precision precision() {
    return exact.precision();
  }

  @Override
  public M allocate(int count, int rows, int columns) {
    return exact.allocate(count, rows, columns);
  }

  @Override
  public M like(M x) {
    return exact.like(x);
  }

  @Override
  public M upload(List<DMatrixRMaj> matrices) {
    return exact.upload(matrices);
  }

  @Override
  public List<DMatrixRMaj> download(M x) {
    return exact.download(x);
  }

  @Override
  public void gram(double alpha, M x, double beta, M addend, M a) {
    exact.gram(rounded(alpha), x, rounded(beta), addend, a);
  }

  @Override
  public void apply(double alpha, M b, double beta, M x, M y) {
    exact.apply(rounded(alpha), b, rounded(beta), x, y);
  }

  @Override
  public void multiply(double alpha, M left, M right, double beta, M addend, M result) {
    exact.multiply(rounded(alpha), left, right, rounded(beta), addend, result);
  }

  @Override
  public void square(double alpha, M a, double beta, M addend, M result) {
    exact.square(rounded(alpha), a, rounded(beta), addend, result);
  }

  @Override
  public void combine(List<Term<M>> terms, M z) {
    exact.combine(
        terms.stream().map(term -> new Term<>(rounded(term.factor()), term.matrix())).toList(), z);
  }

  private double rounded(double factor) {
    return format.nearest(factor);
  }

  @Override
  public void symmetrize(M a, M result) {
    exact.symmetrize(a, result);
  }

  @Override
  public double time(Runnable operations) {
    return exact.time(operations);
  }

  @Override
  public List<Boolean> isFinite(M x) {
    return exact.isFinite(x);
  }

  @Override
  public void close() {
    exact.close();
  }
}
