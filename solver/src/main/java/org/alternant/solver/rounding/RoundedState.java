package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.rounding.RoundingModel.Norms;
import org.alternant.solver.rounding.RoundingModel.StepError;

/// Where the singular values of an iterate may be if every step is carried out with rounding.
///
/// @param interval encloses them; the lower end is 0 where rounding may annihilate one
/// @param norms bounds for the iterate
/// @param error how far the last step's rounding may have moved a singular value
public record RoundedState(Interval interval, Norms norms, double error) {

  /// How many γ are tried, each √2 times the one before: the last loses 2⁻¹² of the bound to φ/γ.
  private static final int FACTORS = 12;

  /// The most pieces the interval is divided into to bound p² − γ²x² closely.
  private static final int PIECES = 100;

  /// How closely.
  private static final double CLOSE = 1 - 0x1p-10;

  /// The lower bound's formulas have fewer than 2⁵ roundings.
  private static final double INWARD = 1 - 0x1p-40;

  /// What a step does to an interval of numbers that are 0 or more.
  public interface Bounds {

    /// The image.
    ///
    /// @param step the step
    /// @param interval of numbers that are 0 or more
    /// @return the image
    Interval image(Step step, Interval interval);

    /// A lower bound on p(x)² − γ²x².
    ///
    /// @param step p
    /// @param gamma γ
    /// @param interval where x is
    /// @return the bound
    double leastExcess(Step step, double gamma, Interval interval);
  }

  /// Proved; encloses images to the last bit.
  static final Bounds PROVED =
      new Bounds() {
        @Override
        public Interval image(Step step, Interval interval) {
          return switch (new TableCertifier(List.of(step)).image(interval)) {
            case ImageOutcome.Enclosed enclosed -> enclosed.image();
            case Overflow _, Undetermined _ ->
                throw new IllegalArgumentException("a step leaves the range of binary64");
          };
        }

        @Override
        public double leastExcess(Step step, double gamma, Interval interval) {
          double enough = CLOSE * ESTIMATED.leastExcess(step, gamma, interval);
          PriorityQueue<Piece> pieces =
              new PriorityQueue<>(Comparator.comparingDouble(Piece::leastExcess));
          pieces.add(Piece.of(step, gamma, interval));
          while (pieces.element().leastExcess < enough && pieces.size() < PIECES) {
            Interval worst = pieces.remove().interval;
            double middle = Math.sqrt(worst.lower() * worst.upper());
            pieces.add(Piece.of(step, gamma, new Interval(worst.lower(), middle)));
            pieces.add(Piece.of(step, gamma, new Interval(middle, worst.upper())));
          }
          return pieces.element().leastExcess;
        }

        // From p − γx ≥ θ follows p² − γ²x² ≥ θ (θ + 2γl) on [l, u], which is close where l and u
        // are.
        private record Piece(Interval interval, double leastExcess) {
          static Piece of(Step step, double gamma, Interval interval) {
            List<Double> coefficients = new ArrayList<>(step.coefficients());
            // p(x) − γx is at least this polynomial.
            coefficients.set(0, Math.nextDown(coefficients.getFirst() - gamma));
            double theta = PROVED.image(Step.of(coefficients), interval).lower();
            return new Piece(
                interval, theta <= 0 ? 0 : INWARD * theta * (theta + 2 * gamma * interval.lower()));
          }
        }
      };

  /// In floating point, without a proof.
  public static final Bounds ESTIMATED =
      new Bounds() {
        @Override
        public Interval image(Step step, Interval interval) {
          QuickImage.Range range =
              QuickImage.of(
                  TableFunction.SIGN,
                  QuickImage.coefficients(step),
                  QuickImage.Range.of(interval.lower(), interval.upper()));
          return new Interval(range.lower().high(), range.upper().high());
        }

        @Override
        public double leastExcess(Step step, double gamma, Interval interval) {
          // y q(y)² − γ² y with y = x²
          double[] q = QuickImage.coefficients(step);
          double[] slope = new double[2 * q.length - 1];
          for (int i = 0; i < q.length; i++) {
            for (int j = 0; j < q.length; j++) {
              slope[i + j] += (i + j + 1) * q[i] * q[j];
            }
          }
          slope[0] -= gamma * gamma;
          double least =
              Math.min(
                  excess(step, gamma, interval.lower()), excess(step, gamma, interval.upper()));
          double from = interval.lower() * interval.lower();
          for (double y : QuickImage.roots(slope, from, interval.upper() * interval.upper())) {
            least = Math.min(least, excess(step, gamma, Math.sqrt(y)));
          }
          return least;
        }

        private static double excess(Step step, double gamma, double x) {
          double value = step.evaluate(x);
          return (value - gamma * x) * (value + gamma * x);
        }
      };

  /// The input as it is stored.
  ///
  /// @param singularValues of the input before it is rounded
  /// @param model how it is rounded
  /// @return where they are afterwards
  public static RoundedState input(Interval singularValues, RoundingModel model) {
    Norms norms = model.normalized(singularValues.upper());
    Norms stored = model.stored(norms);
    double lower = singularValues.lower() - model.ofLowerEnds().inputError(norms);
    return new RoundedState(
        new Interval(Math.max(0, Math.nextDown(lower)), stored.spectral()),
        stored,
        model.inputError(norms));
  }

  /// The same for matrices up to s times as large as the model says.
  ///
  /// @param s the factor, 1 or more
  /// @return the state for such matrices
  public RoundedState enlarged(double s) {
    return new RoundedState(
        new Interval(interval.lower(), s * interval.upper()),
        new Norms(s * norms.spectral(), s * norms.row(), s * norms.column()),
        error);
  }

  /// After one more step.
  ///
  /// @param step the step
  /// @param model how it is rounded
  /// @param bounds proved or estimated
  /// @return where the singular values are afterwards
  public RoundedState next(Step step, RoundingModel model, Bounds bounds) {
    StepError error = model.stepError(step, norms);
    Interval image = bounds.image(step, interval);
    double upper = Math.nextUp(Math.max(-image.lower(), image.upper()) + error.total());
    double lower = lowerEnd(step, image, model.ofLowerEnds().stepError(step, norms), bounds);
    // The bound is infinite where p² is beyond binary64.
    return new RoundedState(
        new Interval(Math.clamp(Math.nextDown(lower), 0, upper), upper),
        model.next(step, norms, upper),
        error.total());
  }

  /// A lower bound on the singular values of Ŷ = (q(A) + F) X + E_Y.
  ///
  /// By Weyl's theorem it is min p − δ. The other bound uses that F acts on X, and so moves small
  /// singular values little: if p(x)² ≥ α + γ²x² on the interval with γ > φ, then for every v in the
  /// space of X's right singular vectors
  ///
  ///     ‖q(A)Xv‖² ≥ α ‖v‖² + γ² ‖Xv‖²,
  ///
  /// and ‖(q(A) + F)Xv‖ ≥ ‖q(A)Xv‖ − φ ‖Xv‖ is at least √(α (1 − φ²/γ²)) ‖v‖, whatever ‖Xv‖ is.
  private double lowerEnd(Step step, Interval image, StepError error, Bounds bounds) {
    double weyl = image.lower() - error.total();
    if (error.factor() == 0 || interval.lower() == 0) {
      return Math.max(weyl, image.lower() - error.stored());
    }
    double gamma = 0;
    double estimate = weyl;
    double factor = error.factor();
    for (int i = 0; i < FACTORS; i++) {
      factor *= Math.sqrt(2);
      double bound = lowerEnd(step, factor, error, ESTIMATED);
      if (bound > estimate) {
        estimate = bound;
        gamma = factor;
      }
    }
    return gamma == 0 || bounds.equals(ESTIMATED)
        ? estimate
        : Math.max(weyl, lowerEnd(step, gamma, error, bounds));
  }

  private double lowerEnd(Step step, double gamma, StepError error, Bounds bounds) {
    double alpha = bounds.leastExcess(step, gamma, interval);
    double ratio = error.factor() / gamma;
    return alpha > 0
        ? INWARD * Math.sqrt(alpha * (1 - ratio * ratio)) - error.stored()
        : Double.NEGATIVE_INFINITY;
  }
}
