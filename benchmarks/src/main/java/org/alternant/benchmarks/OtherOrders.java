package org.alternant.benchmarks;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The coupled iteration X ← XZ, M ← MZᵖ, Z = q(M), with its factors in orders that are not ours,
/// and coupled Newton as it is run by distributed Shampoo (`matrix_inverse_pth_root` in
/// google-research/scalable_shampoo).
///
/// @param <M> the arithmetic's matrices
final class OtherOrders<M> {

  /// How M is made.
  enum Order {
    POWER_LAST("MZᵖ"),
    POWER_FIRST("ZᵖM"),
    RECOMPUTED("AXᵖ");

    final String formula;

    Order(String formula) {
      this.formula = formula;
    }
  }

  private static final int LARGEST_STEPS = 100;
  private static final double TOLERANCE = 1e-6;

  /// Newton stops, and returns the X before, where the error grows more.
  private static final double LARGEST_GROWTH = 1.2;

  private final MatrixArithmetic<M> arithmetic;
  private final int root;
  private final Order order;
  private final boolean symmetric;
  private final M a;
  private final M identity;
  private M m;
  private M x;

  private OtherOrders(
      MatrixArithmetic<M> arithmetic, int root, Order order, boolean symmetric, DMatrixRMaj input) {
    this.arithmetic = arithmetic;
    this.root = root;
    this.order = order;
    this.symmetric = symmetric;
    a = arithmetic.upload(List.of(input));
    identity = arithmetic.upload(List.of(CommonOps_DDRM.identity(input.numRows)));
    m = a;
    x = identity;
  }

  /// Runs a table's steps.
  ///
  /// @return X
  static DMatrixRMaj run(
      Precision precision, List<Step> steps, Order order, boolean symmetric, DMatrixRMaj input) {
    int root = steps.getFirst().function().root();
    try (MatrixArithmetic<?> arithmetic = new EjmlBackend().arithmetic(precision)) {
      return new OtherOrders<>(arithmetic, root, order, symmetric, input).run(steps);
    }
  }

  /// Runs coupled Newton until the largest entry of M − I is small or grows.
  ///
  /// @param norm z of M₀ = zA is (1 + p)/(2 norm)
  /// @return X after each step, and then the one that is returned
  static List<DMatrixRMaj> newton(Precision precision, int root, double norm, DMatrixRMaj input) {
    try (MatrixArithmetic<?> arithmetic = new EjmlBackend().arithmetic(precision)) {
      return new OtherOrders<>(arithmetic, root, Order.POWER_FIRST, false, input).newton(norm);
    }
  }

  private DMatrixRMaj run(List<Step> steps) {
    for (Step step : steps) {
      step(polynomial(step.coefficients()));
    }
    return arithmetic.download(x).getFirst();
  }

  private List<DMatrixRMaj> newton(double norm) {
    double z = (1 + root) / (2 * norm);
    m = combined(z, a, 0);
    x = combined(StrictMath.pow(z, 1.0 / root), identity, 0);
    List<DMatrixRMaj> iterates = new ArrayList<>();
    double error = distanceToIdentity();
    while (error > TOLERANCE && iterates.size() < LARGEST_STEPS) {
      step(combined(-1.0 / root, m, 1 + 1.0 / root));
      iterates.add(arithmetic.download(x).getFirst());
      double next = distanceToIdentity();
      if (!(next < LARGEST_GROWTH * error)) {
        iterates.add(iterates.get(Math.max(0, iterates.size() - 2)));
        return iterates;
      }
      error = next;
    }
    iterates.add(iterates.getLast());
    return iterates;
  }

  private void step(M z) {
    x = symmetrized(product(x, z));
    m =
        symmetrized(
            switch (order) {
              case POWER_LAST -> product(m, power(z));
              case POWER_FIRST -> product(power(z), m);
              case RECOMPUTED -> product(a, power(x));
            });
  }

  private double distanceToIdentity() {
    DMatrixRMaj distance = arithmetic.download(m).getFirst();
    double largest = 0;
    for (int i = 0; i < distance.getNumElements(); i++) {
      int row = i / distance.numCols;
      largest =
          Math.max(largest, Math.abs(distance.data[i] - (row == i % distance.numCols ? 1 : 0)));
    }
    return largest;
  }

  /// Σ cⱼMʲ by Horner's rule.
  private M polynomial(List<Double> coefficients) {
    int last = coefficients.size() - 1;
    M value = combined(coefficients.get(last), m, coefficients.get(last - 1));
    for (int j = last - 2; j >= 0; j--) {
      value = combined(1, product(value, m), coefficients.get(j));
    }
    return symmetrized(value);
  }

  /// By repeated squaring.
  private M power(M z) {
    M power = z;
    for (int bit = Integer.highestOneBit(root) >> 1; bit > 0; bit >>= 1) {
      power = product(power, power);
      power = (root & bit) == 0 ? power : product(power, z);
    }
    return power;
  }

  private M product(M left, M right) {
    M product = arithmetic.like(left);
    arithmetic.multiply(1, left, right, 0, left, product);
    return product;
  }

  /// αB + βI.
  private M combined(double alpha, M b, double beta) {
    M sum = arithmetic.like(b);
    arithmetic.combine(List.of(new Term<>(alpha, b), new Term<>(beta, identity)), sum);
    return sum;
  }

  private M symmetrized(M b) {
    if (!symmetric) {
      return b;
    }
    M half = arithmetic.like(b);
    arithmetic.symmetrize(b, half);
    return half;
  }
}
