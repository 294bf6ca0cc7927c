package org.alternant.cli.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.toolkit.validate.Allowance;
import org.alternant.toolkit.validate.BackendChoice;
import org.alternant.toolkit.validate.BelowInterval;
import org.alternant.toolkit.validate.RunOutcome;
import org.alternant.toolkit.validate.ValidationRun;

/// One run as text, in full.
///
/// @param run the run
/// @param nominal what is proved about its steps on the interval that the table was made for
record RunText(ValidationRun run, Optional<Certificate> nominal) {

  /// What is not known where the exact function was left out.
  static final String WITHOUT_EXACT =
      "without the exact polar factor: distances from it, and lost signs, are not known";

  /// All lines.
  ///
  /// @param table the table's name
  /// @param backend what computed
  /// @param traced whether the measures after every step are shown
  List<String> lines(String table, BackendChoice backend, boolean traced) {
    List<String> lines = new ArrayList<>();
    lines.add("table    " + table + ", " + Numbers.count(run.iteration().steps().size(), "step"));
    lines.add("matrix   " + matrix());
    lines.add("run      " + backend.backend().name() + ", " + how(run.iteration()) + speed());
    RunLines.chosen(backend).ifPresent(lines::add);
    lines.add("");
    if (run.outcome() instanceof RunOutcome.Measured measured) {
      lines.addAll(results(measured.measures()));
      lines.add("");
    }
    if (traced) {
      lines.addAll(trace());
      lines.add("");
    }
    lines.add(verdict());
    return lines;
  }

  private String matrix() {
    MatrixIteration iteration = run.iteration();
    String scaled =
        switch (iteration.normalization().norm()) {
          case NONE -> ", taken as it is";
          case FROBENIUS -> ", divided by its Frobenius norm";
          case TRACE -> ", divided by its trace";
          case INFINITY -> ", divided by its largest row sum";
          case SCHATTEN_4 -> ", divided by |A^2|_F^(1/2)";
        };
    String damped =
        iteration.damping() == 0 ? "" : ", damped by " + Numbers.brief(iteration.damping());
    String range =
        switch (run.outcome()) {
          case RunOutcome.Measured(Measures measures, double _) ->
              "; "
                  + values(iteration.function())
                  + " in "
                  + Numbers.range(measures.inputSingularValues());
          case RunOutcome.Overflowed _ -> "";
        };
    return label()
        + ", "
        + run.rows()
        + "×"
        + run.columns()
        + symmetrized()
        + scaled
        + damped
        + range;
  }

  /// The matrix's name, which may be a file's.
  String label() {
    return MessageText.visible(run.label());
  }

  /// That the matrix was run as (A + Aᵀ)/2, if it was.
  String symmetrized() {
    return run.asymmetry() == 0
        ? ""
        : ", made symmetric (it was up to "
            + Numbers.size(run.asymmetry())
            + " of its largest entry)";
  }

  private static String values(MatrixFunction function) {
    return switch (function) {
      case POLAR, CLIP -> "singular values";
      case SIGN -> "magnitudes of eigenvalues";
      case SQRT, INVSQRT -> "square roots of eigenvalues";
      case INVERSE_ROOT -> "eigenvalues";
    };
  }

  /// The arithmetic, and what of the function and the form is not the usual.
  static String how(MatrixIteration iteration) {
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
        switch (iteration.function()) {
          case POLAR -> "";
          case INVERSE_ROOT, CLIP -> ", " + iteration.steps().getFirst().function().words();
          case SIGN, SQRT, INVSQRT -> ", " + EnumIds.of(iteration.function());
        };
    RoundingRules rounding = iteration.rounding();
    String rules = rounding.equals(RoundingRules.FUSED) ? "" : ", " + rounding.name();
    return formats(iteration) + function + form + rules;
  }

  /// The format, or those that the steps change between.
  static String formats(MatrixIteration iteration) {
    return iteration.inOneFormatEach().stream()
        .map(part -> EnumIds.of(part.precision()))
        .collect(Collectors.joining(" then "));
  }

  private static String joined(List<Integer> restarts) {
    return String.join(", ", restarts.stream().map(String::valueOf).toList());
  }

  private String speed() {
    if (!(run.outcome() instanceof RunOutcome.Measured(Measures _, double seconds))
        || seconds == 0
        || !run.iteration().function().actsOnSingularValues()) {
      return "";
    }
    IterationCost cost = run.cost();
    return String.format(
        Locale.ROOT,
        "; %d products%s in %s s: %s per second, %.1f GFLOP/s",
        cost.products(),
        run.batch() == 1 ? "" : " × " + run.batch() + " matrices",
        Numbers.size(seconds),
        Numbers.brief(cost.products() * run.batch() / seconds),
        cost.operations(new MatrixShape(run.rows(), run.columns())) * run.batch() / seconds * 1e-9);
  }

  private List<String> results(Measures measures) {
    TextTable rows =
        new TextTable(
            "<",
            "<" + compared(),
            "<" + error(run.iteration().function()),
            "<" + residual(),
            "<‖X-exact‖_F");
    rows.row(
        "measured",
        Numbers.range(measures.singularValues()),
        Numbers.brief(measures.worstError()),
        Numbers.brief(measures.residual()),
        distance(measures));
    rows.row(
        "exact image",
        Numbers.range(measures.scalarImage()),
        isUncompared(measures) ? "" : Numbers.brief(error(measures.scalarImage())),
        "",
        "");
    certified(rows);
    List<String> lines = new ArrayList<>(rows.lines());
    lines.addAll(notes(measures));
    return lines;
  }

  /// What the certificate is not held against, and what is not known.
  private List<String> notes(Measures measures) {
    List<String> lines = new ArrayList<>();
    // Of an inverse root the verdict says it.
    if (measures.unresolved() > 0 && run.iteration().function() != MatrixFunction.INVERSE_ROOT) {
      lines.add(
          measures.unresolved()
              + " of "
              + measures.singularValues().size()
              + " singular values are too small for "
              + EnumIds.of(run.iteration().precision())
              + " to resolve; the certificate is held against the others");
    }
    if (measures.distance().isEmpty()) {
      lines.add(WITHOUT_EXACT);
    }
    below(measures).ifPresent(lines::add);
    return lines;
  }

  /// What became of singular values that the table promises nothing of, if there are such.
  Optional<String> below() {
    return switch (run.outcome()) {
      case RunOutcome.Measured(Measures measures, double _) -> below(measures);
      case RunOutcome.Overflowed _ -> Optional.empty();
    };
  }

  private Optional<String> below(Measures measures) {
    return run.iteration().function().actsOnSingularValues()
        ? nominal.flatMap(own -> BelowInterval.of(measures, own.input().lower())).map(this::below)
        : Optional.empty();
  }

  private static String distance(Measures measures) {
    return measures.distance().isPresent()
        ? Numbers.brief(measures.distance().getAsDouble())
        : "not computed";
  }

  private String below(BelowInterval below) {
    double lower = nominal.orElseThrow().input().lower();
    return below.count()
        + " of "
        + Numbers.count(below.all(), "singular value")
        + (below.count() == 1 ? " is below " : " are below ")
        + MessageText.number(lower)
        + ", from where on the table is made, the smallest "
        + Numbers.brief(below.smallest())
        + "; "
        + (below.count() == 1 ? "it came out at " : "they came out in ")
        + (below.count() == 1
            ? Numbers.brief(below.images().upper())
            : Numbers.brief(below.images()))
        + below.others().map(others -> ", the others in " + Numbers.brief(others)).orElse("");
  }

  /// Whether the error of the exact image says nothing, or is not known from the image alone.
  private boolean isUncompared(Measures measures) {
    return measures.flipped().orElse(0) > 0 || run.iteration().function() == MatrixFunction.CLIP;
  }

  /// What is proved: for the matrix, and for all that the table was made for.
  private void certified(TextTable rows) {
    Allowance allowance = run.judgement().allowance();
    run.judgement()
        .certificate()
        .ifPresent(
            own -> {
              certified(rows, "certified for this matrix", own);
              if (allowance.size() > 0) {
                rows.row(rounded(allowance, own).toArray(String[]::new));
              }
            });
    nominal.ifPresent(
        certificate ->
            certified(rows, "certified on " + Numbers.exact(certificate.input()), certificate));
  }

  private static void certified(TextTable rows, String name, Certificate certificate) {
    rows.row(
        name,
        Numbers.brief(certificate.output()),
        Numbers.atMost(certificate.worstCaseError()),
        "",
        "");
  }

  /// What rounding may add: to the image, or to the error of a clip, which is what is judged.
  private List<String> rounded(Allowance allowance, Certificate own) {
    boolean clips = run.iteration().function() == MatrixFunction.CLIP;
    String more =
        "± "
            + Numbers.sizeAtMost(allowance.size())
            + " beyond "
            + (clips ? Numbers.atMost(own.worstCaseError()) : Numbers.brief(own.output()));
    String words =
        allowance.coversAllSteps()
            ? more
            : "no bound over all steps; the last adds " + Numbers.sizeAtMost(allowance.size());
    return List.of("with rounding", clips ? "" : words, clips ? words : "", "", "");
  }

  private static double error(List<Double> values) {
    return values.stream().mapToDouble(x -> Math.abs(1 - x)).max().orElse(0);
  }

  /// What the certificate is held against.
  private String compared() {
    return run.iteration().function() == MatrixFunction.INVERSE_ROOT
        ? "eigenvalues of A^(1/" + run.iteration().root() + ") X"
        : "singular values";
  }

  private String residual() {
    return switch (run.iteration().function()) {
      case POLAR -> "‖XXᵀ-I‖_F";
      case CLIP -> "‖X‖₂ beyond 1";
      case SIGN -> "‖X²-I‖_F";
      case SQRT -> "‖X²-A‖_F/‖A‖_F";
      case INVSQRT -> "‖XAX-I‖_F";
      case INVERSE_ROOT -> "‖X^" + run.iteration().root() + " A-I‖_F";
    };
  }

  /// What the errors are.
  static String error(MatrixFunction function) {
    return function == MatrixFunction.CLIP ? "‖X-exact‖₂" : "worst |1-σ|";
  }

  /// The measures after every step.
  List<String> trace() {
    Optional<Certificate> own = run.judgement().certificate();
    TextTable rows =
        new TextTable(
            "step",
            "<" + compared(),
            "<certified for this matrix",
            "<" + error(run.iteration().function()),
            "<off by",
            "<rounding explains",
            "<" + residual(),
            "<‖X-exact‖_F");
    for (int t = 1; t <= run.trace().size(); t++) {
      Measures measures = run.trace().get(t - 1);
      int index = t - 1;
      rows.row(
          Integer.toString(t),
          Numbers.range(measures.singularValues()),
          own.map(certificate -> Numbers.brief(certificate.steps().get(index).image())).orElse(""),
          Numbers.brief(measures.worstError()),
          Numbers.size(measures.deviation()),
          Numbers.sizeAtMost(measures.roundingAllowance()),
          Numbers.brief(measures.residual()),
          distance(measures));
    }
    return rows.lines();
  }

  /// The verdict with the step where the run left its certificate, and the reason.
  String verdict() {
    String from = run.leftAt().isPresent() ? " from step " + run.leftAt().getAsInt() + " on" : "";
    return VerdictWords.Kind.of(run.verdict()).words()
        + from
        + ": "
        + VerdictWords.reason(run.verdict(), run.iteration().function());
  }
}
