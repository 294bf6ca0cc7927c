package org.alternant.coefficients;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;

/// How a step X ← p(X), X: m×n with m ≤ n, is computed: a list of products of linear combinations.
///
/// With the Gram matrix A = XXᵀ,
///
///     T = scale·A − shift·I,    M₀ = I,    M₁ = T,
///     M_(k+1) = (Σ leftᵢ Mᵢ)(Σ rightᵢ Mᵢ) + Σ addᵢ Mᵢ,
///     X ← identity·X + (Σ lastᵢ Mᵢ) X.
///
/// All Mᵢ commute. A combination of one term is not stored: its factor goes into the product. One of
/// two or more is a stored matrix, and so are T, every M_(k+1) and the new X: these are what a format
/// rounds.
///
/// The polynomial is the one that these binary64 numbers give, expanded exactly ([#expansion]).
///
/// @param scale of the Gram matrix in T
/// @param shift what is subtracted from T's diagonal
/// @param identity the coefficient of X outside the last product
/// @param products M₂, M₃, …
/// @param last the combination that X is multiplied by, one factor for each of M₀, M₁, …; missing
///   ones are 0; null: the last product, or T where there is none
public record EvaluationPlan(
    double scale,
    double shift,
    double identity,
    List<Product> products,
    @Nullable List<Double> last) {

  /// The most products of a plan: more than Horner's rule takes for the largest degree.
  public static final int MOST_PRODUCTS = TableFunction.MAX_DEGREE / 2;

  /// The most decimals of an exact coefficient; plans in use have hundreds.
  private static final int MOST_DECIMALS = 20_000;

  /// Copies the lists and checks the components.
  ///
  /// @throws IllegalArgumentException if a number is not finite, a combination has factors of
  ///   matrices that are not computed before it, the degree exceeds [TableFunction#MAX_DEGREE], or
  ///   the expansion would have more than 20 000 decimals
  public EvaluationPlan {
    products = List.copyOf(products);
    last = last == null ? null : List.copyOf(last);
    if (products.size() > MOST_PRODUCTS) {
      throw new IllegalArgumentException(
          "a plan has at most " + MOST_PRODUCTS + " products, found " + products.size());
    }
    requireFinite("scale", List.of(scale));
    requireFinite("shift", List.of(shift));
    requireFinite("identity", List.of(identity));
    for (int k = 0; k < products.size(); k++) {
      Product product = products.get(k);
      requireFactors("left", product.left(), k + 2);
      requireFactors("right", product.right(), k + 2);
      requireFactors("add", product.addend(), k + 2);
    }
    List<Double> combination = last(products, last);
    requireFactors("last", combination, products.size() + 2);
    TableFunction.SIGN.requireDegree(degree(products, combination));
    int decimals = decimals(scale, shift, products, combination);
    if (decimals > MOST_DECIMALS) {
      throw new IllegalArgumentException(
          "the numbers of the plan are too small: its exact coefficients would have more than "
              + MOST_DECIMALS
              + " decimals");
    }
  }

  /// The matrix M_(k+1) = (Σ leftᵢ Mᵢ)(Σ rightᵢ Mᵢ) + Σ addᵢ Mᵢ.
  ///
  /// @param left one factor for each of M₀, …, M_k; missing ones are 0
  /// @param right likewise
  /// @param add likewise; null where nothing is added
  public record Product(List<Double> left, List<Double> right, @Nullable List<Double> add) {

    /// Copies the lists.
    public Product {
      left = List.copyOf(left);
      right = List.copyOf(right);
      add = add == null ? null : List.copyOf(add);
    }

    /// What is added.
    ///
    /// @return the factors; empty where nothing is added
    public List<Double> addend() {
      return add == null ? List.of() : add;
    }

    private Product rounded(DoubleUnaryOperator rounding) {
      return new Product(
          EvaluationPlan.rounded(left, rounding),
          EvaluationPlan.rounded(right, rounding),
          add == null ? null : EvaluationPlan.rounded(add, rounding));
    }
  }

  /// The combination that X is multiplied by.
  ///
  /// @return the factors, also where [#last] is null
  public List<Double> lastFactors() {
    return last(products, last);
  }

  private static List<Double> last(List<Product> products, @Nullable List<Double> last) {
    if (last != null) {
      return last;
    }
    List<Double> only = new ArrayList<>(Collections.nCopies(products.size() + 1, 0.0));
    only.add(1.0);
    return only;
  }

  /// All numbers of the plan.
  ///
  /// @return scale, shift and identity, then the factors, also where [#last] is null
  public DoubleStream numbers() {
    DoubleStream factors =
        Stream.concat(
                products.stream()
                    .flatMap(
                        product -> Stream.of(product.left(), product.right(), product.addend())),
                Stream.of(lastFactors()))
            .flatMapToDouble(list -> list.stream().mapToDouble(Double::doubleValue));
    return DoubleStream.concat(DoubleStream.of(scale, shift, identity), factors);
  }

  /// The plan with every number rounded.
  ///
  /// @param rounding what becomes of a number
  /// @return another plan, and in general another polynomial
  /// @throws IllegalArgumentException as the constructor
  public EvaluationPlan rounded(DoubleUnaryOperator rounding) {
    return new EvaluationPlan(
        rounding.applyAsDouble(scale),
        rounding.applyAsDouble(shift),
        rounding.applyAsDouble(identity),
        products.stream().map(product -> product.rounded(rounding)).toList(),
        last == null ? null : rounded(last, rounding));
  }

  /// The plan with every number rounded to a format.
  ///
  /// @param format the format
  /// @return another plan, and in general another polynomial; empty where a number leaves the
  ///   format's range, or a coefficient that of binary64
  public Optional<EvaluationPlan> roundedTo(Precision format) {
    if (!numbers().map(format::nearest).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    EvaluationPlan rounded = rounded(format::nearest);
    boolean finite =
        rounded.expansion().stream().map(BigDecimal::doubleValue).allMatch(Double::isFinite);
    return finite ? Optional.of(rounded) : Optional.empty();
  }

  private static List<Double> rounded(List<Double> factors, DoubleUnaryOperator rounding) {
    return factors.stream().map(rounding::applyAsDouble).toList();
  }

  /// The plan of degree 1: X ← c₀X, without any product.
  ///
  /// @param coefficient c₀
  /// @return the plan
  public static EvaluationPlan scaling(double coefficient) {
    return new EvaluationPlan(1, 0, coefficient, List.of(), List.of());
  }

  /// Whether X is only scaled, so that no Gram matrix is needed.
  ///
  /// @return true for degree 1
  public boolean scales() {
    return degree() == 1;
  }

  /// The degree of the odd polynomial, by which matrices have factors; these may be 0, and so may
  /// the leading coefficient.
  ///
  /// @return 2q + 1
  public int degree() {
    return degree(products, lastFactors());
  }

  /// How many products of two m×m matrices one step takes.
  ///
  /// @return 0 or more
  public int squareProducts() {
    return scales() ? 0 : products.size();
  }

  /// How many products have X as a factor.
  ///
  /// @return 2, or 0 where X is only scaled
  public int rectangularProducts() {
    return scales() ? 0 : 2;
  }

  /// The exact coefficients of the polynomial that the plan computes: of c₀x + c₁x³ + … + c_q
  /// x^(2q+1).
  ///
  /// @return c₀, …, c_q for degree 2q + 1, without rounding
  public List<BigDecimal> expansion() {
    BigDecimal zero = BigDecimal.ZERO;
    // Polynomials in y = x², lowest power first.
    List<BigDecimal[]> matrices = new ArrayList<>();
    matrices.add(new BigDecimal[] {BigDecimal.ONE});
    matrices.add(new BigDecimal[] {exact(shift).negate(), exact(scale)});
    for (Product product : products) {
      BigDecimal[] left = combination(product.left(), matrices);
      BigDecimal[] right = combination(product.right(), matrices);
      matrices.add(sum(product(left, right), combination(product.addend(), matrices)));
    }
    BigDecimal[] sum =
        sum(new BigDecimal[] {exact(identity)}, combination(lastFactors(), matrices));
    return IntStream.rangeClosed(0, degree() / 2)
        .mapToObj(i -> i < sum.length ? sum[i].stripTrailingZeros() : zero)
        .toList();
  }

  private static BigDecimal[] combination(List<Double> factors, List<BigDecimal[]> matrices) {
    BigDecimal[] sum = {BigDecimal.ZERO};
    for (int i = 0; i < factors.size(); i++) {
      if (factors.get(i) != 0) {
        BigDecimal factor = exact(factors.get(i));
        BigDecimal[] term =
            Arrays.stream(matrices.get(i)).map(factor::multiply).toArray(BigDecimal[]::new);
        sum = sum(sum, term);
      }
    }
    return sum;
  }

  private static BigDecimal[] sum(BigDecimal[] x, BigDecimal[] y) {
    BigDecimal[] longer = x.length >= y.length ? x : y;
    BigDecimal[] shorter = x.length >= y.length ? y : x;
    BigDecimal[] sum = longer.clone();
    for (int i = 0; i < shorter.length; i++) {
      sum[i] = sum[i].add(shorter[i]);
    }
    return sum;
  }

  private static BigDecimal[] product(BigDecimal[] x, BigDecimal[] y) {
    BigDecimal[] product = new BigDecimal[x.length + y.length - 1];
    Arrays.fill(product, BigDecimal.ZERO);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < y.length; j++) {
        product[i + j] = product[i + j].add(x[i].multiply(y[j]));
      }
    }
    return product;
  }

  private static BigDecimal exact(double number) {
    return new BigDecimal(number);
  }

  private static int degree(List<Product> products, List<Double> last) {
    // The powers of A in M₀, M₁, …
    List<Integer> powers = new ArrayList<>(List.of(0, 1));
    for (Product product : products) {
      int left = power(product.left(), powers);
      int power = Math.max(left + power(product.right(), powers), power(product.addend(), powers));
      // Beyond this the degree is refused; here it must not overflow.
      powers.add(Math.min(power, TableFunction.MAX_DEGREE));
    }
    return 2 * power(last, powers) + 1;
  }

  /// A bound on the decimals of the expansion's coefficients.
  private static int decimals(
      double scale, double shift, List<Product> products, List<Double> last) {
    List<Integer> decimals =
        new ArrayList<>(List.of(0, Math.max(decimals(scale), decimals(shift))));
    for (Product product : products) {
      int both = decimals(product.left(), decimals) + decimals(product.right(), decimals);
      // Beyond this the plan is refused; here it must not overflow.
      decimals.add(
          Math.min(Math.max(both, decimals(product.addend(), decimals)), MOST_DECIMALS + 1));
    }
    return decimals(last, decimals);
  }

  private static int decimals(List<Double> factors, List<Integer> decimals) {
    return IntStream.range(0, factors.size())
        .map(i -> decimals(factors.get(i)) + decimals.get(i))
        .max()
        .orElse(0);
  }

  private static int decimals(double number) {
    return Math.max(0, exact(number).stripTrailingZeros().scale());
  }

  private static int power(List<Double> factors, List<Integer> powers) {
    return IntStream.range(0, factors.size()).map(powers::get).max().orElse(0);
  }

  private static void requireFactors(String name, List<Double> factors, int most) {
    if (factors.size() > most) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' has a factor for each matrix that is computed before, at most "
              + most
              + ", found "
              + factors.size());
    }
    requireFinite(name, factors);
  }

  private static void requireFinite(String name, List<Double> numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("'" + name + "' must be finite, found " + number);
      }
    }
  }
}
