package org.alternant.iteration.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;

/// Carries out the products of [EvaluationPlan]s on T.
///
/// A combination of one term is not stored: its factor goes into the product. One of several terms
/// is a work matrix.
///
/// @param <M> the arithmetic's matrices
final class PlannedProducts<M> {

  private final MatrixArithmetic<M> arithmetic;

  /// M₀.
  private final M identity;

  private final boolean symmetric;

  /// M₂, M₃, …: as many as any of the plans has.
  private final List<M> products = new ArrayList<>();

  private final M left;
  private final M right;
  private final M sum;

  /// Makes the work matrices.
  ///
  /// @param like a T
  /// @param plans what will be computed
  /// @param identity I; it is read only where [#needsIdentity] says so
  /// @param symmetric whether T is symmetric to the last bit
  PlannedProducts(
      MatrixArithmetic<M> arithmetic,
      M like,
      List<EvaluationPlan> plans,
      M identity,
      boolean symmetric) {
    this.arithmetic = arithmetic;
    this.identity = identity;
    this.symmetric = symmetric;
    int most = plans.stream().mapToInt(EvaluationPlan::squareProducts).max().orElse(0);
    for (int k = 0; k < most; k++) {
      products.add(arithmetic.like(like));
    }
    left = arithmetic.like(like);
    right = arithmetic.like(like);
    sum = arithmetic.like(like);
  }

  /// Whether a plan shifts T or combines anything with I.
  static boolean needsIdentity(List<EvaluationPlan> plans) {
    return plans.stream()
        .anyMatch(
            plan ->
                plan.shift() != 0
                    || hasIdentity(plan.lastFactors())
                    || plan.products().stream()
                        .anyMatch(
                            product ->
                                hasIdentity(product.left())
                                    || hasIdentity(product.right())
                                    || hasIdentity(product.addend())));
  }

  private static boolean hasIdentity(List<Double> factors) {
    return !factors.isEmpty() && factors.getFirst() != 0;
  }

  /// Σ lastᵢ Mᵢ.
  ///
  /// @param plan one of the plans, not of degree 1
  /// @param t T, not changed
  /// @return T or a work matrix that the next call overwrites, with its factor
  Term<M> evaluate(EvaluationPlan plan, M t) {
    for (int k = 0; k < plan.products().size(); k++) {
      multiply(plan.products().get(k), t, products.get(k));
    }
    return single(plan.lastFactors(), t, sum);
  }

  private void multiply(Product product, M t, M result) {
    Term<M> x = single(product.left(), t, left);
    Term<M> y = single(product.right(), t, right);
    List<Term<M>> addend = terms(product.addend(), t);
    Term<M> c = addend.isEmpty() ? new Term<>(0, t) : single(addend, sum);
    double factor = x.factor() * y.factor();
    if (symmetric && isT(product.left()) && isT(product.right())) {
      arithmetic.square(factor, t, c.factor(), c.matrix(), result);
    } else {
      arithmetic.multiply(factor, x.matrix(), y.matrix(), c.factor(), c.matrix(), result);
    }
  }

  /// Whether a combination is T, but for a factor.
  private static boolean isT(List<Double> factors) {
    return IntStream.range(0, factors.size()).allMatch(i -> i == 1 || factors.get(i) == 0);
  }

  /// A combination as one term, which is stored where it has several.
  private Term<M> single(List<Double> factors, M t, M store) {
    List<Term<M>> terms = terms(factors, t);
    return terms.isEmpty() ? new Term<>(0, t) : single(terms, store);
  }

  private Term<M> single(List<Term<M>> terms, M store) {
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    arithmetic.combine(terms, store);
    return new Term<>(1, store);
  }

  /// The terms with factors that are not 0.
  private List<Term<M>> terms(List<Double> factors, M t) {
    List<Term<M>> terms = new ArrayList<>();
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) != 0) {
        terms.add(new Term<>(factors.get(i), matrix(i, t)));
      }
    }
    return terms;
  }

  private M matrix(int index, M t) {
    return switch (index) {
      case 0 -> identity;
      case 1 -> t;
      default -> products.get(index - 2);
    };
  }
}
