package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.iteration.run.MatrixIteration;

/// Where rounding to one format may take the singular values of the iterates: for each singular
/// value of the input a range after every step. It is an estimate with slack, not a proof.
///
/// **Theory.** The singular values of X + E differ from those of X by at most ‖E‖₂ (Weyl). One step
/// stores three matrices, A = XXᵀ, B = c₁A + … + c_qA^q and Y = c₀X + BX (X: m×n, m ≤ n, with
/// singular values σᵢ; λᵢ = σᵢ²), each rounded once with the unit roundoff u of the storage format.
///
/// - Rounding M changes an eigenvalue or singular value μ of M by up to uμ where the singular
///   vectors are standard basis vectors: its *own* error.
/// - In general it adds nearly independent errors whose root mean square is 0.41 u times the entry
///   (uniform in the unit of the last place). The spectral norm of such a matrix is 0.41 u ‖M‖_F
///   times 1/√m + 1/√n for m×n (A. Edelman, *Eigenvalues and condition numbers of random matrices*,
///   SIAM J. Matrix Anal. Appl. 9 (1988)), 2/√m for m×m.
/// - An error in A reaches Y multiplied by σᵢ |B′(λ)|, an error in B by σᵢ.
/// - Products accumulated in binary32 (binary64) err by their unit roundoff in the same way, but in
///   proportion to Σ |c_k| ‖AᵏX‖ and not to the result.
/// - Where coefficients are rounded, another polynomial is computed.
/// - Where epilogues are not fused, B and Y are the sums of two stored terms of their size: three
///   roundings instead of one.
/// - An entry that underflows is wrong by up to the smallest subnormal number instead.
///
/// A range goes through a step as an interval goes through a function: to the exact image of the
/// range under p, which is then widened by these errors, the random ones with
/// [MatrixRounding#SLACK]. In the Gram form it goes through a stretch between two restarts in the
/// same way, and is widened by what [GramErrors] says.
///
/// Errors of sums are taken to behave as independent random numbers, which is what happens (N. J.
/// Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J. Sci.
/// Comput. 41 (2019)).
final class RoundingRanges {

  /// Instead of [MatrixRounding#SLACK] for errors of R and Q in the Gram form. They are amplified
  /// so differently that one pair of directions decides, where the standard form has the norm of a
  /// whole random matrix.
  private static final double GRAM_SLACK = 4;

  private final MatrixIteration iteration;
  private final MatrixRounding rounding;

  /// @param iteration what is run
  /// @param rounding of the format in which the steps are run
  RoundingRanges(MatrixIteration iteration, MatrixRounding rounding) {
    this.iteration = iteration;
    this.rounding = rounding;
  }

  /// The root of Σ f(σᵢ)².
  private static double frobenius(List<Range> ranges, ToDoubleFunction<Range> f) {
    return MatrixRounding.frobenius(ranges.stream().mapToDouble(f).toArray());
  }

  /// After X itself is rounded.
  List<Range> stored(List<Range> x) {
    double added = rounding.random(rounding.storage(), frobenius(x, Range::largest));
    List<Range> rounded = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      rounded.add(
          x.get(i).widened(rounding.own(i) * rounding.storage() * x.get(i).largest() + added));
    }
    return rounded;
  }

  /// The format in which X is kept.
  Precision storedIn() {
    return rounding.stored();
  }

  /// After a step of the standard form.
  List<Range> standardStep(Step step, List<Range> x) {
    List<Double> c = step.coefficients();
    RealPolynomial p = RealPolynomial.odd(c);
    List<Range> images = ComputedImages.of(iteration, step, x);
    // Σ_(k≥1) of c_k λᵏ, of k c_k λᵏ⁻¹, and of their magnitudes.
    ToDoubleFunction<Range> b = range -> beyondLinear(p, c.getFirst(), range.largest());
    ToDoubleFunction<Range> slope = range -> slope(c, range.largest());
    double steepest = x.stream().mapToDouble(slope).max().orElse(0);
    double u = rounding.storage();
    double v = rounding.accumulator();
    ToDoubleFunction<Range> magnitudes = range -> magnitudes(c, range.largest());
    // Degree 1 stores no A and no B.
    double inB =
        c.size() == 1
            ? 0
            : rounding.randomSquare(u, frobenius(x, b))
                + steepest
                    * rounding.randomSquare(u, frobenius(x, range -> square(range.largest())))
                + rounding.randomSquare(v, frobenius(x, magnitudes));
    double inY =
        rounding.random(u, frobenius(images, Range::largest))
            + rounding.random(
                v, frobenius(x, range -> magnitudes.applyAsDouble(range) * range.largest()));
    List<Range> y = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double sigma = x.get(i).largest();
      double inA = slope.applyAsDouble(x.get(i));
      double own =
          sigma == 0
              ? 0
              : u
                      * (images.get(i).largest()
                          + sigma * b.applyAsDouble(x.get(i))
                          // The power may overflow.
                          + (inA == 0 ? 0 : sigma * sigma * sigma * inA))
                  + v * sigma * magnitudes(c, sigma);
      y.add(images.get(i).widened(rounding.own(i) * own + sigma * inB + inY));
    }
    return y;
  }

  /// |B(x²)|.
  private static double beyondLinear(RealPolynomial p, double linear, double x) {
    return x == 0 ? 0 : Math.abs(p.at(x) / x - linear);
  }

  /// Σ |c_k| x²ᵏ.
  private static double magnitudes(List<Double> c, double x) {
    double sum = 0;
    double power = 1;
    for (double coefficient : c) {
      sum += Math.abs(coefficient) * power;
      power *= x * x;
    }
    return sum;
  }

  /// |B′(x²)|, B(λ) = Σ c_k λᵏ.
  private static double slope(List<Double> c, double x) {
    double sum = 0;
    for (int k = c.size() - 1; k >= 1; k--) {
      sum = sum * x * x + k * c.get(k);
    }
    return Math.abs(sum);
  }

  /// After 0, 1, … steps of the Gram form.
  List<List<Range>> gram(Form.Gram form, List<Step> steps, List<Range> initial) {
    List<List<Range>> all = new ArrayList<>(List.of(initial));
    int begin = 0;
    while (begin < steps.size()) {
      int end = begin + 1;
      while (!form.ends(end, steps.size())) {
        end++;
      }
      all.addAll(stretch(steps.subList(begin, end), all.getLast()));
      begin = end;
    }
    return all;
  }

  /// After each step of a stretch of the Gram form: the exact images, widened by what rounding does
  /// to Q and to QX. Where R gets eigenvalues below 0, errors grow by more than to first order: by
  /// the stretch's excess.
  private List<List<Range>> stretch(List<Step> steps, List<Range> x) {
    double[] sigma = x.stream().mapToDouble(range -> (range.lower() + range.upper()) / 2).toArray();
    double norm = MatrixRounding.frobenius(sigma);
    double[] squares = Arrays.stream(sigma).map(value -> value * value).toArray();
    GramErrors errors =
        new GramErrors(steps, sigma, rounding.gram(squares, norm * norm), rounding::product);
    List<List<Range>> all = new ArrayList<>();
    List<Range> images = x;
    for (int k = 0; k < steps.size(); k++) {
      images = ComputedImages.of(iteration, steps.get(k), images);
      double excess =
          Math.max(
              1,
              GramRestarts.excess(
                  steps.subList(0, k + 1), new Form.Gram(List.of()), iteration.precision()));
      double factor = MatrixRounding.frobenius(errors.factors(k));
      double spread = Math.sqrt(rounding.small()) * MatrixRounding.largest(sigma) + norm;
      double added =
          rounding.random(rounding.accumulator(), factor * norm)
              + rounding.ofOperands(factor, spread);
      List<Range> widened = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        Range image = images.get(i);
        double random =
            GRAM_SLACK * Math.min(errors.norm(k), errors.relativeNorm(k) * image.largest());
        widened.add(image.widened(excess * (errors.own(k, i) + random) + added));
      }
      all.add(stored(widened));
    }
    return all;
  }

  private static double square(double x) {
    return x * x;
  }
}
