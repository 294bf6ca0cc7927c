package org.alternant.exports;

import java.util.List;
import java.util.stream.Collectors;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;

/// Rows and steps in Python.
final class PythonRows {

  private static final String ROWS =
      """


      def _rows(steps):
          rows = COEFFICIENTS[:steps]
          return rows + COEFFICIENTS[-1:] * (steps - len(rows))
      """;

  private static final String POLYNOMIAL =
      """


      def _polynomial(gram, c, size):
          ""\"c[1] A + c[2] A^2 + ... in blocks of `size` powers (Paterson and Stockmeyer, 1973).""\"
          powers = [gram]
          while len(powers) < size:
              powers.append(powers[-1] @ gram)
          total = None
          for start in reversed(range(1, len(c), size)):
              block = sum(ck * power for ck, power in zip(c[start:start + size], powers))
              total = block if total is None else block + total @ powers[-1]
          return total
      """;

  private static final int HEXADECIMAL_UP_TO = 9;

  private PythonRows() {}

  /// `(c0, c1, c2)`, in Python's form also for one element.
  static String tuple(List<Double> numbers) {
    String inner =
        numbers.stream()
            .map(x -> CodeText.decimal(x, Precision.FLOAT64))
            .collect(Collectors.joining(", "));
    return numbers.size() == 1 ? "(" + inner + ",)" : "(" + inner + ")";
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

  /// The size of the blocks of powers in which a step's polynomial is evaluated: 1 is Horner's
  /// rule.
  static int blockSize(Step step) {
    return Scheme.blockSize(step.coefficients().size() - 1);
  }

  /// Whether some step is evaluated in blocks of more than one power.
  static boolean inBlocks(List<Step> steps) {
    return steps.stream().anyMatch(step -> blockSize(step) > 1);
  }

  private static boolean quintic(List<Step> steps) {
    return steps.stream().allMatch(step -> step.degree() == 5);
  }

  /// The loop over the steps on `y`, of which the Gram matrix is on the smaller side.
  ///
  /// @param transposed the expression for `y` transposed
  static String loop(ExportRequest request, String transposed) {
    List<Step> steps = request.table().steps();
    String rows = request.repeatsLast() ? "_rows(steps)" : "COEFFICIENTS[:steps]";
    if (quintic(steps)) {
      return """
          for a, b, c in %s:
              gram = y @ %s
              y = a * y + (b * gram + c * (gram @ gram)) @ y\
      """
          .formatted(rows, transposed);
    }
    if (inBlocks(steps)) {
      return """
          for c, size in %s:
              y = c[0] * y + (_polynomial(y @ %s, c, size) @ y if len(c) > 1 else 0)\
      """
          .formatted(rows, transposed);
    }
    return """
        for c in %s:
            if len(c) == 1:
                y = c[0] * y
                continue
            gram = y @ %s
            polynomial = c[-1] * gram
            for ck in reversed(c[1:-1]):
                polynomial = ck * gram + polynomial @ gram
            y = c[0] * y + polynomial @ y\
    """
        .formatted(rows, transposed);
  }

  /// The table as the constant `COEFFICIENTS`, and the functions that [#loop] calls.
  static String constants(ExportRequest request) {
    List<Step> steps = request.table().steps();
    boolean blocks = inBlocks(steps);
    StringBuilder code = new StringBuilder();
    code.append(
        blocks
            ? "# One row a step: (c0, c1, c2, ...) of p(x) = c0 x + c1 x^3 + c2 x^5 + ..., and the"
                + " size of the blocks\n# of powers in which it is evaluated.\n"
            : "# One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...\n");
    code.append("COEFFICIENTS = (\n");
    code.append(
        blocks
            ? steps.stream()
                .map(step -> "    (" + tuple(step.coefficients()) + ", " + blockSize(step) + "),")
                .collect(Collectors.joining("\n"))
            : lines(steps, false));
    code.append("\n)\n");
    if (request.repeatsLast()) {
      code.append(ROWS);
    }
    if (blocks) {
      code.append(POLYNOMIAL);
    }
    return code.substring(0, code.length() - 1);
  }

  /// What a docstring says about `steps`.
  static String stepsSentence(ExportRequest request) {
    int rows = request.rows();
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
      code.append("# A matrix and what ").append(golden.steps()).append(" steps make of it.\n");
      code.append("TEST_INPUT = (\n");
      for (int i = 0; i < golden.rows(); i++) {
        code.append("    ").append(tuple(golden.inputRow(i))).append(",\n");
      }
      code.append(")\nTEST_OUTPUT = (\n");
      for (int i = 0; i < golden.rows(); i++) {
        code.append("    ").append(tuple(golden.outputRow(i))).append(",\n");
      }
      code.append(")\n");
    }
    code.append("# Singular values of a normalized matrix and what ")
        .append(golden.steps())
        .append(" steps make of them.\n");
    code.append("TEST_SINGULAR_VALUES = ").append(tuple(golden.singularValues())).append('\n');
    return code.append("TEST_IMAGE = ").append(tuple(golden.image())).toString();
  }
}
