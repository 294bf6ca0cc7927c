package org.alternant.exports;

import java.util.List;
import java.util.stream.Collectors;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.PythonPlans;

/// Rows and steps in Python.
final class PythonRows {

  private static final String ABOUT_ROWS =
      "# One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...\n";

  private static final String ABOUT_PLANS =
      """
      # One plan a step: scale, shift, identity, products, last. With A = X X^T, M[0] = I and
      # M[1] = scale A - shift I, each product (left, right, add) gives the next matrix
      #     (left[0] M[0] + left[1] M[1] + ...) (right[0] M[0] + ...) + add[0] M[0] + ...,
      # and then X <- identity X + (last[0] M[0] + last[1] M[1] + ...) X.
      """;

  private static final String ABOUT_ROOT_ROWS =
      "# One row a step: c0, c1, c2, ... of q(M) = c0 I + c1 M + c2 M^2 + ...\n";

  private static final String ABOUT_ROOT_PLANS =
      """
      # One plan a step: scale, shift, c0, products, last. With T[0] = I and T[1] = scale M - shift I,
      # each product (left, right, add) gives the next matrix
      #     (left[0] T[0] + left[1] T[1] + ...) (right[0] T[0] + ...) + add[0] T[0] + ...,
      # and then q(M) = c0 I + last[0] T[0] + last[1] T[1] + ....
      """;

  private static final int HEXADECIMAL_UP_TO = 9;

  private PythonRows() {}

  /// `(c0, c1, c2)`, in Python's form also for one element.
  static String tuple(List<Double> numbers) {
    return PythonPlans.tuple(numbers);
  }

  /// `[c0, c1, c2]`.
  static String list(List<Double> numbers) {
    String tuple = tuple(numbers);
    return "[" + tuple.substring(1, tuple.length() - (numbers.size() == 1 ? 2 : 1)) + "]";
  }

  /// One indented line a row, with the hexadecimal numbers beside short ones.
  static String lines(List<Step> steps, boolean lists) {
    return steps.stream()
        .map(step -> line(step.coefficients(), lists))
        .collect(Collectors.joining("\n"));
  }

  private static String line(List<Double> row, boolean lists) {
    String numbers = "    " + (lists ? list(row) : tuple(row)) + ",";
    return row.size() > HEXADECIMAL_UP_TO
        ? numbers
        : numbers
            + "  # "
            + row.stream()
                .map(x -> CodeText.hexadecimal(x, Precision.FLOAT64))
                .collect(Collectors.joining(" "));
  }

  /// The name of [#constant].
  static String name(boolean planned) {
    return planned ? "PLANS" : "COEFFICIENTS";
  }

  /// The table as a constant: plans or rows of coefficients.
  ///
  /// @param brackets around the rows, `()` or `[]`
  static String constant(ExportRequest request, boolean planned, String brackets) {
    List<Step> steps = request.table().steps();
    boolean singular = request.function().actsOnSingularValues();
    String about = singular ? ABOUT_ROWS : ABOUT_ROOT_ROWS;
    String aboutPlans = singular ? ABOUT_PLANS : ABOUT_ROOT_PLANS;
    return (planned ? aboutPlans : about)
        + name(planned)
        + " = "
        + brackets.charAt(0)
        + "\n"
        + (planned ? PythonPlans.plans(steps) : lines(steps, brackets.equals("[]")))
        + "\n"
        + brackets.charAt(1);
  }

  /// What a docstring says about `steps`.
  static String stepsSentence(ExportRequest request) {
    int rows = request.rows();
    if (request.function() == ExportFunction.CLIP) {
      return "a clip takes all " + rows;
    }
    if (rows == 1) {
      return request.repeatsLast() ? "every step is the one row" : "there is one row";
    }
    return "fewer than "
        + rows
        + " take the first rows, more "
        + (request.repeatsLast() ? "repeat the last" : "run no further");
  }

  /// The golden vectors as constants, and nothing without them.
  static String golden(ExportRequest request, boolean matrix) {
    GoldenVectors golden = request.golden();
    if (golden == null) {
      return "";
    }
    StringBuilder code = new StringBuilder();
    if (matrix) {
      code.append(goldenMatrix(golden)).append('\n');
    }
    code.append(request.function().actsOnSingularValues() ? "# Singular values" : "# Eigenvalues")
        .append(" of a normalized matrix and what ")
        .append(steps(golden))
        .append(" of them.\n");
    code.append(testValues(request))
        .append(" = ")
        .append(tuple(golden.singularValues()))
        .append('\n');
    return code.append("TEST_IMAGE = ").append(tuple(golden.image())).toString();
  }

  private static String steps(GoldenVectors golden) {
    return golden.steps() == 1 ? "1 step makes" : golden.steps() + " steps make";
  }

  /// The name of the constant with what is in `TEST_IMAGE` the image of.
  static String testValues(ExportRequest request) {
    return request.function().actsOnSingularValues() ? "TEST_SINGULAR_VALUES" : "TEST_EIGENVALUES";
  }

  /// The matrix and what becomes of it.
  static String goldenMatrix(GoldenVectors golden) {
    StringBuilder code = new StringBuilder();
    code.append("# A matrix and what ").append(steps(golden)).append(" of it.\n");
    code.append("TEST_INPUT = (\n");
    for (int i = 0; i < golden.rows(); i++) {
      code.append("    ").append(tuple(golden.inputRow(i))).append(",\n");
    }
    code.append(")\nTEST_OUTPUT = (\n");
    for (int i = 0; i < golden.rows(); i++) {
      code.append("    ").append(tuple(golden.outputRow(i))).append(",\n");
    }
    return code.append(')').toString();
  }
}
