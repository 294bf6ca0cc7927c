package org.alternant.cli.validate;

import java.util.List;
import java.util.Optional;
import org.alternant.cli.text.Output;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.toolkit.validate.Allowance;
import org.alternant.toolkit.validate.BackendChoice;
import org.alternant.toolkit.validate.BelowInterval;
import org.alternant.toolkit.validate.RunOutcome;
import org.alternant.toolkit.validate.ValidationResult;
import org.alternant.toolkit.validate.ValidationRun;

/// The runs of `validate` as JSON. A number beyond binary64, such as a residual of entries near
/// 1e200, is null.
///
/// @param result at least one run
/// @param backend what computed
/// @param listed whether all singular values are listed, not only the smallest and the largest
record RunJson(ValidationResult result, BackendChoice backend, boolean listed) {

  /// An object for one run, an array for several.
  JsonValue toJson() {
    if (result.runs().size() == 1) {
      return toJson(result.runs().getFirst());
    }
    JsonArray array = new JsonArray();
    result.runs().forEach(run -> array.add(toJson(run)));
    return array;
  }

  private JsonObject toJson(ValidationRun run) {
    JsonObject node = new JsonObject();
    node.put("table", result.request().table().name());
    node.put("matrix", run.label());
    node.put("backend", backend.backend().name());
    backend.reason().ifPresent(reason -> node.put("backendReason", reason));
    putIteration(node, run.iteration());
    node.put("rows", run.rows());
    node.put("columns", run.columns());
    if (run.asymmetry() != 0) {
      node.put("asymmetry", run.asymmetry());
    }
    node.put("steps", run.iteration().steps().size());
    if (!result.request().exact()) {
      node.put("exact", false);
    }
    putVerdict(node, run);
    switch (run.outcome()) {
      case RunOutcome.Measured(Measures measures, double _) -> {
        put(node, measures);
        putBelow(node, run, measures);
      }
      case RunOutcome.Overflowed _ -> node.putNull("measured");
    }
    put(node, "certified", result.certificate());
    put(node, "certifiedForMatrix", run.judgement().certificate());
    Allowance allowance = run.judgement().allowance();
    Output.putFinite(node, "allowance", allowance.size());
    node.put("allowanceCoversAllSteps", allowance.coversAllSteps());
    if (!run.trace().isEmpty()) {
      JsonArray trace = node.putArray("trace");
      run.trace().forEach(step -> put(trace.addObject(), step));
    }
    node.put("products", run.cost().products());
    node.put("batch", run.batch());
    node.put(
        "seconds",
        run.outcome() instanceof RunOutcome.Measured(Measures _, double seconds) ? seconds : 0.0);
    return node;
  }

  private static void putIteration(JsonObject node, MatrixIteration iteration) {
    putFormats(node, iteration);
    node.put("function", EnumIds.of(iteration.function()));
    if (iteration.function() == MatrixFunction.INVERSE_ROOT) {
      node.put("root", iteration.root());
    }
    if (iteration.damping() != 0) {
      node.put("damping", iteration.damping());
    }
    if (iteration.form() instanceof Form.Gram gram) {
      node.put("form", "gram");
      JsonArray restarts = node.putArray("restarts");
      gram.restarts().forEach(restarts::add);
    } else {
      node.put("form", "standard");
    }
    TableWriter.putRounding(node, iteration.rounding());
  }

  /// The format, and those of the steps where these are several.
  static void putFormats(JsonObject node, MatrixIteration iteration) {
    node.put("precision", EnumIds.of(iteration.precision()));
    Output.putFormats(node, iteration.steps(), iteration.precision());
  }

  private void put(JsonObject node, Measures measures) {
    putRange(node, "inputSingularValues", measures.inputSingularValues());
    putRange(node, "singularValues", measures.singularValues());
    putRange(node, "exactImage", measures.scalarImage());
    Output.putFinite(node.putObject("measured"), "worstError", measures.worstError());
    Output.putFinite(node, "deviation", measures.deviation());
    Output.putFinite(node, "roundingAllowance", measures.roundingAllowance());
    boolean clips = result.request().function() == MatrixFunction.CLIP;
    Output.putFinite(node, clips ? "normExcess" : "orthogonalityError", measures.residual());
    measures
        .distance()
        .ifPresentOrElse(
            distance -> Output.putFinite(node, "distance", distance),
            () -> node.putNull("distance"));
    node.put("unresolved", measures.unresolved());
    measures
        .flipped()
        .ifPresentOrElse(flipped -> node.put("flipped", flipped), () -> node.putNull("flipped"));
  }

  private static void putVerdict(JsonObject node, ValidationRun run) {
    node.put("verdict", VerdictWords.Kind.of(run.verdict()).id());
    node.put("reason", VerdictWords.reason(run.verdict(), run.iteration().function()));
    if (run.leftAt().isPresent()) {
      node.put("leftAtStep", run.leftAt().getAsInt());
    } else {
      node.putNull("leftAtStep");
    }
  }

  private void putBelow(JsonObject node, ValidationRun run, Measures measures) {
    if (run.iteration().function().actsOnSingularValues()) {
      result
          .certificate()
          .flatMap(own -> BelowInterval.of(measures, own.input().lower()))
          .ifPresent(below -> put(node.putObject("belowInterval"), below));
    }
  }

  private static void put(JsonObject node, BelowInterval below) {
    node.put("count", below.count());
    Output.putFinite(node, "smallest", below.smallest());
    node.set("images", TableWriter.toJson(below.images()));
    below.others().ifPresent(others -> node.set("imagesOfOthers", TableWriter.toJson(others)));
  }

  private void putRange(JsonObject node, String field, List<Double> descending) {
    JsonObject range = node.putObject(field);
    Output.putFinite(range, "min", descending.getLast());
    Output.putFinite(range, "max", descending.getFirst());
    if (listed) {
      JsonArray all = range.putArray("all");
      descending.forEach(value -> Output.addFinite(all, value));
    }
  }

  private static void put(JsonObject node, String field, Optional<Certificate> proved) {
    if (proved.isEmpty()) {
      node.putNull(field);
      return;
    }
    Certificate certificate = proved.get();
    JsonObject certified = node.putObject(field);
    certified.put("worstCaseError", certificate.worstCaseError());
    certified.set("input", TableWriter.toJson(certificate.input()));
    certified.set("output", TableWriter.toJson(certificate.output()));
  }
}
