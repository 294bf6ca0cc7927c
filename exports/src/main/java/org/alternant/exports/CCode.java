package org.alternant.exports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// A header for C99 and C++, and the same for CUDA, where its functions run on the host and in a
/// device's threads.
final class CCode {

  private static final String HEADER =
      """
      {{head}}

      #ifndef ALTERNANT_{{ID}}_H
      #define ALTERNANT_{{ID}}_H

      #include <math.h>
      #include <stddef.h>
      {{qualifier}}

      typedef {{real}} {{id}}_real;

      enum { {{id}}_rows = {{rows}}, {{id}}_default_steps = {{steps}} };

      {{data}}

      // How many steps run where `steps` are asked for: {{sentence}}.
      {{function}} int {{id}}_steps(int steps) {
        {{steps_body}}
      }

      // What becomes of a singular value x of the {{scaled}} matrix.
      {{function}} {{id}}_real {{id}}_image({{id}}_real x, int steps) {
      {{imageFunction}}
      }

      // How many numbers `work` must hold for a matrix with m rows and n columns.
      {{function}} size_t {{id}}_work_size(int m, int n) {
        size_t r = (size_t)(m < n ? m : n);
        return (size_t)m * (size_t)n + {{matrices}} * r * r;
      }

      // Replaces x, with m rows and n columns, row after row, by its polar factor, approximately. Plain
      // loops: for large matrices let a BLAS do the products, in the same order.
      // Returns 0, or 1 if m, n or steps is below 1.
      {{function}} int {{id}}_orthogonalize({{id}}_real *x, int m, int n, int steps, {{id}}_real *work) {
        if (m < 1 || n < 1 || steps < 1) {
          return 1;
        }
        // The Gram matrix is that of the smaller side: element (i, j) of the wide matrix is
        // x[i * down + j * right].
        size_t r = (size_t)(m < n ? m : n), s = (size_t)(m < n ? n : m);
        size_t down = m <= n ? (size_t)n : 1, right = m <= n ? 1 : (size_t)n;
      {{normalize}}
      {{loop}}
        return 0;
      }
      {{test}}

      #endif
      """;

  private static final String DATA =
      """
      // The coefficients c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ... in step `step`, counted
      // from 0, and their number.{{beyond}}
      {{function}} const {{id}}_real *{{id}}_coefficients(int step, int *count) {
        static const {{id}}_real coefficients[] = {
      {{coefficients}}
        };
        static const int starts[] = {
      {{starts}}
        };
        int row = step < {{id}}_rows ? step : {{id}}_rows - 1;
        *count = starts[row + 1] - starts[row];
        return coefficients + starts[row];
      }\
      """;

  private static final String IMAGE =
      """
      for (int t = 0; t < {{id}}_steps(steps); t++) {
        int count;
        const {{id}}_real *c = {{id}}_coefficients(t, &count);
        {{id}}_real value = c[count - 1];
        for (int k = count - 2; k >= 0; k--) {
          value = value * (x * x) + c[k];
        }
        x = value * x;
      }
      return x;\
      """;

  private static final String LOOP =
      """
      {{id}}_real *y = work, *a = work + r * s, *b = a + r * r, *next = b + r * r;
      for (int t = 0; t < {{id}}_steps(steps); t++) {
        int count;
        const {{id}}_real *c = {{id}}_coefficients(t, &count);
        if (count == 1) {
          for (size_t k = 0; k < r * s; k++) {
            x[k] *= c[0];
          }
          continue;
        }
        // A = X X^T, B = c1 A + c2 A^2 + ... by Horner's rule, X <- c0 X + B X.
        for (size_t i = 0; i < r; i++) {
          for (size_t j = 0; j <= i; j++) {
            {{id}}_real sum = 0;
            for (size_t k = 0; k < s; k++) {
              sum += x[i * down + k * right] * x[j * down + k * right];
            }
            a[i * r + j] = a[j * r + i] = sum;
          }
        }
        for (size_t k = 0; k < r * r; k++) {
          b[k] = c[count - 1] * a[k];
        }
        for (int term = count - 2; term > 0; term--) {
          for (size_t i = 0; i < r; i++) {
            for (size_t j = 0; j < r; j++) {
              {{id}}_real sum = c[term] * a[i * r + j];
              for (size_t k = 0; k < r; k++) {
                sum += b[i * r + k] * a[k * r + j];
              }
              next[i * r + j] = sum;
            }
          }
          {{id}}_real *swapped = b;
          b = next;
          next = swapped;
        }
        for (size_t i = 0; i < r; i++) {
          for (size_t j = 0; j < s; j++) {
            {{id}}_real sum = c[0] * x[i * down + j * right];
            for (size_t k = 0; k < r; k++) {
              sum += b[i * r + k] * x[k * down + j * right];
            }
            y[i * down + j * right] = sum;
          }
        }
        for (size_t k = 0; k < r * s; k++) {
          x[k] = y[k];
        }
      }\
      """;

  private static final String NORMALIZE =
      """
      {{id}}_real largest = 0;
      double squares = 0;
      for (size_t k = 0; k < r * s; k++) {
        largest = {{fmax}}(largest, {{fabs}}(x[k]));
      }
      if (largest > 0) {
        for (size_t k = 0; k < r * s; k++) {
          squares += (double)(x[k] / largest) * (x[k] / largest);
        }
        {{id}}_real scale = {{factor}} * (largest * ({{id}}_real)sqrt(squares)) + {{epsilon}};
        for (size_t k = 0; k < r * s; k++) {
          x[k] /= scale;
        }
      }\
      """;

  private static final String QUALIFIER =
      """

      #ifdef __CUDACC__
      #define ALTERNANT_{{ID}}_FUNCTION inline __host__ __device__
      #else
      #define ALTERNANT_{{ID}}_FUNCTION inline
      #endif\
      """;

  private static final String TEST =
      """


      // {{command}}
      #ifdef {{ID}}_TEST
      #include <stdio.h>
      {{kernel}}
      int main(void) {
        static const {{id}}_real input[] = {
      {{input}}
        };
        static const {{id}}_real expected[] = {
      {{output}}
        };
        static const {{id}}_real values[] = {
      {{values}}
        };
        static const {{id}}_real image[] = {
      {{image}}
        };
        {{id}}_real x[{{size}}], work[{{work}}], error = 0;
        for (int i = 0; i < {{size}}; i++) {
          x[i] = input[i];
        }
        if ({{id}}_orthogonalize(x, {{m}}, {{n}}, {{testSteps}}, work) != 0) {
          return 1;
        }
        int bad = 0;
        for (int i = 0; i < {{size}}; i++) {
          error = {{fmax}}(error, {{fabs}}(x[i] - expected[i]));
          bad |= !({{fabs}}(x[i] - expected[i]) <= {{tolerance}});
        }
        for (int i = 0; i < {{count}}; i++) {
          bad |= !({{fabs}}({{fabs}}({{id}}_image(values[i], {{testSteps}})) - image[i]) <= {{tolerance}});
        }
      {{device}}
        printf(bad ? "OFF by %g\\n" : "agrees within %g\\n", (double)error);
        return bad;
      }
      #endif\
      """;

  private static final String KERNEL =
      """

      #ifdef __CUDACC__
      __global__ void {{id}}_kernel({{id}}_real *x, {{id}}_real *work, int *status) {
        *status = {{id}}_orthogonalize(x, {{m}}, {{n}}, {{testSteps}}, work);
      }
      #endif
      """;

  private static final String DEVICE =
      """
      #ifdef __CUDACC__
        {
          {{id}}_real *x_device, *work_device;
          int *status_device, status = 1;
          if (cudaMalloc(&x_device, sizeof x) != cudaSuccess ||
              cudaMalloc(&work_device, sizeof work) != cudaSuccess ||
              cudaMalloc(&status_device, sizeof(int)) != cudaSuccess ||
              cudaMemcpy(x_device, input, sizeof x, cudaMemcpyHostToDevice) != cudaSuccess) {
            printf("no CUDA device: the host alone was checked\\n");
          } else {
            {{id}}_kernel<<<1, 1>>>(x_device, work_device, status_device);
            bad |= cudaMemcpy(x, x_device, sizeof x, cudaMemcpyDeviceToHost) != cudaSuccess;
            bad |= cudaMemcpy(&status, status_device, sizeof(int), cudaMemcpyDeviceToHost) != cudaSuccess;
            bad |= status;
            for (int i = 0; i < {{size}}; i++) {
              bad |= !({{fabs}}(x[i] - expected[i]) <= {{tolerance}});
            }
            printf("the device was checked\\n");
          }
        }
      #endif\
      """;

  private CCode() {}

  static String header(ExportTarget target, ExportRequest request) {
    boolean cuda = target == ExportTarget.CUDA;
    boolean single = request.precision() == Precision.FLOAT32;
    String id = CodeText.identifier(request.table().name());
    DoubleFunction<String> literal = x -> literal(x, request);
    Map<String, String> values = LoopValues.of(request, literal);
    values.put("id", id);
    values.put("ID", id.toUpperCase(Locale.ROOT));
    values.put("head", CodeText.commented("//", Head.lines(target, request)));
    values.put("qualifier", cuda ? CodeText.fill(QUALIFIER, values) : "");
    values.put("function", cuda ? "ALTERNANT_" + values.get("ID") + "_FUNCTION" : "static inline");
    values.put("real", single ? "float" : "double");
    values.put("fabs", single ? "fabsf" : "fabs");
    values.put("fmax", single ? "fmaxf" : "fmax");
    values.put("rows", Integer.toString(request.rows()));
    values.put(
        "beyond",
        request.repeatsLast()
            ? " Beyond the last row it is repeated."
            : " Beyond the last row nothing runs: see " + id + "_steps.");
    values.put(
        "steps_body",
        request.repeatsLast()
            ? "return steps;"
            : "return steps < " + id + "_rows ? steps : " + id + "_rows;");
    addSteps(values, request.table().steps(), literal, request.precision());
    LoopValues.addNormalization(values, request, NORMALIZE, "//", 2);
    values.put("test", test(target, request, values));
    return CodeText.fill(HEADER, values);
  }

  private static String test(
      ExportTarget target, ExportRequest request, Map<String, String> values) {
    GoldenVectors golden = request.golden();
    if (golden == null) {
      return "";
    }
    boolean cuda = target == ExportTarget.CUDA;
    int r = Math.min(golden.rows(), golden.columns());
    int matrices = matrices(request.table().steps());
    values.put("work", Integer.toString(golden.input().size() + matrices * r * r));
    LoopValues.addColumns(values, golden, x -> literal(x, request), 4);
    values.put(
        "command",
        cuda
            ? "To check it: nvcc -x cu -D" + values.get("ID") + "_TEST FILE && ./a.out"
            : "To check it: cc -x c -D" + values.get("ID") + "_TEST FILE -lm && ./a.out");
    values.put("kernel", cuda ? CodeText.fill(KERNEL, values) : "");
    values.put("device", cuda ? CodeText.fill(DEVICE, values) : "");
    return CodeText.fill(TEST, values);
  }

  /// The table and what is done with it: coefficients where these suffice, otherwise plans.
  private static void addSteps(
      Map<String, String> values,
      List<Step> steps,
      DoubleFunction<String> literal,
      Precision precision) {
    boolean planned = Plans.needed(steps);
    List<EvaluationPlan> plans = planned ? Plans.of(steps) : List.of();
    values.put("matrices", Integer.toString(matrices(steps)));
    if (planned) {
      values.put("starts", starts(plans.stream().map(CPlans::size).toList()));
      values.put(
          "plans",
          plans.stream()
              .map(plan -> CPlans.numbers(plan, literal))
              .collect(Collectors.joining("\n")));
    } else {
      values.put("starts", starts(steps.stream().map(step -> step.coefficients().size()).toList()));
      values.put(
          "coefficients",
          steps.stream()
              .flatMap(step -> step.coefficients().stream())
              .map(c -> "    " + literal.apply(c) + ",  // " + CodeText.hexadecimal(c, precision))
              .collect(Collectors.joining("\n")));
    }
    values.put("data", CodeText.fill(planned ? CPlans.DATA : DATA, values));
    values.put(
        "imageFunction",
        CodeText.indented(CodeText.fill(planned ? CPlans.IMAGE : IMAGE, values), 2));
    values.put("loop", CodeText.indented(CodeText.fill(planned ? CPlans.LOOP : LOOP, values), 2));
  }

  /// How many matrices of the smaller side `work` has room for.
  private static int matrices(List<Step> steps) {
    return Plans.needed(steps) ? CPlans.matrices(Plans.of(steps)) : 3;
  }

  private static String literal(double value, ExportRequest request) {
    return request.decimal(value) + (request.precision() == Precision.FLOAT32 ? "f" : "");
  }

  /// Where each row begins, and where the last ends; sixteen a line.
  private static String starts(List<Integer> sizes) {
    int[] starts = new int[sizes.size() + 1];
    for (int t = 0; t < sizes.size(); t++) {
      starts[t + 1] = starts[t] + sizes.get(t);
    }
    return IntStream.range(0, starts.length)
        .mapToObj(t -> (t % 16 == 0 ? "    " : " ") + starts[t] + ",")
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(), text -> text.replace(",    ", ",\n    ")));
  }
}
