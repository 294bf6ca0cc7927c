package org.alternant.solver;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;

/// Evaluations of compositions that share no code with the certificates.
public final class Compositions {

  private static final int BITS = 600;

  private Compositions() {}

  /// The composition at a point, each step with a relative rounding error of 2⁻⁶⁰⁰.
  public static Dyadic at(List<Step> steps, Dyadic x) {
    Dyadic value = x;
    for (Step step : steps) {
      Dyadic square = value.times(value);
      Dyadic sum = Dyadic.ZERO;
      Dyadic power = value;
      for (BigDecimal coefficient : step.exactCoefficients()) {
        sum = sum.plus(Dyadic.of(coefficient).times(power));
        power = power.times(square);
      }
      value = sum.rounded(BITS);
    }
    return value;
  }

  public static Dyadic at(List<Step> steps, double x) {
    return at(steps, Dyadic.of(x));
  }

  public static double inBinary64(List<Step> steps, double x) {
    double value = x;
    for (Step step : steps) {
      value = step.evaluate(value);
    }
    return value;
  }

  /// The steps with one coefficient moved by some ulps.
  public static List<Step> moved(List<Step> steps, int step, int coefficient, int ulps) {
    List<Double> coefficients = new ArrayList<>(steps.get(step).coefficients());
    double before = coefficients.get(coefficient);
    coefficients.set(coefficient, before + ulps * Math.ulp(before));
    List<Step> moved = new ArrayList<>(steps);
    moved.set(step, Step.of(coefficients));
    return moved;
  }
}
