package org.alternant.iteration.run;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.evaluation.IterationCost;
import org.ejml.data.DMatrixRMaj;

/// Counts the products and the memory that another arithmetic is asked for.
final class CountingArithmetic<M> implements MatrixArithmetic<M> {

  private final MatrixArithmetic<M> counted;
  private int squareProducts;
  private int gramProducts;
  private int applications;
  private int allocations;

  CountingArithmetic(MatrixArithmetic<M> counted) {
    this.counted = counted;
  }

  /// The products since this was made.
  IterationCost cost() {
    return new IterationCost(squareProducts, gramProducts, applications);
  }

  /// How many batches were allocated.
  int allocations() {
    return allocations;
  }

  @Override
  public void gram(double alpha, M x, double beta, M addend, M a) {
    gramProducts++;
    counted.gram(alpha, x, beta, addend, a);
  }

  @Override
  public void apply(double alpha, M b, double beta, M x, M y) {
    applications++;
    counted.apply(alpha, b, beta, x, y);
  }

  @Override
  public void multiply(double alpha, M left, M right, double beta, M addend, M result) {
    squareProducts++;
    counted.multiply(alpha, left, right, beta, addend, result);
  }

  @Override
  public void square(double alpha, M a, double beta, M addend, M result) {
    squareProducts++;
    counted.square(alpha, a, beta, addend, result);
  }

  @Override
  public void combine(List<Term<M>> terms, M z) {
    counted.combine(terms, z);
  }

  @Override
  public void symmetrize(M a, M result) {
    counted.symmetrize(a, result);
  }

  @Override
  public Precision precision() {
    return counted.precision();
  }

  @Override
  public M allocate(int count, int rows, int columns) {
    allocations++;
    return counted.allocate(count, rows, columns);
  }

  @Override
  public M like(M x) {
    allocations++;
    return counted.like(x);
  }

  @Override
  public M upload(List<DMatrixRMaj> matrices) {
    allocations++;
    return counted.upload(matrices);
  }

  @Override
  public List<DMatrixRMaj> download(M x) {
    return counted.download(x);
  }

  @Override
  public double time(Runnable operations) {
    return counted.time(operations);
  }

  @Override
  public List<Boolean> isFinite(M x) {
    return counted.isFinite(x);
  }

  @Override
  public void close() {
    counted.close();
  }
}
