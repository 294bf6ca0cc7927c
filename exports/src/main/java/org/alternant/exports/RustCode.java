package org.alternant.exports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// A Rust module.
final class RustCode {

  private static final String MODULE =
      """
      {{head}}

      {{data}}

      /// How many steps to run unless you know better.
      pub const DEFAULT_STEPS: usize = {{steps}};

      /// The rows of a run: {{sentence}}.
      pub fn run(steps: usize) -> impl Iterator<Item = &'static {{row}}> {
          {{run}}
      }

      {{imageFunction}}

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
      {{loop}}
      }
      {{test}}
      """;

  private static final String ROWS =
      """
      /// One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      pub const COEFFICIENTS: &[&[{{real}}]] = &[
      {{coefficients}}
      ];\
      """;

  private static final String PLANS =
      """
      /// How a step is computed. With A = X X^T, M[0] = I and M[1] = scale A - shift I, each product
      /// (left, right, add) gives the next matrix
      /// (left[0] M[0] + left[1] M[1] + ...) (right[0] M[0] + ...) + add[0] M[0] + ...,
      /// and then X <- identity X + (last[0] M[0] + last[1] M[1] + ...) X.
      pub struct Plan {
          pub scale: {{real}},
          pub shift: {{real}},
          pub identity: {{real}},
          pub products: &'static [[&'static [{{real}}]; 3]],
          pub last: &'static [{{real}}],
      }

      /// One plan a step.
      pub const PLANS: &[Plan] = &[
      {{plans}}
      ];\
      """;

  private static final String IMAGE =
      """
      /// What becomes of a singular value x of the {{scaled}} matrix.
      pub fn image(x: {{real}}, steps: usize) -> {{real}} {
          run(steps).fold(x, |x, c| x * c.iter().rev().fold(0.0, |value, ck| value * (x * x) + ck))
      }\
      """;

  private static final String PLANNED_IMAGE =
      """
      /// A combination of matrices. A single term is not multiplied out but has its factor beside it.
      fn combination(factors: &[{{real}}], matrices: &[Vec<{{real}}>]) -> ({{real}}, Vec<{{real}}>) {
          let mut terms = factors.iter().zip(matrices).filter(|(factor, _)| **factor != 0.0);
          let Some((factor, matrix)) = terms.next() else {
              return (0.0, matrices[1].clone());
          };
          let Some(second) = terms.next() else {
              return (*factor, matrix.clone());
          };
          let mut sum: Vec<{{real}}> = matrix.iter().map(|v| factor * v).collect();
          for (factor, matrix) in std::iter::once(second).chain(terms) {
              sum.iter_mut().zip(matrix).for_each(|(sum, v)| *sum += factor * v);
          }
          (1.0, sum)
      }

      /// Replaces x by p(x) for the plan of one step. x has r <= s; its element (i, j) is
      /// x[i * down + j * right].
      fn step(plan: &Plan, x: &mut [{{real}}], r: usize, s: usize, down: usize, right: usize) {
          if plan.last.is_empty() {
              x.iter_mut().for_each(|v| *v *= plan.identity);
              return;
          }
          let mut matrices = vec![vec![0.0; r * r], vec![0.0; r * r]];
          for i in 0..r {
              for j in 0..=i {
                  let sum: {{real}} =
                      (0..s).map(|k| x[i * down + k * right] * x[j * down + k * right]).sum();
                  let one = if i == j { 1.0 } else { 0.0 };
                  for k in [i * r + j, j * r + i] {
                      matrices[0][k] = one;
                      matrices[1][k] = plan.scale * sum - plan.shift * one;
                  }
              }
          }
          for product in plan.products {
              let (alpha, a) = combination(product[0], &matrices);
              let (more, b) = combination(product[1], &matrices);
              let (beta, mut next) = combination(product[2], &matrices);
              for i in 0..r {
                  for j in 0..r {
                      let sum: {{real}} = (0..r).map(|k| a[i * r + k] * b[k * r + j]).sum();
                      next[i * r + j] = alpha * more * sum + beta * next[i * r + j];
                  }
              }
              matrices.push(next);
          }
          let (alpha, b) = combination(plan.last, &matrices);
          let mut y = vec![0.0; r * s];
          for i in 0..r {
              for j in 0..s {
                  let sum: {{real}} = (0..r).map(|k| b[i * r + k] * x[k * down + j * right]).sum();
                  y[i * down + j * right] = plan.identity * x[i * down + j * right] + alpha * sum;
              }
          }
          x.copy_from_slice(&y);
      }

      /// What becomes of a singular value x of the {{scaled}} matrix.
      pub fn image(x: {{real}}, steps: usize) -> {{real}} {
          let mut x = [x];
          run(steps).for_each(|plan| step(plan, &mut x, 1, 1, 1, 1));
          x[0]
      }\
      """;

  private static final String LOOP =
      """
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
      }\
      """;

  private static final String PLANNED_LOOP =
      """
      run(steps).for_each(|plan| step(plan, x, r, s, down, right));\
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
    addSteps(values, request);
    LoopValues.addNormalization(values, request, NORMALIZE, "//", 4);
    GoldenVectors golden = request.golden();
    if (golden != null) {
      LoopValues.addColumns(values, golden, request::decimal, 8);
    }
    values.put("test", golden == null ? "" : CodeText.fill(TEST, values));
    return CodeText.fill(MODULE, values);
  }

  /// The table and what is done with it: coefficients where these suffice, otherwise plans.
  private static void addSteps(Map<String, String> values, ExportRequest request) {
    List<Step> steps = request.table().steps();
    boolean planned =
        LoopValues.addSteps(
            values,
            steps,
            plan -> plan(plan, request),
            step -> "    " + list(step.coefficients(), request) + ",");
    String all = planned ? "PLANS" : "COEFFICIENTS";
    values.put("row", planned ? "Plan" : "[" + values.get("real") + "]");
    values.put(
        "run",
        request.repeatsLast()
            ? "(0..steps).map(|t| %s%s[t.min(%s.len() - 1)])"
                .formatted(planned ? "&" : "", all, all)
            : all + ".iter().take(steps)" + (planned ? "" : ".copied()"));
    values.put("data", CodeText.fill(planned ? PLANS : ROWS, values));
    values.put("imageFunction", CodeText.fill(planned ? PLANNED_IMAGE : IMAGE, values));
    values.put("loop", CodeText.indented(CodeText.fill(planned ? PLANNED_LOOP : LOOP, values), 4));
  }

  private static String plan(EvaluationPlan plan, ExportRequest request) {
    String products =
        Plans.products(plan, factors -> list(factors, request))
            .map(product -> "\n            [" + product + "],")
            .collect(Collectors.joining());
    return "    Plan {\n        scale: "
        + request.decimal(plan.scale())
        + ",\n        shift: "
        + request.decimal(plan.shift())
        + ",\n        identity: "
        + request.decimal(plan.identity())
        + ",\n        products: &["
        + products
        + (products.isEmpty() ? "" : "\n        ")
        + "],\n        last: "
        + list(plan.lastFactors(), request)
        + ",\n    },";
  }

  private static String list(List<Double> numbers, ExportRequest request) {
    return "&[" + request.decimals(numbers, ", ") + "]";
  }
}
