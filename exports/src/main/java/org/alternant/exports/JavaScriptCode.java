package org.alternant.exports;

import java.util.Map;
import java.util.stream.Collectors;

/// A JavaScript module (ECMAScript 2015).
final class JavaScriptCode {

  private static final String MODULE =
      """
      {{head}}

      // One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      export const coefficients = [
      {{coefficients}}
      ];

      // The rows of a run: {{sentence}}.
      export function rows(steps = {{steps}}) {
        if (!(Number.isInteger(steps) && steps >= 1)) {
          throw new RangeError(`needs at least one step, found ${steps}`);
        }
        {{run}}
      }

      // What becomes of a singular value x of the {{scaled}} matrix.
      export function image(x, steps = {{steps}}) {
        return rows(steps).reduce((x, c) => x * c.reduceRight((value, ck) => value * (x * x) + ck, 0), x);
      }

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
        }
        return x;
      }
      {{test}}
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
    values.put(
        "run",
        request.repeatsLast()
            ? "return Array.from({ length: steps }, (_, t) =>"
                + " coefficients[Math.min(t, coefficients.length - 1)]);"
            : "return coefficients.slice(0, steps);");
    values.put(
        "coefficients",
        request.table().steps().stream()
            .map(step -> "  [" + request.decimals(step.coefficients(), ", ") + "],")
            .collect(Collectors.joining("\n")));
    LoopValues.addNormalization(values, request, NORMALIZE, "//", 2);
    GoldenVectors golden = request.golden();
    if (golden != null) {
      LoopValues.addColumns(values, golden, request::decimal, 2);
    }
    values.put("test", golden == null ? "" : CodeText.fill(TEST, values));
    return CodeText.fill(MODULE, values);
  }
}
