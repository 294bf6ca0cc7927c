package org.alternant.exports;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// Coefficients in the form that optimizers with a loop of their own take. All of these run quintic
/// steps after dividing by the Frobenius norm, so that
///
/// - rows of degree 1 and 3 are filled up with zeros, and higher degrees are refused;
/// - a table's normalization factor f is put into the first row, as p(x/f), and its ε becomes ε/f;
/// - all steps of the run are written out, since the tail rules of these loops are others.
final class BareForms {

  private static final int TRIPLE = 3;

  /// `torch.optim.Muon` refuses more.
  private static final int MOST_TORCH_STEPS = 99;

  private static final String TORCH_MUON =
      """
      {{head}}

      # torch.optim.Muon(parameters, ns_coefficients=NS_COEFFICIENTS, ns_steps=NS_STEPS, eps=EPS)
      #
      # It divides by max(|X|_F, eps) and applies the one triple ns_steps times.
      NS_COEFFICIENTS = {{row}}
      NS_STEPS = {{steps}}
      EPS = {{epsilon}}
      {{check}}
      """;

  private static final String EMERGING =
      """
      {{head}}

      # newton_schulz(x, steps=STEPS, coefficient_type="custom",
      #               custom_coefficient_sets=CUSTOM_COEFFICIENT_SETS, eps=EPS)
      #
      # It divides by max(|X|_F, eps) and starts again from the first triple after the last, so that
      # steps must be exactly the number of triples; for another number of steps, export again.{{folded}}
      CUSTOM_COEFFICIENT_SETS = [
      {{rows}}
      ]
      STEPS = {{steps}}
      EPS = {{epsilon}}
      {{check}}
      """;

  private static final String GRAM =
      """
      {{head}}

      # GramNewtonSchulz(ns_epsilon=NS_EPSILON, ns_coefficients=NS_COEFFICIENTS,
      #                  gram_newton_schulz_reset_iterations=RESET_ITERATIONS)
      #
      # It divides by |X|_F + ns_epsilon, runs in float16 and takes one triple a step; for another
      # number of steps, export again. It starts from a new Gram matrix before each of the reset
      # iterations, counted from 0: just often enough that the noise of rounding to float16 stays below
      # twice what the steps make of the smallest singular values.{{folded}}
      NS_COEFFICIENTS = [
      {{lists}}
      ]
      RESET_ITERATIONS = {{restarts}}
      NS_EPSILON = {{epsilon}}
      {{check}}
      """;

  private static final String OPTAX =
      """
      {{head}}

      # optax.contrib.muon(learning_rate, ns_coeffs=NS_COEFFS, eps=EPS)
      #
      # It divides by |X|_F + eps, takes one triple a step and ignores ns_steps; for another number of
      # steps, export again.{{folded}}
      NS_COEFFS = (
      {{rows}}
      )
      EPS = {{epsilon}}
      {{check}}
      """;

  private static final String IMAGE =
      """
      def image(x, steps):
          ""\"What becomes of a singular value x of the matrix as the table scales it.""\"
          x = x * {{factor}}  # The rows expect the matrix divided by its norm alone.
          for a, b, c in {{all}}:
              x = x * (a + x * x * (b + x * x * c))
          return x
      """;

  private BareForms() {}

  static String torchMuon(ExportRequest request) throws ExportRefused {
    List<List<Double>> run = rows(request.run());
    List<Double> row = run.getFirst();
    for (int t = 1; t < run.size(); t++) {
      if (!run.get(t).equals(row)) {
        throw new ExportRefused(new Refusal.RowsDiffer(t + 1));
      }
    }
    if (request.normalization().factor() != 1) {
      throw new ExportRefused(new Refusal.FactorNotCarried(request.normalization().factor()));
    }
    if (run.size() > MOST_TORCH_STEPS) {
      throw new ExportRefused(new Refusal.TooManySteps(run.size(), MOST_TORCH_STEPS));
    }
    Map<String, String> values = values(ExportTarget.TORCH_MUON, request, 1e-7);
    values.put("row", PythonRows.tuple(row));
    return finish(TORCH_MUON, values, request, "([NS_COEFFICIENTS] * NS_STEPS)");
  }

  static String emergingOptimizers(ExportRequest request) throws ExportRefused {
    Map<String, String> values = values(ExportTarget.EMERGING_OPTIMIZERS, request, 1e-7);
    return finish(EMERGING, values, request, "CUSTOM_COEFFICIENT_SETS");
  }

  static String gramNewtonSchulz(ExportRequest request) throws ExportRefused {
    Map<String, String> values = values(ExportTarget.GRAM_NEWTON_SCHULZ, request, 1e-7);
    values.put("restarts", GramRestarts.needed(triples(request), Precision.FLOAT16).toString());
    return finish(GRAM, values, request, "NS_COEFFICIENTS");
  }

  static String optax(ExportRequest request) throws ExportRefused {
    Map<String, String> values = values(ExportTarget.OPTAX, request, 1e-8);
    return finish(OPTAX, values, request, "NS_COEFFS");
  }

  private static String finish(
      String template, Map<String, String> values, ExportRequest request, String all) {
    values.put("all", all + "[:steps]");
    values.put("check", PlainPython.check(request, CodeText.fill(IMAGE, values)));
    return CodeText.fill(template, values);
  }

  private static Map<String, String> values(
      ExportTarget target, ExportRequest request, double runtimesEpsilon) throws ExportRefused {
    List<Step> triples = triples(request);
    Normalization normalization = request.normalization();
    boolean folded = normalization.factor() != 1;
    List<String> head = new ArrayList<>(Head.lines(target, request));
    if (normalization.norm() == Norm.NONE) {
      head.add(
          "note           the table expects a matrix that comes scaled; this runtime divides it by"
              + " its norm");
    }
    double epsilon = normalization.epsilon() / normalization.factor();
    Map<String, String> values = new HashMap<>();
    values.put("head", CodeText.commented("#", head));
    values.put(
        "folded",
        folded
            ? "\n#\n# The normalization factor "
                + CodeText.decimal(normalization.factor(), Precision.FLOAT64)
                + " is in the first row and in the epsilon: c0/f, c1/f^3, c2/f^5; epsilon/f."
            : "");
    values.put("rows", PythonRows.lines(triples, false));
    values.put("lists", PythonRows.lines(triples, true));
    values.put("steps", Integer.toString(triples.size()));
    values.put("factor", CodeText.decimal(normalization.factor(), Precision.FLOAT64));
    values.put(
        "epsilon",
        CodeText.decimal(epsilon > 0 ? epsilon : runtimesEpsilon, Precision.FLOAT64)
            + (epsilon > 0 ? "" : "  # the runtime's own; the table has none"));
    return values;
  }

  /// The steps of the run as triples, the first with the normalization factor in it.
  private static List<Step> triples(ExportRequest request) throws ExportRefused {
    List<Step> triples = new ArrayList<>();
    for (List<Double> row : rows(request.run())) {
      triples.add(Step.of(row));
    }
    triples.set(0, divided(triples.getFirst(), request.normalization().factor()));
    return triples;
  }

  /// The steps of a run as triples, unless plans say more than these.
  private static List<List<Double>> rows(List<Step> run) throws ExportRefused {
    List<List<Double>> rows = new ArrayList<>();
    for (Step step : run) {
      rows.add(triple(step));
    }
    List<Integer> planned = Plans.rowsBeyondCoefficients(run);
    if (!planned.isEmpty()) {
      throw new ExportRefused(new Refusal.PlanNotTaken(planned.getFirst()));
    }
    return rows;
  }

  private static List<Double> triple(Step step) throws ExportRefused {
    if (step.coefficients().size() > TRIPLE) {
      throw new ExportRefused(new Refusal.DegreeTooHigh(step.degree()));
    }
    List<Double> triple = new ArrayList<>(step.coefficients());
    while (triple.size() < TRIPLE) {
      triple.add(0.0);
    }
    return triple;
  }

  /// p(x/f): each coefficient divided exactly and rounded once.
  private static Step divided(Step step, double f) throws ExportRefused {
    if (f == 1) {
      return step;
    }
    List<Double> divided = new ArrayList<>();
    for (int i = 0; i < step.coefficients().size(); i++) {
      BigDecimal power = new BigDecimal(f).pow(2 * i + 1);
      double quotient =
          new BigDecimal(step.coefficients().get(i))
              .divide(power, MathContext.DECIMAL128)
              .doubleValue();
      if (!Double.isFinite(quotient)) {
        throw new ExportRefused(new Refusal.FirstRowOverflow(f));
      }
      divided.add(quotient);
    }
    return Step.of(divided);
  }
}
