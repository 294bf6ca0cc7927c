package org.alternant.cli.design;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import org.alternant.cli.text.Output;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import picocli.CommandLine.Model.CommandSpec;

/// What `design --pareto` prints: the least error at every cost, certified or measured.
final class FrontReport {

  private FrontReport() {}

  static void print(Designed designed, boolean json, CommandSpec spec) {
    DesignRequest request = Objects.requireNonNull(designed.table().design());
    if (json) {
      Output.json(spec, toJson(designed.choice(), request.input()));
    } else {
      PrintWriter out = spec.commandLine().getOut();
      lines(designed.choice()).forEach(out::println);
      out.flush();
    }
  }

  private static JsonObject toJson(Choice choice, Interval input) {
    return choice instanceof Choice.Tried tried
        ? TrialReport.toJson(tried, input)
        : SearchReport.toJson((Choice.Ranked) choice, input);
  }

  private static List<String> lines(Choice choice) {
    if (choice instanceof Choice.Tried tried) {
      return TrialReport.front(tried);
    }
    Choice.Ranked ranked = (Choice.Ranked) choice;
    return SearchReport.table(ranked.search(), ranked.front());
  }
}
