package org.alternant.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What the corpus does not record, because a clock, a place, a release, a machine or the last bits
/// of a library's sums decide it.
///
/// | mask | where | instead |
/// |---|---|---|
/// | folder | everywhere | `$DIR` for the folder the commands run in |
/// | version | everywhere | `<version>` after `alternant` and `picocli` |
/// | time | `validate` | `<time>` for seconds, products and operations a second |
/// | modified | `survey` | `<time>` for when a file was written |
/// | progress | everywhere | nothing: a bar is drawn on slow machines only |
/// | memory | `validate` | `<memory>` for the size of Java's heap |
/// | backends | `backends` | `<found here>` for all but the backends' names |
/// | rounding | `validate` | see [#rounding] |
/// | stack | everywhere | `<stack>` for a stack trace and its exceptions' classes |
final class CorpusMasks {

  /// What float64 runs are off by is below this: some 1e-16, multiplied by slopes up to 1e5.
  private static final double ROUNDING = 1e-9;

  /// The digits of figures that are sums of a library's, far above their rounding errors.
  private static final MathContext DIGITS = new MathContext(9);

  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+\\.\\d+([eE][-+]?\\d+)?");

  private static final Pattern STACK =
      Pattern.compile(
          "(?m)^(Caused by: )?[\\w.$]+(Exception|Error|BadInput|CheckFailed|Unavailable)(: .*)?\\n"
              + "(\\tat .*\\n)+(\\t\\.\\.\\. .*\\n)?");

  private CorpusMasks() {}

  static String apply(String command, Path folder, String text) {
    String masked =
        text.replace(folder.toAbsolutePath().toString(), CorpusShell.FOLDER)
            .replace(folder.toString(), CorpusShell.FOLDER)
            .replaceAll("(?i)\\b(alternant|picocli) \\d+\\.\\d+\\.\\d+", "$1 <version>");
    masked = progress(STACK.matcher(masked).replaceAll("$1<class>$3\n\tat <stack>\n"));
    return switch (command) {
      case "validate" -> rounding(memory(time(masked)));
      case "backends" -> backends(masked);
      case "survey" -> masked.replaceAll("(\"modified\": )\"[^\"]*\"", "$1<time>");
      default -> masked;
    };
  }

  private static String time(String text) {
    return text.replaceAll(
            " in \\S+ s: \\S+ per second, \\S+ GFLOP/s", " in <time>: <time>, <time>")
        .replaceAll("\"seconds\": [^,\\n]+", "\"seconds\": <time>");
  }

  private static String progress(String text) {
    return text.replaceAll("\\r\\[[#.]+][^\\r]*s left ", "").replaceAll("\\r *\\r", "");
  }

  private static String memory(String text) {
    return text.replaceAll("has at most \\S+ [MG]iB", "has at most <memory>");
  }

  /// Numbers of a size that only rounding errors have become `<round>`, and all others are rounded
  /// to nine digits, which JSON exceeds.
  ///
  /// Columns are as wide as their numbers have digits. Where the digits are masked, so is the
  /// width: two spaces stay between columns. `1.2e-13` is always seven wide, as the mask is.
  private static String rounding(String text) {
    boolean widthVaries = NUMBER.matcher(text).results().anyMatch(CorpusMasks::hasVaryingWidth);
    String masked = NUMBER.matcher(text).replaceAll(CorpusMasks::rounded);
    return widthVaries && !text.startsWith("{") && !text.startsWith("[")
        ? masked.replaceAll("(?<=\\S) {2,}(?=\\S)", "  ")
        : masked;
  }

  private static String rounded(MatchResult number) {
    BigDecimal value = new BigDecimal(number.group());
    if (isRounding(value)) {
      return "<round>";
    }
    return value.precision() <= DIGITS.getPrecision()
        ? number.group()
        : Double.toString(value.round(DIGITS).doubleValue());
  }

  private static boolean isRounding(BigDecimal value) {
    return value.signum() != 0 && value.doubleValue() < ROUNDING;
  }

  private static boolean hasVaryingWidth(MatchResult number) {
    return isRounding(new BigDecimal(number.group())) && number.group().length() != 7;
  }

  private static String backends(String text) {
    if (!text.startsWith("backend ") && !text.startsWith("[")) {
      return text;
    }
    List<String> kept = new ArrayList<>();
    boolean heading = true;
    for (String line : text.lines().toList()) {
      boolean isName = line.contains("\"name\"") || line.matches("\\w+ .*");
      if (heading || isName || line.matches(" {0,2}[\\[{}\\]],?")) {
        kept.add(heading ? line : line.replaceAll("^(\\w+ +).*", "$1<found here>"));
      } else if (line.contains(":") && !kept.getLast().endsWith("<found here>")) {
        kept.add("<found here>");
      }
      heading = false;
    }
    return String.join("\n", kept) + "\n";
  }
}
