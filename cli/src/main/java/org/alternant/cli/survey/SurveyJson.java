package org.alternant.cli.survey;

import org.alternant.cli.status.Errors;
import org.alternant.cli.text.Output;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.design.MatrixSpectrum.Bin;
import org.alternant.toolkit.design.MatrixSpectrum.Histogram;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyTask;
import org.alternant.toolkit.survey.SurveyedGroup;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.survey.SurveyedMatrix;
import org.alternant.toolkit.trial.TableTrials.Row;

/// A survey for a program to read.
final class SurveyJson {

  /// Of half a decade each: 20 decades.
  private static final int MOST_BINS = 40;

  private SurveyJson() {}

  static JsonObject of(Survey survey) {
    JsonObject node = new JsonObject();
    SurveyTask task = survey.task();
    node.put("groupedBy", EnumIds.of(task.grouping()));
    node.put("quantile", task.quantile());
    node.put("precision", EnumIds.of(task.precision()));
    RecommendTask tables = task.tables();
    if (tables != null) {
      node.put("budget", tables.budget());
      node.put("rounding", tables.rounding().name());
    }
    node.set("whole", of(survey.whole()));
    JsonArray groups = node.putArray("groups");
    survey.groups().forEach(group -> groups.add(of(group)));
    JsonArray matrices = node.putArray("matrices");
    survey.matrices().forEach(matrix -> matrices.add(of(matrix)));
    JsonArray leftOut = node.putArray("leftOut");
    survey.leftOut().forEach(leftOut::add);
    JsonArray failures = node.putArray("failures");
    for (Survey.Failure failure : survey.failures()) {
      failures
          .addObject()
          .put("file", failure.file().toString())
          .put("reason", Errors.reason(failure.reason()));
    }
    return node;
  }

  private static JsonObject of(SurveyedGroup group) {
    JsonObject node = new JsonObject();
    node.put("kind", group.kind());
    node.put("matrices", group.spectrum().matrices());
    JsonArray shapes = node.putArray("shapes");
    group.spectrum().shapes().forEach(shape -> put(shapes.addObject(), shape));
    node.put("singularValues", group.spectrum().ascending().size());
    node.put("smallest", group.spectrum().smallest());
    node.put("largest", group.spectrum().largest());
    Output.put(node, "lower", group.lower());
    node.put("coherence", group.spectrum().coherence());
    node.put("effectiveShare", group.effectiveShare());
    node.put("hidden", group.hidden());
    Histogram histogram = group.spectrum().histogram(MOST_BINS);
    JsonArray bins = node.putArray("histogram");
    for (Bin bin : histogram.bins()) {
      bins.addObject().put("from", bin.from()).put("count", bin.count());
    }
    node.put("smaller", histogram.smaller());
    JsonArray inUse = node.putArray("inUse");
    for (ComparedTable row : group.inUse()) {
      JsonObject table = inUse.addObject();
      table.put("name", row.table().name());
      table.put("products", row.products());
      Output.putFinite(table, "worstCaseError", row.error());
    }
    Advice advice = group.advice();
    if (advice != null) {
      node.set("advice", of(advice));
    }
    if (!group.sampled().isEmpty()) {
      node.set("sampled", sampled(group));
    }
    return node;
  }

  /// Errors of runs; null where one was not finite.
  private static JsonArray sampled(SurveyedGroup group) {
    JsonArray tables = new JsonArray();
    for (SurveyedGroup.Sampled row : group.sampled()) {
      JsonArray errors = tables.addObject().put("name", row.table().name()).putArray("errors");
      for (double error : row.errors()) {
        if (Double.isFinite(error)) {
          errors.add(error);
        } else {
          errors.addNull();
        }
      }
    }
    return tables;
  }

  private static JsonObject of(Advice advice) {
    JsonObject node = new JsonObject();
    node.put("from", advice.from());
    if (advice.outcome() instanceof Recommended recommended) {
      node.put("shipped", recommended.shipped());
      put(node, "measured", recommended.chosen());
      node.set("table", TableWriter.toJson(recommended.chosen().table()));
      JsonArray inUse = node.putArray("inUse");
      for (Row row : recommended.inUse()) {
        JsonObject used = inUse.addObject().put("name", row.table().name());
        used.put("products", row.products());
        put(used, "measured", row);
      }
    }
    if (advice.common() != null) {
      put(node, "tableForAll", advice.common());
    }
    return node;
  }

  private static void put(JsonObject node, String field, Row row) {
    node.set(field, TableWriter.toJson(row.measured()));
  }

  private static void put(JsonObject node, MatrixShape shape) {
    node.put("rows", shape.rows()).put("columns", shape.columns());
  }

  private static JsonObject of(SurveyedMatrix matrix) {
    JsonObject node = new JsonObject();
    node.put("name", matrix.name());
    put(node, matrix.shape());
    Output.putFinite(node, "frobeniusNorm", matrix.frobeniusNorm());
    JsonArray quantiles = node.putArray("quantiles");
    for (int i = 0; i < SurveyedMatrix.SHARES.size(); i++) {
      quantiles
          .addObject()
          .put("share", SurveyedMatrix.SHARES.get(i))
          .put("value", matrix.quantiles().get(i));
    }
    node.put("coherence", matrix.coherence());
    node.put("effectiveRank", matrix.effectiveRank());
    node.put("hidden", matrix.hidden());
    return node;
  }
}
