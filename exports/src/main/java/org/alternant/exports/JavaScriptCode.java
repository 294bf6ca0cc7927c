package org.alternant.exports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// A JavaScript module (ECMAScript 2015).
final class JavaScriptCode {

  private static final String MODULE =
      """
      {{head}}

      {{data}}

      // The rows of a run: {{sentence}}.
      export function rows(steps = {{steps}}) {
        if (!(Number.isInteger(steps) && steps >= 1)) {
          throw new RangeError(`needs at least one step, found ${steps}`);
        }
        {{run}}
      }

      {{imageFunction}}

      // Approximates the polar factor of a matrix with m rows and n columns, given row after row as an
      // array of numbers; returns a new Float64Array. Plain loops: for large matrices let a library do
      // the products, in the same order.
      export function orthogonalize(matrix, m, n, steps = {{steps}}) {
        if (!(m >= 1 && n >= 1 && matrix.length === m * n)) {
          throw new RangeError(`needs ${m} x ${n} numbers, found ${matrix.length}`);
        }
        let x = Float64Array.from(matrix);
        // The Gram matrix is that of the smaller side: element (i, j) of the wide matrix is
        // x[i * down + j * right].
        const [r, s] = [Math.min(m, n), Math.max(m, n)];
        const [down, right] = m <= n ? [n, 1] : [1, n];
      {{normalize}}
      {{loop}}
        return x;
      }
      {{test}}
      """;

  private static final String ROWS =
      """
      // One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      export const coefficients = [
      {{coefficients}}
      ];\
      """;

  private static final String PLANS =
      """
      // One plan a step. With A = X X^T, M[0] = I and M[1] = scale A - shift I each product
      // [left, right, add] gives the next matrix
      //   (left[0] M[0] + left[1] M[1] + ...) (right[0] M[0] + ...) + add[0] M[0] + ...,
      // and then X <- identity X + (last[0] M[0] + last[1] M[1] + ...) X.
      export const plans = [
      {{plans}}
      ];\
      """;

  private static final String IMAGE =
      """
      // What becomes of a singular value x of the {{scaled}} matrix.
      export function image(x, steps = {{steps}}) {
        return rows(steps).reduce((x, c) => x * c.reduceRight((value, ck) => value * (x * x) + ck, 0), x);
      }\
      """;

  private static final String PLANNED_IMAGE =
      """
      // A combination of matrices with r * r elements. A single term is not multiplied out but has its
      // factor beside it.
      function combination(factors, matrices, r) {
        const terms = factors.map((factor, i) => [factor, matrices[i]]).filter(([factor]) => factor !== 0);
        if (terms.length < 2) {
          return terms.length === 1 ? terms[0] : [0, matrices[1]];
        }
        const sum = new Float64Array(r * r);
        for (const [factor, matrix] of terms) {
          for (let k = 0; k < r * r; k++) {
            sum[k] += factor * matrix[k];
          }
        }
        return [1, sum];
      }

      // p(X) for the plan of one step. x has r <= s; its element (i, j) is x[i * down + j * right].
      function step({ scale, shift, identity, products, last }, x, r, s, down, right) {
        if (last.length === 0) {
          return x.map((v) => identity * v);
        }
        const matrices = [new Float64Array(r * r), new Float64Array(r * r)];
        for (let i = 0; i < r; i++) {
          for (let j = 0; j <= i; j++) {
            let sum = 0;
            for (let k = 0; k < s; k++) {
              sum += x[i * down + k * right] * x[j * down + k * right];
            }
            const one = i === j ? 1 : 0;
            matrices[0][i * r + j] = matrices[0][j * r + i] = one;
            matrices[1][i * r + j] = matrices[1][j * r + i] = scale * sum - shift * one;
          }
        }
        for (const [left, right, add] of products) {
          const [alpha, a] = combination(left, matrices, r);
          const [more, b] = combination(right, matrices, r);
          const [beta, c] = combination(add, matrices, r);
          const product = new Float64Array(r * r);
          for (let i = 0; i < r; i++) {
            for (let j = 0; j < r; j++) {
              let sum = 0;
              for (let k = 0; k < r; k++) {
                sum += a[i * r + k] * b[k * r + j];
              }
              product[i * r + j] = alpha * more * sum + beta * c[i * r + j];
            }
          }
          matrices.push(product);
        }
        const [alpha, b] = combination(last, matrices, r);
        const y = new Float64Array(r * s);
        for (let i = 0; i < r; i++) {
          for (let j = 0; j < s; j++) {
            let sum = 0;
            for (let k = 0; k < r; k++) {
              sum += b[i * r + k] * x[k * down + j * right];
            }
            y[i * down + j * right] = identity * x[i * down + j * right] + alpha * sum;
          }
        }
        return y;
      }

      // What becomes of a singular value x of the {{scaled}} matrix.
      export function image(x, steps = {{steps}}) {
        return rows(steps).reduce((x, plan) => step(plan, x, 1, 1, 1, 1), Float64Array.of(x))[0];
      }\
      """;

  private static final String LOOP =
      """
      const a = new Float64Array(r * r);
      for (const c of rows(steps)) {
        if (c.length === 1) {
          x = x.map((v) => c[0] * v);
          continue;
        }
        // A = X X^T, B = c1 A + c2 A^2 + ... by Horner's rule, X <- c0 X + B X.
        for (let i = 0; i < r; i++) {
          for (let j = 0; j <= i; j++) {
            let sum = 0;
            for (let k = 0; k < s; k++) {
              sum += x[i * down + k * right] * x[j * down + k * right];
            }
            a[i * r + j] = a[j * r + i] = sum;
          }
        }
        let b = a.map((v) => c[c.length - 1] * v);
        for (let term = c.length - 2; term > 0; term--) {
          const next = new Float64Array(r * r);
          for (let i = 0; i < r; i++) {
            for (let j = 0; j < r; j++) {
              let sum = c[term] * a[i * r + j];
              for (let k = 0; k < r; k++) {
                sum += b[i * r + k] * a[k * r + j];
              }
              next[i * r + j] = sum;
            }
          }
          b = next;
        }
        const y = new Float64Array(r * s);
        for (let i = 0; i < r; i++) {
          for (let j = 0; j < s; j++) {
            let sum = c[0] * x[i * down + j * right];
            for (let k = 0; k < r; k++) {
              sum += b[i * r + k] * x[k * down + j * right];
            }
            y[i * down + j * right] = sum;
          }
        }
        x = y;
      }\
      """;

  private static final String PLANNED_LOOP =
      """
      for (const plan of rows(steps)) {
        x = step(plan, x, r, s, down, right);
      }\
      """;

  private static final String NORMALIZE =
      """
      const largest = x.reduce((largest, v) => Math.max(largest, Math.abs(v)), 0);
      if (largest > 0) {
        const squares = x.reduce((sum, v) => sum + (v / largest) * (v / largest), 0);
        const scale = {{factor}} * (largest * Math.sqrt(squares)) + {{epsilon}};
        x = x.map((v) => v / scale);
      }\
      """;

  private static final String TEST =
      """

      const testInput = [
      {{input}}
      ];
      const testOutput = [
      {{output}}
      ];
      const testSingularValues = [
      {{values}}
      ];
      const testImage = [
      {{image}}
      ];

      // Throws unless the matrix above comes out as it should; to run it:
      // node --input-type=module -e 'import("./FILE.mjs").then((module) => console.log(module.selfCheck()))'
      export function selfCheck() {
        const result = orthogonalize(testInput, {{m}}, {{n}}, {{testSteps}});
        const error = Math.max(
          ...testOutput.map((expected, i) => Math.abs(result[i] - expected)),
          ...testImage.map((expected, i) =>
            Math.abs(Math.abs(image(testSingularValues[i], {{testSteps}})) - expected)),
        );
        if (!(error <= {{tolerance}})) {
          throw new Error(`off by ${error}`);
        }
        return `agrees within ${error}`;
      }\
      """;

  private JavaScriptCode() {}

  static String module(ExportRequest request) {
    Map<String, String> values = LoopValues.of(request, request::decimal);
    values.put("head", CodeText.commented("//", Head.lines(ExportTarget.JAVASCRIPT, request)));
    List<Step> steps = request.table().steps();
    boolean planned =
        LoopValues.addSteps(
            values,
            steps,
            plan -> plan(plan, request),
            step -> "  " + list(step.coefficients(), request) + ",");
    String all = planned ? "plans" : "coefficients";
    values.put(
        "run",
        request.repeatsLast()
            ? "return Array.from({ length: steps }, (_, t) => %s[Math.min(t, %s.length - 1)]);"
                .formatted(all, all)
            : "return " + all + ".slice(0, steps);");
    values.put("data", CodeText.fill(planned ? PLANS : ROWS, values));
    values.put("imageFunction", CodeText.fill(planned ? PLANNED_IMAGE : IMAGE, values));
    values.put("loop", CodeText.indented(planned ? PLANNED_LOOP : LOOP, 2));
    LoopValues.addNormalization(values, request, NORMALIZE, "//", 2);
    GoldenVectors golden = request.golden();
    if (golden != null) {
      LoopValues.addColumns(values, golden, request::decimal, 2);
    }
    values.put("test", golden == null ? "" : CodeText.fill(TEST, values));
    return CodeText.fill(MODULE, values);
  }

  private static String plan(EvaluationPlan plan, ExportRequest request) {
    String products =
        Plans.products(plan, factors -> list(factors, request))
            .map(product -> "\n      [" + product + "],")
            .collect(Collectors.joining());
    return "  {\n    scale: "
        + request.decimal(plan.scale())
        + ", shift: "
        + request.decimal(plan.shift())
        + ", identity: "
        + request.decimal(plan.identity())
        + ",\n    products: ["
        + products
        + (products.isEmpty() ? "" : "\n    ")
        + "],\n    last: "
        + list(plan.lastFactors(), request)
        + ",\n  },";
  }

  private static String list(List<Double> factors, ExportRequest request) {
    return "[" + request.decimals(factors, ", ") + "]";
  }
}
