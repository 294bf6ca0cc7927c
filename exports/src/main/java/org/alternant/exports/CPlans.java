package org.alternant.exports;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.exports.parts.Plans;

/// The parts of a C header that carry out evaluation plans: an array of numbers that one function
/// reads from its start to its end.
final class CPlans {

  /// The plans and the functions that read them.
  static final String DATA =
      """
      // The plan of step `step`, counted from 0, on the Gram matrix A = X X^T.{{beyond}}
      // Its numbers: scale, shift, identity, the number of products; then combinations, each with its
      // number of factors before it: left, right, add of each product, and last. With M_0 = I and
      // M_1 = scale A - shift I each product gives the next matrix
      //   (left_0 M_0 + left_1 M_1 + ...) (right_0 M_0 + ...) + add_0 M_0 + ...,
      // and then X <- identity X + (last_0 M_0 + last_1 M_1 + ...) X.
      {{function}} const {{id}}_real *{{id}}_plan(int step) {
        static const {{id}}_real plans[] = {
      {{plans}}
        };
        static const int starts[] = {
      {{starts}}
        };
        return plans + starts[step < {{id}}_rows ? step : {{id}}_rows - 1];
      }

      // Reads a combination of the matrices m, each with `size` numbers. A single term is not
      // multiplied out but has its factor in *factor; several are added up in `sum`.
      {{function}} const {{id}}_real *{{id}}_combination(const {{id}}_real **plan, const {{id}}_real *m,
          size_t size, {{id}}_real *sum, {{id}}_real *factor) {
        const {{id}}_real *factors = *plan + 1;
        size_t count = (size_t)**plan, terms = 0, single = 1;
        *plan = factors + count;
        for (size_t i = 0; i < count; i++) {
          if (factors[i] != 0) {
            single = i;
            terms++;
          }
        }
        if (terms < 2) {
          *factor = terms == 0 ? 0 : factors[single];
          return m + single * size;
        }
        *factor = 1;
        for (size_t k = 0; k < size; k++) {
          sum[k] = 0;
          for (size_t i = 0; i < count; i++) {
            sum[k] += factors[i] * m[i * size + k];
          }
        }
        return sum;
      }

      // Replaces x by p(x) for the plan of one step. x has r <= s; its element (i, j) is
      // x[i * down + j * right]. `work` holds r * s + {{matrices}} * r * r numbers.
      {{function}} void {{id}}_step(const {{id}}_real *plan, {{id}}_real *x, size_t r, size_t s, size_t down,
          size_t right, {{id}}_real *work) {
        {{id}}_real scale = plan[0], shift = plan[1], identity = plan[2];
        int products = (int)plan[3];
        plan += 4;
        if (products == 0 && plan[0] == 0) {
          for (size_t k = 0; k < r * s; k++) {
            x[k] *= identity;
          }
          return;
        }
        size_t size = r * r;
        {{id}}_real *y = work, *sums = y + r * s, *m = sums + 3 * size, *next = m + 2 * size;
        {{id}}_real factors[3];
        for (size_t i = 0; i < r; i++) {
          for (size_t j = 0; j <= i; j++) {
            {{id}}_real sum = 0, one = i == j;
            for (size_t k = 0; k < s; k++) {
              sum += x[i * down + k * right] * x[j * down + k * right];
            }
            m[i * r + j] = m[j * r + i] = one;
            m[size + i * r + j] = m[size + j * r + i] = scale * sum - shift * one;
          }
        }
        for (; products > 0; products--, next += size) {
          const {{id}}_real *a = {{id}}_combination(&plan, m, size, sums, factors);
          const {{id}}_real *b = {{id}}_combination(&plan, m, size, sums + size, factors + 1);
          const {{id}}_real *c = {{id}}_combination(&plan, m, size, sums + 2 * size, factors + 2);
          for (size_t i = 0; i < r; i++) {
            for (size_t j = 0; j < r; j++) {
              {{id}}_real sum = 0;
              for (size_t k = 0; k < r; k++) {
                sum += a[i * r + k] * b[k * r + j];
              }
              next[i * r + j] = factors[0] * factors[1] * sum + factors[2] * c[i * r + j];
            }
          }
        }
        const {{id}}_real *b = {{id}}_combination(&plan, m, size, sums, factors);
        for (size_t i = 0; i < r; i++) {
          for (size_t j = 0; j < s; j++) {
            {{id}}_real sum = 0;
            for (size_t k = 0; k < r; k++) {
              sum += b[i * r + k] * x[k * down + j * right];
            }
            y[i * down + j * right] = identity * x[i * down + j * right] + factors[0] * sum;
          }
        }
        for (size_t k = 0; k < r * s; k++) {
          x[k] = y[k];
        }
      }\
      """;

  /// The image of a singular value: what a step makes of a matrix of one element.
  static final String IMAGE =
      """
      {{id}}_real work[1 + {{matrices}}];
      for (int t = 0; t < {{id}}_steps(steps); t++) {
        {{id}}_step({{id}}_plan(t), &x, 1, 1, 1, 1, work);
      }
      return x;\
      """;

  /// The loop over the steps.
  static final String LOOP =
      """
      for (int t = 0; t < {{id}}_steps(steps); t++) {
        {{id}}_step({{id}}_plan(t), x, r, s, down, right, work);
      }\
      """;

  private CPlans() {}

  /// How many matrices a step needs beside X: I, T, those of the products, and three combinations.
  static int matrices(List<EvaluationPlan> plans) {
    return 5 + plans.stream().mapToInt(EvaluationPlan::squareProducts).max().orElse(0);
  }

  /// How many numbers a plan takes.
  static int size(EvaluationPlan plan) {
    return 4 + combinations(plan).mapToInt(factors -> 1 + factors.size()).sum();
  }

  /// The numbers of a plan, a combination a line.
  static String numbers(EvaluationPlan plan, DoubleFunction<String> literal) {
    String first =
        "    "
            + Stream.of(plan.scale(), plan.shift(), plan.identity())
                .map(literal::apply)
                .collect(Collectors.joining(", "))
            + ", "
            + plan.products().size()
            + ",";
    return combinations(plan)
        .map(
            factors ->
                "\n      "
                    + factors.size()
                    + ","
                    + factors.stream()
                        .map(x -> " " + literal.apply(x) + ",")
                        .collect(Collectors.joining()))
        .collect(Collectors.joining("", first, ""));
  }

  private static Stream<List<Double>> combinations(EvaluationPlan plan) {
    return Stream.concat(
        plan.products().stream().flatMap(product -> Plans.combinations(product).stream()),
        Stream.of(plan.lastFactors()));
  }
}
