package org.alternant.solver.clip;

import java.util.Arrays;
import java.util.List;

/// A composition p_T ∘ … ∘ p₁ of odd polynomials, by the coefficients c₀, c₁, … of x, x³, …
final class Composition {

  /// What share of the largest argument a term may get in [#scales] where it has none.
  private static final double SHARE = 0.3;

  /// Points for the sizes of what is between the steps.
  private static final int POINTS = 1000;

  private final double[][] steps;

  /// Takes the coefficients.
  ///
  /// @param steps of p₁ first; not copied, and never changed
  Composition(double[][] steps) {
    this.steps = steps;
  }

  /// The number of all coefficients.
  int size() {
    int size = 0;
    for (double[] step : steps) {
      size += step.length;
    }
    return size;
  }

  double at(double x) {
    double value = x;
    for (double[] step : steps) {
      value = value(step, value);
    }
    return value;
  }

  /// f(x) − min(x, 1).
  double errorAt(double x) {
    return at(x) - Math.min(x, 1);
  }

  private static double value(double[] step, double x) {
    double y = x * x;
    double value = 0;
    for (int j = step.length - 1; j >= 0; j--) {
      value = value * y + step[j];
    }
    return value * x;
  }

  private static double slope(double[] step, double x) {
    double y = x * x;
    double value = 0;
    for (int j = step.length - 1; j >= 0; j--) {
      value = value * y + (2 * j + 1) * step[j];
    }
    return value;
  }

  /// The derivatives of the value at a point by all coefficients, those of p₁ first.
  double[] gradient(double x) {
    int count = steps.length;
    double[] arguments = new double[count];
    double value = x;
    for (int t = 0; t < count; t++) {
      arguments[t] = value;
      value = value(steps[t], value);
    }
    double[] gradient = new double[size()];
    double outer = 1;
    int end = gradient.length;
    for (int t = count - 1; t >= 0; t--) {
      double power = arguments[t];
      int start = end - steps[t].length;
      for (int i = start; i < end; i++) {
        gradient[i] = outer * power;
        power *= arguments[t] * arguments[t];
      }
      end = start;
      outer *= slope(steps[t], arguments[t]);
    }
    return gradient;
  }

  /// How much each coefficient may matter: its own size, and what gives its term a share of the
  /// argument's size.
  ///
  /// @param points where the composition is looked at
  /// @return one a coefficient, positive
  double[] scales(double[] points) {
    double[] scales = new double[size()];
    double[] values = points.clone();
    int i = 0;
    for (double[] step : steps) {
      double largest = 0;
      for (double value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      double share = SHARE;
      for (double coefficient : step) {
        scales[i++] = Math.abs(coefficient) + share;
        share /= Math.max(largest * largest, Double.MIN_NORMAL);
      }
      for (int k = 0; k < values.length; k++) {
        values[k] = value(step, values[k]);
      }
    }
    return scales;
  }

  Composition plus(double[] change) {
    double[][] changed = new double[steps.length][];
    int i = 0;
    for (int t = 0; t < steps.length; t++) {
      changed[t] = steps[t].clone();
      for (int j = 0; j < changed[t].length; j++) {
        changed[t][j] += change[i++];
      }
    }
    return new Composition(changed);
  }

  /// The composition with one step more.
  ///
  /// @param index where it comes
  /// @param step its coefficients
  Composition with(int index, double[] step) {
    double[][] more = new double[steps.length + 1][];
    for (int t = 0; t < more.length; t++) {
      more[t] = t < index ? steps[t] : t == index ? step : steps[t - 1];
    }
    return new Composition(more);
  }

  /// max |f − min(x, 1)| over points.
  ///
  /// @return the error; +∞ where a value is no number
  double error(double[] points) {
    double error = 0;
    for (double x : points) {
      double own = Math.abs(errorAt(x));
      if (!(own <= Double.MAX_VALUE)) {
        return Double.POSITIVE_INFINITY;
      }
      error = Math.max(error, own);
    }
    return error;
  }

  /// max |f| over points of (0, bound].
  double largest(double bound, int points) {
    double largest = 0;
    for (int i = 1; i <= points; i++) {
      largest = Math.max(largest, Math.abs(at(bound * i / points)));
    }
    return largest;
  }

  /// The same function, with what is between the steps scaled to a size from 1/2 to 1: what a step
  /// gives may be divided by any number, and a power of two changes no bit of a coefficient.
  Composition balanced(double bound) {
    double[][] balanced = new double[steps.length][];
    int before = 0;
    for (int t = 0; t < steps.length; t++) {
      double largest = new Composition(Arrays.copyOf(steps, t + 1)).largest(bound, POINTS);
      int after = t == steps.length - 1 ? 0 : -Math.getExponent(largest) - 1;
      balanced[t] = new double[steps[t].length];
      for (int j = 0; j < balanced[t].length; j++) {
        balanced[t][j] = Math.scalb(steps[t][j], after - before * (2 * j + 1));
      }
      before = after;
    }
    return new Composition(balanced);
  }

  List<List<Double>> rows() {
    return Arrays.stream(steps).map(step -> Arrays.stream(step).boxed().toList()).toList();
  }
}
