package org.alternant.exports;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// Plain Python: the rows and the image of a singular value, without any matrix.
final class PlainPython {

  private static final String PLAIN =
      """
      {{head}}

      {{constants}}

      # A matrix {{matrix}} is scaled first: {{matrix}} / (FACTOR * {{normOf}} + EPSILON); a NORM of None leaves it as it is.
      NORM = {{norm}}
      FACTOR = {{factor}}
      EPSILON = {{epsilon}}


      def rows(steps={{steps}}):
          ""\"The rows of a run: {{sentence}}.""\"
          if steps < 1:
              raise ValueError(f"needs at least one step, found {steps}")
          {{run}}


      {{image}}
      {{golden}}
      {{check}}
      """;

  private static final String PLAIN_IMAGE =
      """
      def image(x, steps={{steps}}):
          ""\"What becomes of a singular value x of the scaled matrix.""\"
          for c in rows(steps):
              value = 0.0
              for ck in reversed(c):
                  value = value * (x * x) + ck
              x = value * x
          return x\
      """;

  private static final String PLANNED_IMAGE =
      """
      def _combined(factors, values):
          return sum(f * value for f, value in zip(factors, values))


      def image(x, steps={{steps}}):
          ""\"What becomes of a singular value x of the scaled matrix.""\"
          for scale, shift, identity, products, last in rows(steps):
              values = [1.0, scale * (x * x) - shift]
              for left, right, add in products:
                  product = _combined(left, values) * _combined(right, values)
                  values.append(product + _combined(add, values))
              x = (identity + _combined(last, values)) * x
          return x\
      """;

  private static final String ROOT_IMAGE =
      """
      def image(y, steps={{steps}}):
          ""\"What becomes of an eigenvalue y of the scaled matrix: about y^({{exponent}}).""\"
          x = 1.0
          for c in rows(steps):
              q = 0.0
              for ck in reversed(c):
                  q = q * y + ck
              x, y = q * x, {{power}} * y
          return x\
      """;

  private static final String PLANNED_ROOT_IMAGE =
      """
      def _combined(factors, values):
          return sum(f * value for f, value in zip(factors, values))


      def image(y, steps={{steps}}):
          ""\"What becomes of an eigenvalue y of the scaled matrix: about y^({{exponent}}).""\"
          x = 1.0
          for scale, shift, c0, products, last in rows(steps):
              values = [1.0, scale * y - shift]
              for left, right, add in products:
                  product = _combined(left, values) * _combined(right, values)
                  values.append(product + _combined(add, values))
              q = c0 + _combined(last, values)
              x, y = q * x, {{power}} * y
          return x\
      """;

  private static final String PLAIN_CHECK =
      """


      def self_check():
          ""\"Raises AssertionError unless the rows do to {{words}} what they should.""\"
          images = [abs(image(x, {{testSteps}})) for x in {{testValues}}]
          error = max(abs(x - y) for x, y in zip(images, TEST_IMAGE))
          if not error <= {{tolerance}}:
              raise AssertionError(f"off by {error}")
          print(f"agrees within {error}")


      if __name__ == "__main__":
          self_check()\
      """;

  private PlainPython() {}

  static String module(ExportRequest request) {
    Map<String, String> values = PythonCode.values(ExportTarget.PYTHON, request);
    String matrix = request.function().actsOnSingularValues() ? "X" : "A";
    Normalization plain = new Normalization(request.normalization().norm(), 1, 0);
    values.put("matrix", matrix);
    values.put("normOf", Head.denominator(plain, matrix));
    List<Step> steps = request.table().steps();
    // No matrix is multiplied here: coefficients do unless a plan says something else.
    boolean planned = !Plans.rowsBeyondCoefficients(steps).isEmpty();
    values.put("constants", PythonRows.constant(request, planned, "[]"));
    String all = PythonRows.name(planned);
    values.put(
        "run",
        request.repeatsLast()
            ? "return %s[:steps] + %s[-1:] * (steps - len(%s))".formatted(all, all, all)
            : "return " + all + "[:steps]");
    values.put("image", image(request, planned, values));
    PythonCode.golden(values, request, false, 1);
    values.put("check", request.golden() == null ? "" : CodeText.fill(PLAIN_CHECK, values));
    return CodeText.fill(PLAIN, values);
  }

  private static String image(ExportRequest request, boolean planned, Map<String, String> values) {
    if (request.function().actsOnSingularValues()) {
      return CodeText.fill(planned ? PLANNED_IMAGE : PLAIN_IMAGE, values);
    }
    values.put("exponent", request.exponent());
    values.put("power", request.root() == 1 ? "q" : "q**" + request.root());
    return CodeText.fill(planned ? PLANNED_ROOT_IMAGE : ROOT_IMAGE, values);
  }

  /// The check of bare rows in `COEFFICIENTS` by their images.
  static String check(ExportRequest request, String image) {
    GoldenVectors golden = request.golden();
    if (golden == null) {
      return "";
    }
    Map<String, String> values = new HashMap<>();
    PythonCode.golden(values, request, false, 1);
    return values.get("golden") + "\n\n\n" + image + CodeText.fill(PLAIN_CHECK, values);
  }
}
