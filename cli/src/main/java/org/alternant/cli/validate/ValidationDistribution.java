package org.alternant.cli.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;

/// What many seeds give in one precision.
final class ValidationDistribution {

  private static final double[] QUANTILES = {0, 0.5, 0.9, 0.99, 1};

  private final MatrixIteration iteration;
  private final Map<Verdict.Kind, Integer> verdicts = new EnumMap<>(Verdict.Kind.class);
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> deviations = new ArrayList<>();
  private final List<Double> distances = new ArrayList<>();
  private int overflows;
  private long worstSeed;
  private String firstOutside = "";

  ValidationDistribution(MatrixIteration iteration) {
    this.iteration = iteration;
  }

  void add(long seed, Validation run) {
    verdicts.merge(run.verdict().kind(), 1, Integer::sum);
    if (run.verdict().outside() && firstOutside.isEmpty()) {
      firstOutside = "seed " + seed + ": " + run.verdict().reason();
    }
    Measures measures = run.measures();
    if (measures == null) {
      overflows++;
      return;
    }
    if (errors.stream().allMatch(error -> error < measures.worstError())) {
      worstSeed = seed;
    }
    errors.add(measures.worstError());
    deviations.add(measures.deviation());
    distances.add(measures.distance());
  }

  boolean anyOutside() {
    return verdicts.containsKey(Verdict.Kind.OUTSIDE);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    verdicts.forEach((kind, count) -> counts.add(count + " " + kind.words()));
    lines.add("");
    lines.add(EnumIds.of(iteration.precision()) + ": " + String.join(", ", counts));
    if (!errors.isEmpty()) {
      TextTable table = new TextTable("<", "least", "median", "90%", "99%", "largest");
      row(table, "worst |1-σ|", errors);
      row(table, "off the exact image", deviations);
      row(table, "distance to the exact function", distances);
      lines.addAll(table.lines());
      lines.add("largest worst |1-σ| by seed " + worstSeed);
    }
    if (overflows > 0) {
      lines.add(overflows + " overflowed");
    }
    if (!firstOutside.isEmpty()) {
      lines.add("first outside: " + firstOutside);
    }
    return lines;
  }

  private static void row(TextTable table, String name, List<Double> values) {
    List<String> cells = new ArrayList<>(List.of(name));
    for (double quantile : QUANTILES) {
      cells.add(Numbers.brief(quantile(values, quantile)));
    }
    table.row(cells.toArray(String[]::new));
  }

  /// The smallest value that at least this share of all does not exceed.
  private static double quantile(List<Double> values, double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }

  static JsonObject toJson(String table, List<ValidationDistribution> distributions) {
    JsonObject node = new JsonObject();
    node.put("table", table);
    JsonArray array = node.putArray("distributions");
    for (ValidationDistribution distribution : distributions) {
      JsonObject one = array.addObject();
      one.put("precision", EnumIds.of(distribution.iteration.precision()));
      JsonObject counts = one.putObject("verdicts");
      for (Verdict.Kind kind : Verdict.Kind.values()) {
        counts.put(kind.id(), distribution.verdicts.getOrDefault(kind, 0));
      }
      one.put("overflowed", distribution.overflows);
      one.put("worstSeed", distribution.worstSeed);
      if (!distribution.errors.isEmpty()) {
        put(one.putObject("worstError"), distribution.errors);
        put(one.putObject("deviation"), distribution.deviations);
        put(one.putObject("distance"), distribution.distances);
      }
    }
    return node;
  }

  private static void put(JsonObject node, List<Double> values) {
    node.put("least", quantile(values, 0));
    node.put("median", quantile(values, 0.5));
    node.put("quantile90", quantile(values, 0.9));
    node.put("quantile99", quantile(values, 0.99));
    node.put("largest", quantile(values, 1));
  }
}
