package org.alternant.coefficients.evaluation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;

/// A polynomial B = c₁A + … + c₈A⁸ in a matrix A by three products, where Paterson and Stockmeyer's
/// scheme takes four:
///
///     A₂ = A²,    Y = A₂(αA₂ + βA),    B = s(Y + γA₂ + δA)(Y + εA₂) + ζY + c₂A₂ + c₁A,
///
/// s the sign of c₈. Comparing the coefficients of A⁸, A⁷, A⁶, A⁵ gives α, β, γ + ε and δ in turn;
/// those of A⁴ and A³ leave a quadratic equation for ε. Where that has no real root, or c₈ is 0,
/// the scheme does not exist. Of two roots the one with the smaller largest parameter is taken.
///
/// J. Sastre, *Efficient evaluation of matrix polynomials*, Linear Algebra Appl. 539 (2018), section
/// 3. The parameters are computed in 34 digits and rounded once to binary64; the polynomial they
/// give differs from c by a few units in the last place of its largest terms (*observed in
/// ThreeProductSchemeTest*).
///
/// @param sign s: 1 or −1
/// @param alpha the coefficient of A² in Y / A²
/// @param beta the coefficient of A in Y / A²
/// @param gamma the coefficient of A² in the left factor
/// @param delta the coefficient of A in the left factor
/// @param epsilon the coefficient of A² in the right factor
/// @param zeta the coefficient of Y outside the product
record ThreeProductScheme(
    double sign,
    double alpha,
    double beta,
    double gamma,
    double delta,
    double epsilon,
    double zeta) {

  /// The degree of the steps that can be evaluated so.
  static final int DEGREE = 17;

  private static final MathContext DIGITS = MathContext.DECIMAL128;

  /// The scheme of a step.
  ///
  /// @param coefficients c₀, c₁, …
  /// @return empty where the degree is not 17 or no real parameters within binary64 exist
  static Optional<ThreeProductScheme> of(List<Double> coefficients) {
    if (2 * coefficients.size() - 1 != DEGREE || coefficients.getLast() == 0) {
      return Optional.empty();
    }
    double sign = Math.signum(coefficients.getLast());
    List<BigDecimal> c = coefficients.stream().map(x -> new BigDecimal(sign * x)).toList();
    BigDecimal alpha = c.get(8).sqrt(DIGITS);
    BigDecimal beta = quotient(c.get(7), alpha.add(alpha));
    BigDecimal sum = quotient(c.get(6).subtract(product(beta, beta)), alpha);
    BigDecimal delta = quotient(c.get(5).subtract(product(beta, sum)), alpha);
    // ε² − pε − r = 0, after ζ is eliminated.
    BigDecimal four = c.get(4).subtract(product(delta, beta));
    if (beta.signum() == 0) {
      return delta.signum() == 0
          ? Optional.empty()
          : finite(sign, alpha, beta, sum, delta, quotient(c.get(3), delta), four);
    }
    BigDecimal ratio = quotient(alpha, beta);
    BigDecimal p = sum.subtract(product(ratio, delta));
    BigDecimal r = product(ratio, c.get(3)).subtract(four);
    BigDecimal discriminant = product(p, p).add(r.multiply(BigDecimal.valueOf(4)), DIGITS);
    if (discriminant.signum() < 0) {
      return Optional.empty();
    }
    BigDecimal root = discriminant.sqrt(DIGITS);
    Optional<ThreeProductScheme> first =
        finite(sign, alpha, beta, sum, delta, half(p.add(root)), four);
    Optional<ThreeProductScheme> second =
        finite(sign, alpha, beta, sum, delta, half(p.subtract(root)), four);
    if (first.isEmpty() || second.isEmpty()) {
      return first.or(() -> second);
    }
    return first.get().largest() <= second.get().largest() ? first : second;
  }

  /// The plan with these parameters.
  ///
  /// @param c c₀, c₁, …, c₈
  /// @return a plan of three products
  EvaluationPlan plan(List<Double> c) {
    return new EvaluationPlan(
        1,
        0,
        c.getFirst(),
        List.of(
            new Product(List.of(0.0, 1.0), List.of(0.0, 1.0), null),
            new Product(List.of(0.0, 0.0, 1.0), List.of(0.0, beta, alpha), null),
            new Product(
                List.of(0.0, sign * delta, sign * gamma, sign),
                List.of(0.0, 0.0, epsilon, 1.0),
                List.of(0.0, c.get(1), c.get(2), zeta))),
        null);
  }

  /// The scheme for a given ε; `four` is what the terms of A⁴ leave for γε + ζα.
  private static Optional<ThreeProductScheme> finite(
      double sign,
      BigDecimal alpha,
      BigDecimal beta,
      BigDecimal sum,
      BigDecimal delta,
      BigDecimal epsilon,
      BigDecimal four) {
    BigDecimal gamma = sum.subtract(epsilon);
    BigDecimal zeta = quotient(four.subtract(product(gamma, epsilon)), alpha);
    ThreeProductScheme scheme =
        new ThreeProductScheme(
            sign,
            alpha.doubleValue(),
            beta.doubleValue(),
            gamma.doubleValue(),
            delta.doubleValue(),
            epsilon.doubleValue(),
            sign * zeta.doubleValue());
    return Double.isFinite(scheme.largest()) ? Optional.of(scheme) : Optional.empty();
  }

  /// The largest magnitude of a parameter.
  private double largest() {
    return DoubleStream.of(alpha, beta, gamma, delta, epsilon, zeta).map(Math::abs).max().orElse(0);
  }

  private static BigDecimal product(BigDecimal x, BigDecimal y) {
    return x.multiply(y, DIGITS);
  }

  private static BigDecimal quotient(BigDecimal x, BigDecimal y) {
    return x.divide(y, DIGITS);
  }

  private static BigDecimal half(BigDecimal x) {
    return x.divide(BigDecimal.TWO, DIGITS);
  }
}
