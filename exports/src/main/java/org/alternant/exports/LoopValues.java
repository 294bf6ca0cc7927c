package org.alternant.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// What the templates of languages in which the loops are written out have in common.
final class LoopValues {

  private LoopValues() {}

  /// The values of `steps`, `sentence`, `scaled`, `factor` and `epsilon`; with golden vectors also
  /// `m`, `n`, `size`, `count`, `testSteps` and `tolerance`.
  ///
  /// @param literal how the language writes a number
  static Map<String, String> of(ExportRequest request, DoubleFunction<String> literal) {
    Map<String, String> values = new HashMap<>();
    values.put("steps", Integer.toString(request.steps()));
    values.put("sentence", PythonRows.stepsSentence(request));
    values.put("scaled", comesScaled(request) ? "given" : "normalized");
    values.put("factor", literal.apply(request.normalization().factor()));
    values.put("epsilon", literal.apply(request.normalization().epsilon()));
    GoldenVectors golden = request.golden();
    if (golden != null) {
      boolean single = request.precision() == Precision.FLOAT32;
      values.put("m", Integer.toString(golden.rows()));
      values.put("n", Integer.toString(golden.columns()));
      values.put("size", Integer.toString(golden.input().size()));
      values.put("count", Integer.toString(golden.image().size()));
      values.put("testSteps", Integer.toString(golden.steps()));
      values.put("tolerance", literal.apply(single ? golden.tolerance32() : golden.tolerance64()));
    }
    return values;
  }

  /// Adds `plans` where some step needs one, otherwise `coefficients`: a step after the other.
  ///
  /// @param plan how the language writes a plan
  /// @param row how it writes the coefficients of a step
  /// @return whether there are plans
  static boolean addSteps(
      Map<String, String> values,
      List<Step> steps,
      Function<EvaluationPlan, String> plan,
      Function<Step, String> row) {
    boolean planned = Plans.needed(steps);
    Stream<String> written = planned ? Plans.of(steps).stream().map(plan) : steps.stream().map(row);
    values.put(planned ? "plans" : "coefficients", written.collect(Collectors.joining("\n")));
    return planned;
  }

  private static boolean comesScaled(ExportRequest request) {
    return request.normalization().norm() == Norm.NONE;
  }

  /// Adds `normalize`: the filled template, or a comment where nothing is divided.
  static void addNormalization(
      Map<String, String> values,
      ExportRequest request,
      String template,
      String commentMarker,
      int indent) {
    String text =
        comesScaled(request)
            ? commentMarker + " The matrix comes scaled: nothing is divided."
            : CodeText.fill(template, values);
    values.put("normalize", CodeText.indented(text, indent));
  }

  /// Adds `input`, `output`, `values` and `image`, a number a line.
  static void addColumns(
      Map<String, String> values,
      GoldenVectors golden,
      DoubleFunction<String> literal,
      int indent) {
    values.put("input", column(golden.input(), literal, indent));
    values.put("output", column(golden.output(), literal, indent));
    values.put("values", column(golden.singularValues(), literal, indent));
    values.put("image", column(golden.image(), literal, indent));
  }

  private static String column(List<Double> numbers, DoubleFunction<String> literal, int indent) {
    return numbers.stream()
        .map(x -> " ".repeat(indent) + literal.apply(x) + ",")
        .collect(Collectors.joining("\n"));
  }
}
