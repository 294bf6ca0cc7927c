package org.alternant.coefficients.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// Where the Gram form has to be restarted.
///
/// Rounding R = XXᵀ gives it eigenvalues down to some −δ, which no Gram matrix has. A step
/// multiplies an eigenvalue λ of R by q(λ)², where p(x) = x q(x²); for a table that raises small
/// singular values this is large at 0 and grows below, so that a spurious eigenvalue runs away, and
/// with it the factor Q = Π q by which X is multiplied. The *excess* of a stretch of steps between
/// two restarts is |Q| for the eigenvalue −δ, to which every step adds another −δ, over |Q| for the
/// eigenvalue 0, which is what the steps promise.
///
/// δ is [#NOISE_ROUNDOFFS] unit roundoffs. The public tool for this (github
/// Dao-AILab/gram-newton-schulz, `restart_autotune.py`) takes δ = 4e-4 for float16, tries all
/// positions of a given number of restarts and minimises the largest |Q|; here the number follows
/// from the excess, and the positions as there.
public final class GramRestarts {

  /// δ in units of the unit roundoff: the public tool's 4e-4 is 0.82 · 2⁻¹¹.
  static final double NOISE_ROUNDOFFS = 0.82;

  /// The largest excess of a stretch: a direction that rounding made out of nothing is not raised
  /// to more than twice what the steps do to the smallest singular values.
  public static final double LARGEST_EXCESS = 2;

  private GramRestarts() {}

  /// The smallest eigenvalue that rounding gives R, as a multiple of ‖R‖.
  ///
  /// @param precision the format of R
  /// @return −δ
  public static double spuriousEigenvalue(Precision precision) {
    return -NOISE_ROUNDOFFS * precision.unitRoundoff();
  }

  /// The restarts that are needed: as few as keep the excess of every stretch at 2 or below (a
  /// stretch of one step is always allowed), and of those the ones with the smallest largest |Q|.
  ///
  /// @param steps p₁ first
  /// @param precision the format of R
  /// @return the steps after which to restart, from 1, ascending; empty where none is needed
  public static List<Integer> needed(List<Step> steps, Precision precision) {
    int count = steps.size();
    // Of the first j steps: the fewest stretches, the smallest largest |Q| of so many, and where
    // the last of them begins. What comes before the last stretch of fewest has fewest itself.
    int[] stretches = new int[count + 1];
    double[] growth = new double[count + 1];
    int[] begins = new int[count + 1];
    for (int i = 0; i < count; i++) {
      if (stretches[count] != 0 && stretches[i] >= stretches[count]) {
        // All is done in fewer than would end with one that begins here.
        continue;
      }
      Stretch stretch = new Stretch(spuriousEigenvalue(precision));
      for (int j = i + 1; j <= count; j++) {
        stretch.append(steps.get(j - 1));
        if (j > i + 1 && !(stretch.excess() <= LARGEST_EXCESS)) {
          break;
        }
        int number = stretches[i] + 1;
        double largest = Math.max(growth[i], stretch.growth());
        if (stretches[j] == 0
            || number < stretches[j]
            || (number == stretches[j] && largest < growth[j])) {
          stretches[j] = number;
          growth[j] = largest;
          begins[j] = i;
        }
      }
    }
    List<Integer> restarts = new ArrayList<>();
    for (int j = begins[count]; j > 0; j = begins[j]) {
      restarts.add(j);
    }
    Collections.reverse(restarts);
    return List.copyOf(restarts);
  }

  /// The largest excess of any stretch.
  ///
  /// @param steps p₁ first
  /// @param form where they are restarted
  /// @param precision the format of R
  /// @return the excess, at least about 1; infinite where the spurious eigenvalue overflows
  public static double excess(List<Step> steps, Form.Gram form, Precision precision) {
    double largest = 0;
    Stretch stretch = new Stretch(spuriousEigenvalue(precision));
    for (int t = 1; t <= steps.size(); t++) {
      stretch.append(steps.get(t - 1));
      if (form.ends(t, steps.size())) {
        largest = Math.max(largest, stretch.excess());
        stretch = new Stretch(spuriousEigenvalue(precision));
      }
    }
    return largest;
  }

  /// A stretch of steps without restart.
  private static final class Stretch {

    private final double noise;
    private double eigenvalue;
    private double spurious = 1;
    private double honest = 1;

    Stretch(double noise) {
      this.noise = noise;
      eigenvalue = noise;
    }

    void append(Step step) {
      double factor = factor(step, eigenvalue);
      spurious *= factor;
      honest *= step.coefficients().getFirst();
      eigenvalue = eigenvalue * factor * factor + noise;
    }

    /// |Q| for the spurious eigenvalue; finite, so that every stretch of one step can be compared.
    double growth() {
      double magnitude = Math.abs(spurious);
      return magnitude <= Double.MAX_VALUE ? magnitude : Double.MAX_VALUE;
    }

    double excess() {
      double ratio = Math.abs(spurious / honest);
      return Double.isNaN(ratio) ? Double.POSITIVE_INFINITY : ratio;
    }

    /// q(λ).
    private static double factor(Step step, double eigenvalue) {
      double value = 0;
      for (double coefficient : step.coefficients().reversed()) {
        value = value * eigenvalue + coefficient;
      }
      return value;
    }
  }
}
