package org.alternant.cli.tables;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.SurvivalWords;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.audit.Origin;
import org.alternant.solver.audit.TableAudit;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.toolkit.audit.AuditReport;

/// An audit for scripts.
final class AuditJson {

  private AuditJson() {}

  static JsonObject of(AuditReport report, RoundingRules rules, List<AuditRule.Answer> answers) {
    JsonObject node = of(report, rules);
    if (!answers.isEmpty()) {
      JsonArray checks = node.putArray("checks");
      answers.forEach(
          answer ->
              checks
                  .addObject()
                  .put("rule", answer.rule())
                  .put("found", answer.found())
                  .put("passed", answer.passed()));
    }
    return node;
  }

  private static JsonObject of(AuditReport report, RoundingRules rules) {
    TableAudit audit = report.findings();
    JsonObject node = new JsonObject();
    node.put("table", report.request().table().name());
    node.set("input", TableWriter.toJson(audit.input()));
    node.set("worstCaseError", errorToJson(audit.outcome()));
    if (!audit.isDetermined()) {
      node.put("undetermined", true);
    }
    if (report.resemblesCap()) {
      node.put("resembles", "clip");
    }
    origin(node.putObject("origin"), audit.origin());
    JsonObject digits = node.putObject("digits").put("decimals", audit.decimals());
    JsonObject rounded = digits.putObject("worstCaseErrorRoundedTo");
    audit.rounded().forEach((name, worst) -> rounded.set(name, errorToJson(worst)));
    JsonObject range = node.putObject("safeRange");
    // An upper end that is null is one beyond all that are looked for.
    if (!(audit.outcome() instanceof Undetermined)) {
      Output.put(range, "signSafeUpper", audit.signSafeUpper());
      Output.put(range, "unitErrorUpper", audit.unitErrorUpper());
    }
    SurvivalWords.toJson(node, AuditText.survival(report, rules), rules);
    use(node.putObject("use"), audit);
    CostReport.toJson(node, report);
    return node;
  }

  private static void use(JsonObject use, TableAudit audit) {
    audit
        .continued()
        .forEach(
            (rule, images) -> {
              JsonArray array = use.putArray(EnumIds.of(rule));
              images.forEach(image -> array.add(imageToJson(image)));
            });
    JsonArray firstRows = use.putArray("firstRows");
    audit.firstRows().forEach(image -> firstRows.add(errorToJson(image)));
    JsonArray lastRows = use.putArray("lastRows");
    audit.lastRows().forEach(image -> lastRows.add(errorToJson(image)));
    use.set(
        "redesigned", audit.redesigned().map(AuditJson::errorToJson).orElse(new JsonValue.Null()));
  }

  private static void origin(JsonObject node, Origin origin) {
    if (origin.determined()) {
      node.put("agrees", origin.recipe().isPresent());
    } else {
      node.putNull("agrees");
    }
    if (origin.closest().isEmpty()) {
      node.putNull("deviation");
    } else {
      Origin.Recipe recipe = origin.closest().get();
      DesignRequest request = recipe.request();
      node.put("deviation", recipe.deviation())
          .put("lower", request.lower())
          .put("cushion", request.cushion())
          .put("safetyFactor", request.safetyFactor())
          .put("safetyPlacement", EnumIds.of(request.safetyPlacement()))
          .put("bakedInto", EnumIds.of(recipe.bakedInto()))
          .put("lastRowFactor", recipe.lastFactor());
      node.set("lowerFrom", end(recipe, Interval::lower));
      node.set("lowerTo", end(recipe, Interval::upper));
    }
    JsonArray rows = node.putArray("rows");
    origin
        .shapes()
        .forEach(
            (row, shape) ->
                rows.addObject()
                    .put("row", row)
                    .put("ratio", shape.ratio())
                    .put("scale", shape.scale())
                    .put("factor", shape.factor())
                    .put("residual", shape.residual()));
  }

  private static JsonValue end(Origin.Recipe recipe, ToDoubleFunction<Interval> end) {
    return recipe
        .lowerEnds()
        .<JsonValue>map(ends -> new JsonValue.Numeric(end.applyAsDouble(ends)))
        .orElseGet(JsonValue.Null::new);
  }

  private static JsonValue errorToJson(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> new JsonValue.Numeric(enclosed.worstError());
      case Overflow _, Undetermined _ -> new JsonValue.Null();
    };
  }

  private static JsonValue imageToJson(ImageOutcome outcome) {
    return switch (outcome) {
      case ImageOutcome.Enclosed enclosed -> TableWriter.toJson(enclosed.image());
      case Overflow _, Undetermined _ -> new JsonValue.Null();
    };
  }
}
