package org.alternant.coefficients.format;

import java.util.List;
import org.alternant.coefficients.DesignSearch.Rate;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.RoundingRules.Storage;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;

/// Reads what a table says of runs on sample matrices.
final class RunsReader {

  private RunsReader() {}

  static TrialRuns trial(JsonCursor json) {
    json.allow(
        List.of(
            "precision",
            "precisions",
            "epilogue",
            "storage",
            "runtime",
            "room",
            "shapes",
            "matrices",
            "seed"));
    List<Precision> precisions =
        json.find(
            "precisions", list -> list.elements().stream().map(TableReader::precision).toList());
    return json.construct(
        () ->
            new TrialRuns(
                TableReader.precision(json.get("precision")),
                precisions,
                rounding(json),
                json.get("room").number(),
                shapes(json.get("shapes")),
                json.get("matrices").integer(),
                json.get("seed").integer()));
  }

  static List<Rate> rates(JsonCursor json) {
    return json.elements().stream().map(RunsReader::rate).toList();
  }

  private static Rate rate(JsonCursor json) {
    json.allow(List.of("precision", "rate"));
    return json.construct(
        () -> new Rate(TableReader.precision(json.get("precision")), json.get("rate").number()));
  }

  private static RoundingRules rounding(JsonCursor json) {
    Storage storage = json.find("storage", it -> it.choice(Storage.class));
    return json.construct(
        () ->
            new RoundingRules(
                json.get("epilogue").choice(Epilogue.class),
                storage == null ? Storage.FORMAT : storage,
                json.find("runtime", it -> it.choice(TargetRuntime.class))));
  }

  static Measured measured(JsonCursor json) {
    json.allow(
        List.of(
            "precision",
            "epilogue",
            "storage",
            "runtime",
            "seed",
            "matrices",
            "kinds",
            "shapes",
            "worstError",
            "medianError",
            "structured"));
    return json.construct(
        () ->
            new Measured(
                json.get("precision").choice(Precision.class),
                rounding(json),
                json.get("seed").integer(),
                json.get("matrices").integer(),
                json.get("kinds").elements().stream()
                    .map(kind -> kind.choice(TrialRuns.Kind.class))
                    .toList(),
                shapes(json.get("shapes")),
                json.find("worstError", JsonCursor::number),
                json.find("medianError", JsonCursor::number),
                json.find("structured", RunsReader::structured)));
  }

  private static Measured.Structured structured(JsonCursor json) {
    json.allow(List.of("matrices", "largest"));
    return json.construct(
        () ->
            new Measured.Structured(
                json.get("matrices").integer(), json.find("largest", JsonCursor::number)));
  }

  private static List<MatrixShape> shapes(JsonCursor json) {
    return json.elements().stream().map(RunsReader::onlyShape).toList();
  }

  private static MatrixShape onlyShape(JsonCursor json) {
    json.allow(List.of("rows", "columns"));
    return json.construct(() -> TableReader.shape(json));
  }

  /// What a model of rounding assumes.
  static RoundingAssumptions assumptions(JsonCursor json) {
    json.allow(List.of("precision", "rows", "columns", "coherence", "slack", "lowerSlack"));
    return json.construct(
        () ->
            new RoundingAssumptions(
                json.get("precision").choice(Precision.class),
                TableReader.shape(json),
                json.get("coherence").number(),
                json.get("slack").number(),
                json.get("lowerSlack").number()));
  }
}
