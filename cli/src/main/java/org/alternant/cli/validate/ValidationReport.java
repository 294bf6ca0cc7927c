package org.alternant.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alternant.cli.options.Certification;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.Epilogue;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.solver.certificate.TableCertifier;
import org.jspecify.annotations.Nullable;

/// How runs of `validate` are shown.
///
/// @param table the table
/// @param backend what computed
/// @param runs at least one
record ValidationReport(CoefficientTable table, String backend, List<Validation> runs) {

  /// Text: one run in full, several as a line each.
  List<String> lines(boolean traced) {
    return runs.size() == 1 ? full(runs.getFirst(), traced) : summary(traced);
  }

  private List<String> summary(boolean traced) {
    List<String> lines = new ArrayList<>();
    lines.add("table    " + table.name() + ", run by " + backend);
    lines.add("");
    TextTable rows =
        new TextTable(
            "<matrix", "<precision", "<verdict", "<singular values", "<worst |1-σ|", "<off by");
    for (Validation run : runs) {
      rows.row(cells(run).toArray(String[]::new));
    }
    lines.addAll(rows.lines());
    for (Validation run : runs) {
      if (run.verdict().outside()) {
        lines.add("");
        lines.add(run.label() + ", " + precision(run) + ": " + verdict(run));
      }
      if (traced) {
        lines.add("");
        lines.add(run.label() + ", " + precision(run));
        lines.addAll(trace(run));
      }
    }
    return lines;
  }

  private static List<String> cells(Validation run) {
    Measures measures = run.measures();
    return List.of(
        run.label(),
        precision(run),
        run.verdict().kind().words() + (run.leftAt() > 0 ? ", step " + run.leftAt() : ""),
        measures == null ? "overflow" : Numbers.range(measures.singularValues()),
        measures == null ? "" : Numbers.brief(measures.worstError()),
        measures == null ? "" : Numbers.size(measures.deviation()));
  }

  /// One row of a Markdown table for each run, without heading, for tables of several commands.
  List<String> markdown() {
    return runs.stream()
        .map(run -> "| " + table.name() + " | " + String.join(" | ", cells(run)) + " |")
        .toList();
  }

  private List<String> full(Validation run, boolean traced) {
    List<String> lines = new ArrayList<>();
    MatrixIteration iteration = run.iteration();
    IterationCost cost = IterationCost.of(iteration.steps(), iteration.form());
    Measures measures = run.measures();
    lines.add("table    " + table.name() + ", " + iteration.steps().size() + " steps");
    lines.add(
        "matrix   "
            + run.label()
            + ", "
            + run.rows()
            + "×"
            + run.columns()
            + switch (iteration.normalization().norm()) {
              case NONE -> ", taken as it is";
              case FROBENIUS -> ", divided by its Frobenius norm";
            }
            + (measures == null
                ? ""
                : "; "
                    + values(iteration.function())
                    + " in "
                    + Numbers.range(measures.inputSingularValues())));
    lines.add("run      " + backend + ", " + how(iteration) + speed(run, cost));
    lines.add("");
    if (measures != null) {
      lines.addAll(results(run, measures));
      lines.add("");
    }
    if (traced) {
      lines.addAll(trace(run));
      lines.add("");
    }
    lines.add(verdict(run));
    return lines;
  }

  private static String values(MatrixFunction function) {
    return switch (function) {
      case POLAR -> "singular values";
      case SIGN -> "magnitudes of eigenvalues";
      case SQRT, INVSQRT -> "square roots of eigenvalues";
    };
  }

  private static String how(MatrixIteration iteration) {
    String form =
        switch (iteration.form()) {
          case Form.Standard _ -> "";
          case Form.Gram gram ->
              ", Gram form "
                  + (gram.restarts().isEmpty()
                      ? "without restart"
                      : "restarted after step " + joined(gram.restarts()));
        };
    String function =
        iteration.function() == MatrixFunction.POLAR ? "" : ", " + EnumIds.of(iteration.function());
    String epilogue = iteration.epilogue() == Epilogue.FUSED ? "" : ", unfused";
    return EnumIds.of(iteration.precision()) + function + form + epilogue;
  }

  private static String joined(List<Integer> restarts) {
    return String.join(", ", restarts.stream().map(String::valueOf).toList());
  }

  private static String speed(Validation run, IterationCost cost) {
    if (run.seconds() == 0 || run.iteration().function() != MatrixFunction.POLAR) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "; %d products%s in %s s: %s per second, %.1f GFLOP/s",
        cost.products(),
        run.batch() == 1 ? "" : " × " + run.batch() + " matrices",
        Numbers.size(run.seconds()),
        Numbers.brief(cost.products() * run.batch() / run.seconds()),
        cost.operations(new MatrixShape(run.rows(), run.columns()))
            * run.batch()
            / run.seconds()
            * 1e-9);
  }

  private List<String> results(Validation run, Measures measures) {
    TextTable rows =
        new TextTable(
            "<",
            "<singular values",
            "<worst |1-σ|",
            "<" + residual(run.iteration().function()),
            "<‖X-exact‖_F");
    rows.row(
        "measured",
        Numbers.range(measures.singularValues()),
        Numbers.brief(measures.worstError()),
        Numbers.brief(measures.residual()),
        Numbers.brief(measures.distance()));
    rows.row(
        "exact image",
        Numbers.range(measures.scalarImage()),
        measures.flipped() > 0 ? "" : Numbers.brief(error(measures.scalarImage())),
        "",
        "");
    Certificate own = run.verdict().certificate();
    if (own != null) {
      rows.row(
          "certified for this matrix",
          Numbers.brief(own.output()),
          Numbers.brief(own.worstCaseError()),
          "",
          "");
      if (run.verdict().allowance() > 0) {
        rows.row("with rounding", rounded(run.verdict(), own.output()), "", "", "");
      }
    }
    Certificate nominal = nominal(run.iteration());
    if (nominal != null) {
      rows.row(
          "certified on " + Numbers.brief(nominal.input()),
          Numbers.brief(nominal.output()),
          Numbers.brief(nominal.worstCaseError()),
          "",
          "");
    }
    List<String> lines = new ArrayList<>(rows.lines());
    if (measures.unresolved() > 0) {
      lines.add(
          measures.unresolved()
              + " of "
              + measures.singularValues().size()
              + " singular values are too small for "
              + precision(run)
              + " to resolve; the certificate is held against the others");
    }
    return lines;
  }

  private static String rounded(Verdict verdict, Interval image) {
    if (!verdict.bounded()) {
      return "no bound over all steps; the last adds " + Numbers.size(verdict.allowance());
    }
    return "± " + Numbers.size(verdict.allowance()) + " beyond " + Numbers.brief(image);
  }

  private static double error(List<Double> values) {
    return values.stream().mapToDouble(x -> Math.abs(1 - x)).max().orElse(0);
  }

  private static String residual(MatrixFunction function) {
    return switch (function) {
      case POLAR -> "‖XXᵀ-I‖_F";
      case SIGN -> "‖X²-I‖_F";
      case SQRT -> "‖X²-A‖_F/‖A‖_F";
      case INVSQRT -> "‖XAX-I‖_F";
    };
  }

  private static List<String> trace(Validation run) {
    Certificate own = run.verdict().certificate();
    TextTable rows =
        new TextTable(
            "step",
            "<singular values",
            "<certified for this matrix",
            "<worst |1-σ|",
            "<off by",
            "<rounding explains",
            "<" + residual(run.iteration().function()),
            "<‖X-exact‖_F");
    for (int t = 1; t <= run.trace().size(); t++) {
      Measures measures = run.trace().get(t - 1);
      rows.row(
          Integer.toString(t),
          Numbers.range(measures.singularValues()),
          own == null ? "" : Numbers.brief(own.steps().get(t - 1).image()),
          Numbers.brief(measures.worstError()),
          Numbers.size(measures.deviation()),
          measures.roundingAllowance() < Double.MAX_VALUE
              ? Numbers.size(measures.roundingAllowance())
              : "anything",
          Numbers.brief(measures.residual()),
          Numbers.brief(measures.distance()));
    }
    return rows.lines();
  }

  private static String verdict(Validation run) {
    return run.verdict().kind().words()
        + (run.leftAt() > 0 ? " from step " + run.leftAt() + " on" : "")
        + ": "
        + run.verdict().reason();
  }

  private static String precision(Validation run) {
    return EnumIds.of(run.iteration().precision());
  }

  /// What is proved about the steps that were run, for inputs the table was made for.
  private @Nullable Certificate nominal(MatrixIteration iteration) {
    return new TableCertifier(iteration.steps())
        .certify(Certification.nominalInput(table))
        .proved()
        .orElse(null);
  }

  /// JSON: an object for one run, an array for several.
  ///
  /// @param listed whether all singular values are listed, not only the smallest and the largest
  JsonValue toJson(boolean listed) {
    if (runs.size() == 1) {
      return toJson(runs.getFirst(), listed);
    }
    JsonArray array = new JsonArray();
    runs.forEach(run -> array.add(toJson(run, listed)));
    return array;
  }

  private JsonObject toJson(Validation run, boolean listed) {
    MatrixIteration iteration = run.iteration();
    JsonObject node = new JsonObject();
    node.put("table", table.name());
    node.put("matrix", run.label());
    node.put("backend", backend);
    node.put("precision", precision(run));
    node.put("function", EnumIds.of(iteration.function()));
    if (iteration.form() instanceof Form.Gram gram) {
      node.put("form", "gram");
      JsonArray restarts = node.putArray("restarts");
      gram.restarts().forEach(restarts::add);
    } else {
      node.put("form", "standard");
    }
    node.put("epilogue", EnumIds.of(iteration.epilogue()));
    node.put("rows", run.rows());
    node.put("columns", run.columns());
    node.put("steps", iteration.steps().size());
    node.put("verdict", run.verdict().kind().id());
    node.put("reason", run.verdict().reason());
    if (run.leftAt() > 0) {
      node.put("leftAtStep", run.leftAt());
    } else {
      node.putNull("leftAtStep");
    }
    Measures measures = run.measures();
    if (measures == null) {
      node.putNull("measured");
    } else {
      put(node, measures, listed);
    }
    put(node, "certified", nominal(iteration));
    put(node, "certifiedForMatrix", run.verdict().certificate());
    node.put("allowance", run.verdict().allowance());
    node.put("allowanceCoversAllSteps", run.verdict().bounded());
    if (!run.trace().isEmpty()) {
      JsonArray trace = node.putArray("trace");
      run.trace().forEach(step -> put(trace.addObject(), step, listed));
    }
    node.put("products", IterationCost.of(iteration.steps(), iteration.form()).products());
    node.put("batch", run.batch());
    node.put("seconds", run.seconds());
    return node;
  }

  private static void put(JsonObject node, Measures measures, boolean listed) {
    putRange(node, "inputSingularValues", measures.inputSingularValues(), listed);
    putRange(node, "singularValues", measures.singularValues(), listed);
    putRange(node, "exactImage", measures.scalarImage(), listed);
    node.putObject("measured").put("worstError", measures.worstError());
    node.put("deviation", measures.deviation());
    if (Double.isFinite(measures.roundingAllowance())) {
      node.put("roundingAllowance", measures.roundingAllowance());
    } else {
      node.putNull("roundingAllowance");
    }
    node.put("orthogonalityError", measures.residual());
    node.put("distance", measures.distance());
    node.put("unresolved", measures.unresolved());
    node.put("flipped", measures.flipped());
  }

  private static void putRange(
      JsonObject node, String field, List<Double> descending, boolean listed) {
    JsonObject range = node.putObject(field);
    range.put("min", descending.getLast()).put("max", descending.getFirst());
    if (listed) {
      JsonArray all = range.putArray("all");
      descending.forEach(all::add);
    }
  }

  private static void put(JsonObject node, String field, @Nullable Certificate certificate) {
    if (certificate == null) {
      node.putNull(field);
    } else {
      JsonObject certified = node.putObject(field);
      certified.put("worstCaseError", certificate.worstCaseError());
      certified.set("input", TableWriter.toJson(certificate.input()));
      certified.set("output", TableWriter.toJson(certificate.output()));
    }
  }
}
