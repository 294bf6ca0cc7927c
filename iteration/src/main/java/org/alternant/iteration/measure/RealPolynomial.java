package org.alternant.iteration.measure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;

/// An odd polynomial in binary64 that gives images of intervals quickly and to some ten digits, for
/// estimates; certificates are the solver's business.
final class RealPolynomial {

  /// An eigenvalue of the companion matrix counts as real up to this relative imaginary part: a
  /// double root may come out as a pair that far apart, and one extra point does no harm.
  private static final double REAL = 1e-6;

  private final double[] coefficients;

  /// The points where the derivative vanishes.
  private final double[] critical;

  private RealPolynomial(double[] coefficients, double[] critical) {
    this.coefficients = coefficients;
    this.critical = critical;
  }

  /// Σ cᵢ x^(2i+1). Its critical points are found in y = x².
  static RealPolynomial odd(List<Double> c) {
    double[] coefficients = new double[2 * c.size()];
    double[] derivative = new double[c.size()];
    for (int i = 0; i < c.size(); i++) {
      coefficients[2 * i + 1] = c.get(i);
      derivative[i] = (2 * i + 1) * c.get(i);
    }
    double[] critical =
        DoubleStream.of(realRoots(derivative))
            .filter(y -> y > 0)
            .map(Math::sqrt)
            .flatMap(x -> DoubleStream.of(x, -x))
            .toArray();
    return new RealPolynomial(coefficients, critical);
  }

  double at(double x) {
    double value = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      value = value * x + coefficients[i];
    }
    return value;
  }

  /// The image of an interval.
  Range image(Range x) {
    double first = at(x.lower());
    double last = at(x.upper());
    double lower = Math.min(first, last);
    double upper = Math.max(first, last);
    for (double point : critical) {
      if (point > x.lower() && point < x.upper()) {
        double value = at(point);
        lower = Math.min(lower, value);
        upper = Math.max(upper, value);
      }
    }
    // NaN, from infinite ends, must not pass for a bound.
    return Double.isNaN(first + last)
        ? new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
        : new Range(lower, upper);
  }

  /// The real roots of Σ aᵢ xⁱ, as eigenvalues of its companion matrix.
  private static double[] realRoots(double[] a) {
    int degree = a.length - 1;
    while (degree > 0 && a[degree] == 0) {
      degree--;
    }
    if (degree < 1) {
      return new double[0];
    }
    DMatrixRMaj companion = new DMatrixRMaj(degree, degree);
    for (int i = 0; i < degree; i++) {
      companion.set(i, degree - 1, -a[i] / a[degree]);
      if (i > 0) {
        companion.set(i, i - 1, 1);
      }
    }
    var eigenvalues = DecompositionFactory_DDRM.eig(degree, false);
    if (Arrays.stream(companion.data).anyMatch(x -> !Double.isFinite(x))
        || !eigenvalues.decompose(companion)) {
      return new double[0];
    }
    return DoubleStream.iterate(0, i -> i + 1)
        .limit(degree)
        .mapToObj(i -> eigenvalues.getEigenvalue((int) i))
        .filter(root -> Math.abs(root.imaginary) <= REAL * Math.abs(root.real))
        .mapToDouble(Complex_F64::getReal)
        .toArray();
  }
}
