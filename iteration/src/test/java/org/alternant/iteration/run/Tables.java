package org.alternant.iteration.run;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.evaluation.Scheme;

/// The tables the tests run.
public final class Tables {

  public static final Normalization NANOCHAT = new Normalization(Norm.FROBENIUS, 1.02, 1e-6);

  /// nanochat-5 of reference/published-tables.json.
  public static final List<Step> NANOCHAT_5 =
      List.of(
          step(8.156554524902461, -22.48329292557795, 15.878769915207462),
          step(4.042929935166739, -2.808917465908714, 0.5000178451051316),
          step(3.8916678022926607, -2.772484153217685, 0.5060648178503393),
          step(3.285753657755655, -2.3681294933425376, 0.46449024233003106),
          step(2.3465413258596377, -1.7097828382687081, 0.42323551169305323));

  private Tables() {}

  public static Step step(double... coefficients) {
    return Step.of(DoubleStream.of(coefficients).boxed().toList());
  }

  /// x Σ C(2j, j) / 4ʲ (1 − x²)ʲ, j ≤ q: the Newton–Schulz step of degree 2q + 1. It maps [0, 1] to
  /// itself and its coefficients alternate in sign, so that high degrees cancel.
  public static Step newtonSchulz(int q) {
    double[] coefficients = new double[q + 1];
    double central = 1;
    for (int j = 0; j <= q; j++) {
      double binomial = 1;
      for (int k = 0; k <= j; k++) {
        coefficients[k] += (k % 2 == 0 ? 1 : -1) * central * binomial;
        binomial = binomial * (j - k) / (k + 1);
      }
      central = central * (2 * j + 1) / (2 * j + 2);
    }
    return step(coefficients);
  }

  public static List<Step> newtonSchulz(int q, int steps) {
    return Collections.nCopies(steps, newtonSchulz(q));
  }

  static List<Step> with(Scheme scheme, List<Step> steps) {
    return steps.stream().map(scheme::applyTo).toList();
  }

  static CoefficientTable table(List<Step> steps, Tail tail) {
    Conventions conventions = new Conventions(NANOCHAT, SafetyFactor.NONE, tail, null);
    return new CoefficientTable(
        "test", null, steps, conventions, null, null, new Provenance("test", null));
  }
}
