package org.alternant.exports;

import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.Precision;

/// A Rust module.
final class RustCode {

  private static final String MODULE =
      """
      {{head}}

      /// One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      pub const COEFFICIENTS: &[&[{{real}}]] = &[
      {{coefficients}}
      ];

      /// How many steps to run unless you know better.
      pub const DEFAULT_STEPS: usize = {{steps}};

      /// The rows of a run: {{sentence}}.
      pub fn run(steps: usize) -> impl Iterator<Item = &'static [{{real}}]> {
          {{run}}
      }

      /// What becomes of a singular value x of the {{scaled}} matrix.
      pub fn image(x: {{real}}, steps: usize) -> {{real}} {
          run(steps).fold(x, |x, c| x * c.iter().rev().fold(0.0, |value, ck| value * (x * x) + ck))
      }

      /// Replaces x, with m rows and n columns, row after row, by its polar factor, approximately. Plain
      /// loops: for large matrices let a BLAS do the products, in the same order.
      ///
      /// # Panics
      ///
      /// If x has not m * n elements, or m, n or steps is 0.
      pub fn orthogonalize(x: &mut [{{real}}], m: usize, n: usize, steps: usize) {
          assert!(m > 0 && n > 0 && steps > 0, "m, n and steps must be 1 or more");
          assert_eq!(x.len(), m * n, "x must have m * n elements");
          // The Gram matrix is that of the smaller side: element (i, j) of the wide matrix is
          // x[i * down + j * right].
          let (r, s) = (m.min(n), m.max(n));
          let (down, right) = if m <= n { (n, 1) } else { (1, n) };
      {{normalize}}
          let mut y = vec![0.0; r * s];
          let (mut a, mut b, mut next) = (vec![0.0; r * r], vec![0.0; r * r], vec![0.0; r * r]);
          for c in run(steps) {
              if c.len() == 1 {
                  x.iter_mut().for_each(|v| *v *= c[0]);
                  continue;
              }
              // A = X X^T, B = c1 A + c2 A^2 + ... by Horner's rule, X <- c0 X + B X.
              for i in 0..r {
                  for j in 0..=i {
                      let sum: {{real}} =
                          (0..s).map(|k| x[i * down + k * right] * x[j * down + k * right]).sum();
                      a[i * r + j] = sum;
                      a[j * r + i] = sum;
                  }
              }
              for k in 0..r * r {
                  b[k] = c[c.len() - 1] * a[k];
              }
              for term in (1..c.len() - 1).rev() {
                  for i in 0..r {
                      for j in 0..r {
                          let product: {{real}} = (0..r).map(|k| b[i * r + k] * a[k * r + j]).sum();
                          next[i * r + j] = c[term] * a[i * r + j] + product;
                      }
                  }
                  std::mem::swap(&mut b, &mut next);
              }
              for i in 0..r {
                  for j in 0..s {
                      let product: {{real}} = (0..r).map(|k| b[i * r + k] * x[k * down + j * right]).sum();
                      y[i * down + j * right] = c[0] * x[i * down + j * right] + product;
                  }
              }
              x.copy_from_slice(&y);
          }
      }
      {{test}}
      """;

  private static final String NORMALIZE =
      """
      let largest = x.iter().fold(0.0, |largest: {{real}}, v| largest.max(v.abs()));
      if largest > 0.0 {
          let squares: f64 = x.iter().map(|v| f64::from(v / largest).powi(2)).sum();
          let scale = {{factor}} * (largest * squares.sqrt() as {{real}}) + {{epsilon}};
          x.iter_mut().for_each(|v| *v /= scale);
      }\
      """;

  private static final String TEST =
      """


      // To check it: rustc --test FILE -o check && ./check
      #[cfg(test)]
      mod tests {
          use super::*;

          const INPUT: [{{real}}; {{size}}] = [
      {{input}}
          ];
          const OUTPUT: [{{real}}; {{size}}] = [
      {{output}}
          ];
          const SINGULAR_VALUES: [{{real}}; {{count}}] = [
      {{values}}
          ];
          const IMAGE: [{{real}}; {{count}}] = [
      {{image}}
          ];

          #[test]
          fn golden_matrix_comes_out_as_it_should() {
              let mut x = INPUT;
              orthogonalize(&mut x, {{m}}, {{n}}, {{testSteps}});
              for (value, expected) in x.iter().zip(OUTPUT) {
                  assert!((value - expected).abs() <= {{tolerance}}, "{value} instead of {expected}");
              }
              for (value, expected) in SINGULAR_VALUES.iter().zip(IMAGE) {
                  let image = image(*value, {{testSteps}}).abs();
                  assert!((image - expected).abs() <= {{tolerance}}, "{image} instead of {expected}");
              }
          }
      }\
      """;

  private RustCode() {}

  static String module(ExportRequest request) {
    boolean single = request.precision() == Precision.FLOAT32;
    Map<String, String> values = LoopValues.of(request, request::decimal);
    values.put("head", CodeText.commented("//", Head.lines(ExportTarget.RUST, request)));
    values.put("real", single ? "f32" : "f64");
    values.put(
        "run",
        request.repeatsLast()
            ? "(0..steps).map(|t| COEFFICIENTS[t.min(COEFFICIENTS.len() - 1)])"
            : "COEFFICIENTS.iter().take(steps).copied()");
    values.put(
        "coefficients",
        request.table().steps().stream()
            .map(step -> "    &[" + request.decimals(step.coefficients(), ", ") + "],")
            .collect(Collectors.joining("\n")));
    LoopValues.addNormalization(values, request, NORMALIZE, "//", 4);
    GoldenVectors golden = request.golden();
    if (golden != null) {
      LoopValues.addColumns(values, golden, request::decimal, 8);
    }
    values.put("test", golden == null ? "" : CodeText.fill(TEST, values));
    return CodeText.fill(MODULE, values);
  }
}
