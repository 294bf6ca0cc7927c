package org.alternant.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.toolkit.validate.Quantiles;
import org.alternant.toolkit.validate.ValidationDistribution;
import org.alternant.toolkit.validate.ValidationDistribution.Figures;

/// What `validate --repeat` prints.
///
/// @param table the table's name
/// @param distributions one for each precision
record DistributionReport(String table, List<ValidationDistribution> distributions) {

  private static final double[] SHARES = {0, 0.5, 0.9, 0.99, 1};

  /// Text.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("table    " + table);
    distributions.forEach(distribution -> lines.addAll(lines(distribution)));
    return lines;
  }

  private static List<String> lines(ValidationDistribution distribution) {
    List<String> counts = new ArrayList<>();
    for (VerdictWords.Kind kind : VerdictWords.Kind.values()) {
      int count = distribution.count(kind.type());
      if (count > 0) {
        counts.add(count + " " + kind.words());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(RunText.how(distribution.iteration()) + ": " + String.join(", ", counts));
    distribution
        .worst()
        .ifPresent(
            worst -> {
              TextTable rows = new TextTable("<", "least", "median", "90%", "99%", "largest");
              row(rows, "worst |1-σ|", distribution.quantiles(Figures::worstError));
              row(rows, "off the exact image", distribution.quantiles(Figures::deviation));
              row(rows, "distance to the exact function", distribution.distances());
              lines.addAll(rows.lines());
              lines.add("largest worst |1-σ| by seed " + worst.seed());
              if (distribution.distances().isEmpty()) {
                lines.add(RunText.WITHOUT_EXACT);
              }
            });
    if (distribution.overflowed() > 0) {
      lines.add(distribution.overflowed() + " overflowed");
    }
    distribution
        .firstOutside()
        .ifPresent(
            run ->
                lines.add(
                    "first outside: seed "
                        + run.seed()
                        + ": "
                        + VerdictWords.reason(run.verdict(), distribution.iteration().function())));
    return lines;
  }

  private static void row(TextTable rows, String name, Optional<Quantiles> measured) {
    measured.ifPresent(
        quantiles -> {
          List<String> cells = new ArrayList<>(List.of(name));
          for (double share : SHARES) {
            cells.add(Numbers.brief(quantiles.at(share)));
          }
          rows.row(cells.toArray(String[]::new));
        });
  }

  /// JSON.
  JsonObject toJson() {
    JsonObject node = new JsonObject();
    node.put("table", table);
    JsonArray array = node.putArray("distributions");
    for (ValidationDistribution distribution : distributions) {
      JsonObject one = array.addObject();
      RunJson.putFormats(one, distribution.iteration());
      TableWriter.putRounding(one, distribution.iteration().rounding());
      JsonObject counts = one.putObject("verdicts");
      for (VerdictWords.Kind kind : VerdictWords.Kind.values()) {
        counts.put(kind.id(), distribution.count(kind.type()));
      }
      one.put("overflowed", distribution.overflowed());
      distribution
          .worst()
          .ifPresentOrElse(run -> one.put("worstSeed", run.seed()), () -> one.putNull("worstSeed"));
      put(one, "worstError", distribution.quantiles(Figures::worstError));
      put(one, "deviation", distribution.quantiles(Figures::deviation));
      put(one, "distance", distribution.distances());
    }
    return node;
  }

  private static void put(JsonObject parent, String field, Optional<Quantiles> measured) {
    measured.ifPresent(
        quantiles -> {
          JsonObject node = parent.putObject(field);
          Output.putFinite(node, "least", quantiles.at(0));
          Output.putFinite(node, "median", quantiles.at(0.5));
          Output.putFinite(node, "quantile90", quantiles.at(0.9));
          Output.putFinite(node, "quantile99", quantiles.at(0.99));
          Output.putFinite(node, "largest", quantiles.at(1));
        });
  }
}
