package org.alternant.solver.design;

import java.util.List;
import org.alternant.coefficients.function.TableFunction;

/// A schedule needs a coefficient that is larger than every binary64 number, as for intervals whose
/// upper end is very small.
public final class BeyondBinary64Exception extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final int power;
  private final int step;

  private BeyondBinary64Exception(int power, int step) {
    super("the coefficient of x^" + power + " in step " + step + " is beyond binary64");
    this.power = power;
    this.step = step;
  }

  /// Passes finite coefficients on.
  static List<Double> requireFinite(TableFunction function, List<Double> coefficients, int step) {
    for (int j = 0; j < coefficients.size(); j++) {
      if (!Double.isFinite(coefficients.get(j))) {
        throw new BeyondBinary64Exception(function.exponent(j), step);
      }
    }
    return coefficients;
  }

  /// Which coefficient.
  ///
  /// @return the power of x that it belongs to
  public int power() {
    return power;
  }

  /// Whose it is.
  ///
  /// @return the step, from 1 on
  public int step() {
    return step;
  }
}
