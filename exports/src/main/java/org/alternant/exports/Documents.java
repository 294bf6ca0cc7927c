package org.alternant.exports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// Tables to read and to compute with: CSV, Markdown, LaTeX.
final class Documents {

  /// The most coefficients a step may have for a LaTeX table that fits a page: degree 17.
  private static final int MOST_LATEX_COLUMNS = 9;

  /// The lines of the head in which a user's text stands.
  private static final Pattern FOREIGN = Pattern.compile("made by|source");

  /// What would begin another cell, or make a formula of it, where a spreadsheet reads the head.
  private static final Pattern SEPARATORS = Pattern.compile("[,;=]");

  /// What makes more of a cell than a number or a name: without any, its beginning does not matter.
  private static final Pattern FORMULA = Pattern.compile("[=@|!(]");

  private Documents() {}

  /// Comments at the head, then a line of names and a line for each row; the coefficients that a
  /// row of lower degree lacks are empty.
  static String csv(ExportRequest request) {
    List<Step> steps = request.table().steps();
    int columns = columns(steps);
    StringBuilder text = new StringBuilder();
    for (String line : Head.lines(ExportTarget.CSV, request)) {
      boolean foreign = FOREIGN.matcher(line).lookingAt();
      String safe = foreign ? oneCell(line) : line;
      text.append(("# " + safe).stripTrailing()).append('\n');
    }
    text.append("step,degree,")
        .append(actsOnSingularValues(request) ? "" : "q,")
        .append(IntStream.range(0, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(",")))
        .append('\n');
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      text.append(t + 1).append(',').append(step.degree());
      text.append(actsOnSingularValues(request) ? "" : "," + q(step));
      for (int i = 0; i < columns; i++) {
        text.append(',').append(cell(step, i, request));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String oneCell(String text) {
    return SEPARATORS.matcher(text).replaceAll(CodeText::escaped);
  }

  /// A command of which no spreadsheet makes a formula.
  static String withoutFormulas(String command) {
    return FORMULA.matcher(command).find() ? oneCell(command) : command;
  }

  static String markdown(ExportRequest request) {
    List<Step> steps = request.table().steps();
    int columns = columns(steps);
    StringBuilder text = new StringBuilder();
    text.append("### ").append(request.table().name().replace("_", "\\_")).append("\n\n");
    for (String line : Head.lines(ExportTarget.MARKDOWN, request)) {
      text.append(("    " + line).stripTrailing()).append('\n');
    }
    text.append("\n| step | degree |").append(actsOnSingularValues(request) ? "" : " q |");
    for (int i = 0; i < columns; i++) {
      text.append(' ').append(power(request, i, "x^", "y^", "")).append(" |");
    }
    text.append("\n|--:|--:|")
        .append("--:|".repeat(actsOnSingularValues(request) ? columns : columns + 1))
        .append('\n');
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      text.append("| ").append(t + 1).append(" | ").append(step.degree()).append(" |");
      text.append(actsOnSingularValues(request) ? "" : " " + q(step) + " |");
      for (int i = 0; i < columns; i++) {
        text.append(' ').append(cell(step, i, request)).append(" |");
      }
      text.append('\n');
    }
    return text.toString();
  }

  static String latex(ExportRequest request) throws ExportRefused {
    List<Step> steps = request.table().steps();
    int columns = columns(steps);
    if (columns > MOST_LATEX_COLUMNS) {
      throw new ExportRefused(
          new Refusal.TooManyColumns(
              request.table().function().degree(columns), columns, MOST_LATEX_COLUMNS));
    }
    StringBuilder text = new StringBuilder();
    for (String line : Head.lines(ExportTarget.LATEX, request)) {
      text.append(("% " + line).stripTrailing()).append('\n');
    }
    text.append("% needs \\usepackage{longtable}\n");
    text.append("\\begin{longtable}{rr")
        .append("r".repeat(actsOnSingularValues(request) ? columns : columns + 1))
        .append("}\n");
    text.append("\\caption{").append(caption(request)).append("}\\\\\n\\hline\n");
    text.append("step & degree").append(actsOnSingularValues(request) ? "" : " & $q$");
    for (int i = 0; i < columns; i++) {
      text.append(" & $").append(power(request, i, "x^{", "y^{", "}")).append('$');
    }
    text.append(" \\\\\n\\hline\n\\endhead\n\\hline\n\\endfoot\n");
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      text.append(t + 1).append(" & ").append(step.degree());
      text.append(actsOnSingularValues(request) ? "" : " & " + q(step));
      for (int i = 0; i < columns; i++) {
        String cell = cell(step, i, request);
        text.append(cell.isEmpty() ? " &" : " & " + mathematics(cell));
      }
      text.append(" \\\\\n");
    }
    return text.append("\\end{longtable}\n").toString();
  }

  private static String caption(ExportRequest request) {
    List<String> sentences = new ArrayList<>();
    sentences.add("\\texttt{" + request.table().name().replace("_", "\\_") + "}.");
    Certificate certificate = request.certificate();
    if (certificate != null) {
      sentences.add(
          (actsOnSingularValues(request) ? "Singular values in " : "Eigenvalues of $A$ in ")
              + interval(certificate.input(), RoundingMode.CEILING, RoundingMode.FLOOR)
              + (actsOnSingularValues(request)
                  ? " come out of "
                  : ": those of $A"
                      + (request.root() == 1 ? "" : "^{1/" + request.root() + "}")
                      + " X$ come out of ")
              + request.steps()
              + " steps in "
              + interval(certificate.output(), RoundingMode.FLOOR, RoundingMode.CEILING)
              + Head.error(request.function())
              + mathematics(brief(certificate.worstCaseError(), RoundingMode.CEILING))
              + ".");
    }
    if (!Plans.rowsBeyondCoefficients(request.table().steps()).isEmpty()) {
      sentences.add("Note: " + Head.COEFFICIENTS_OF_PLANS + ".");
    }
    sentences.add(normalization(request));
    SafetyFactor safety = request.table().conventions().safetyFactor();
    if (safety.value() != 1) {
      sentences.add("Safety factor " + safety.value() + rows(safety.bakedInto()));
    }
    sentences.add(
        request.repeatsLast()
            ? "Further steps repeat the last row."
            : "Nothing runs after the last row.");
    return String.join(" ", sentences);
  }

  private static String normalization(ExportRequest request) {
    Normalization normalization = request.normalization();
    String matrix = actsOnSingularValues(request) ? "X" : "A";
    return normalization.norm() == Norm.NONE
        ? request.function() == ExportFunction.CLIP
            ? "Singular values are clipped as they are."
            : "The matrix comes scaled."
        : "Normalization $"
            + matrix
            + " / ("
            + inMathematics(request.decimal(normalization.factor()))
            + " "
            + norm(normalization.norm(), matrix)
            + " + "
            + inMathematics(request.decimal(normalization.epsilon()))
            + ")$.";
  }

  private static String norm(Norm norm, String matrix) {
    return switch (norm) {
      case FROBENIUS -> "\\|" + matrix + "\\|_F";
      case TRACE -> "\\mathrm{tr}\\," + matrix;
      case INFINITY -> "\\|" + matrix + "\\|_\\infty";
      case SCHATTEN_4 -> "\\|" + matrix + "^2\\|_F^{1/2}";
      case NONE -> "";
    };
  }

  private static boolean actsOnSingularValues(ExportRequest request) {
    return request.function().actsOnSingularValues();
  }

  /// The degree of q(y).
  private static int q(Step step) {
    return step.coefficients().size() - 1;
  }

  /// What coefficient i is of: an odd power of x, or a power of y in q(y).
  private static String power(ExportRequest request, int i, String x, String y, String end) {
    if (actsOnSingularValues(request)) {
      return i == 0 ? "x" : x + (2 * i + 1) + end;
    }
    return switch (i) {
      case 0 -> "1";
      case 1 -> "y";
      default -> y + i + end;
    };
  }

  private static String rows(SafetyFactor.BakedInto bakedInto) {
    return switch (bakedInto) {
      case NONE -> " in no row.";
      case ALL_BUT_LAST -> " in all rows but the last.";
      case ALL -> " in all rows.";
    };
  }

  private static String interval(Interval interval, RoundingMode lower, RoundingMode upper) {
    return "$["
        + inMathematics(brief(interval.lower(), lower))
        + ", "
        + inMathematics(brief(interval.upper(), upper))
        + "]$";
  }

  /// Six digits, rounded so that what is stated stays proved: of an input inward, of an image
  /// outward, of an error up.
  private static String brief(double value, RoundingMode mode) {
    if (value == 0) {
      return "0";
    }
    return String.format(
        Locale.ROOT, "%.6g", BigDecimal.valueOf(value).round(new MathContext(6, mode)));
  }

  private static String mathematics(String number) {
    return "$" + inMathematics(number) + "$";
  }

  private static String inMathematics(String number) {
    int exponent = number.indexOf('e');
    return exponent < 0
        ? number
        : number.substring(0, exponent)
            + " \\cdot 10^{"
            + Integer.parseInt(number.substring(exponent + 1))
            + "}";
  }

  private static String cell(Step step, int i, ExportRequest request) {
    return i < step.coefficients().size() ? request.decimal(step.coefficients().get(i)) : "";
  }

  private static int columns(List<Step> steps) {
    return steps.stream().mapToInt(step -> step.coefficients().size()).max().orElseThrow();
  }
}
