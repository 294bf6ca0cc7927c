package org.alternant.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.cli.text.Markdown;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.measure.Measures;
import org.alternant.toolkit.validate.BackendChoice;
import org.alternant.toolkit.validate.RunOutcome;
import org.alternant.toolkit.validate.ValidationResult;
import org.alternant.toolkit.validate.ValidationRun;

/// The runs of `validate` as text: one in full, several as a line each.
///
/// @param result at least one run
/// @param backend what computed
record RunLines(ValidationResult result, BackendChoice backend) {

  /// For people.
  ///
  /// @param traced whether the measures after every step are shown
  List<String> lines(boolean traced) {
    return result.runs().size() == 1
        ? text(result.runs().getFirst()).lines(table(), backend, traced)
        : summary(traced);
  }

  /// One row of a Markdown table for each run, without heading, for tables of several commands.
  List<String> markdown() {
    return result.runs().stream()
        .map(
            run ->
                "| "
                    + table()
                    + " | "
                    + String.join(" | ", cells(run, Markdown.text(run.label())))
                    + " |")
        .toList();
  }

  private List<String> summary(boolean traced) {
    List<String> lines = new ArrayList<>();
    lines.add("table    " + table() + ", run by " + backend.backend().name() + rules());
    chosen(backend).ifPresent(lines::add);
    if (!result.request().exact()) {
      lines.add(RunText.WITHOUT_EXACT);
    }
    lines.add("");
    TextTable rows =
        new TextTable(
            "<matrix",
            "<precision",
            "<verdict",
            "<singular values",
            "<" + RunText.error(result.request().function()),
            "<off by");
    for (ValidationRun run : result.runs()) {
      rows.row(cells(run, text(run).label()).toArray(String[]::new));
    }
    lines.addAll(rows.lines());
    for (ValidationRun run : result.runs()) {
      lines.addAll(remarks(run, traced));
    }
    return lines;
  }

  /// What is to be said of a run beside its row, an empty line before each remark.
  private List<String> remarks(ValidationRun run, boolean traced) {
    List<String> lines = new ArrayList<>();
    String name = text(run).label() + ", " + precision(run);
    String symmetrized = text(run).symmetrized();
    if (!symmetrized.isEmpty()) {
      lines.addAll(List.of("", text(run).label() + symmetrized));
    }
    text(run).below().ifPresent(below -> lines.addAll(List.of("", name + ": " + below)));
    if (run.verdict().outside()) {
      lines.addAll(List.of("", name + ": " + text(run).verdict()));
    }
    if (traced) {
      lines.addAll(List.of("", name));
      lines.addAll(text(run).trace());
    }
    return lines;
  }

  private static List<String> cells(ValidationRun run, String label) {
    String verdict =
        VerdictWords.Kind.of(run.verdict()).words()
            + (run.leftAt().isPresent() ? ", step " + run.leftAt().getAsInt() : "");
    return switch (run.outcome()) {
      case RunOutcome.Measured(Measures measures, double _) ->
          List.of(
              label,
              precision(run),
              verdict,
              Numbers.range(measures.singularValues()),
              Numbers.brief(measures.worstError()),
              Numbers.size(measures.deviation()));
      case RunOutcome.Overflowed _ -> List.of(label, precision(run), verdict, "overflow", "", "");
    };
  }

  private RunText text(ValidationRun run) {
    return new RunText(run, result.certificate());
  }

  private String table() {
    return result.request().table().name();
  }

  /// Why this machine's own backend was chosen, if it was.
  static Optional<String> chosen(BackendChoice backend) {
    return backend.ofThisMachine()
        ? backend.reason().map(reason -> "backend  chosen: " + MessageText.line(reason))
        : Optional.empty();
  }

  /// How runs were rounded, where it is not by fused operations.
  private String rules() {
    RoundingRules rounding = result.request().rounding();
    return rounding.equals(RoundingRules.FUSED) ? "" : ", " + rounding.name();
  }

  private static String precision(ValidationRun run) {
    return RunText.formats(run.iteration());
  }
}
