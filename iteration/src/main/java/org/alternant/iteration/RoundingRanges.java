package org.alternant.iteration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// Where rounding may take the singular values of the iterates: for each singular value of the
/// input a range after every step. It is an estimate with slack, not a proof.
///
/// **Theory.** The singular values of X + E differ from those of X by at most ‖E‖₂ (Weyl). One step
/// stores three matrices, A = XXᵀ, B = c₁A + … + c_qA^q and Y = c₀X + BX (X: m×n, m ≤ n, with
/// singular values σᵢ; λᵢ = σᵢ²), each rounded once with the unit roundoff u of the storage format.
///
/// - Rounding M changes an eigenvalue or singular value μ of M by up to uμ where the singular
///   vectors are unit vectors: its *own* error.
/// - In general it adds nearly independent errors, of which the root mean square is 0.41 u times
///   the entry (uniform in the unit of the last place). The spectral norm of such a matrix is 0.41
///   u ‖M‖_F times 1/√m + 1/√n for m×n (A. Edelman, *Eigenvalues and condition numbers of random
///   matrices*, SIAM J. Matrix Anal. Appl. 9 (1988)), 2/√m for m×m.
/// - An error in A reaches Y multiplied by σᵢ |B′(λ)|, an error in B by σᵢ.
/// - Products accumulated in binary32 (binary64) err by their unit roundoff in the same way, but in
///   proportion to Σ |c_k| ‖AᵏX‖ and not to the result.
/// - An entry that underflows is wrong by up to the smallest subnormal number instead.
///
/// A range goes through a step as an interval goes through a function: to the exact image of the
/// range under p, which is then widened by these errors, the random ones with [#SLACK]. In the Gram
/// form the eigenvalues of R and the factors of Q are carried in the same way, and meet X where a
/// stretch ends.
///
/// Errors of sums are taken to behave as independent random numbers, which is what happens (N. J.
/// Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J. Sci.
/// Comput. 41 (2019)).
final class RoundingRanges {

  /// The root mean square of rounding errors in units of u times the rounded number: uniform errors
  /// up to half a unit in the last place, significands spread as in Benford's law.
  private static final double RMS = 0.41;

  /// Room for what random errors may be above their mean, and for the structure of real matrices.
  /// *Observed* by `RoundingRangesTest`.
  private static final double SLACK = 2;

  /// The error of a singular value decomposition in units of 2⁻⁵³ √max(m, n) ‖X‖. *Observed*: at
  /// most 29 against LAPACK, see [SingularValues].
  private static final double DECOMPOSITION_ERROR = 60;

  private final MatrixIteration iteration;

  /// u of the storage format and of the accumulator.
  private final double storage;

  private final double accumulator;
  private final double amplification;
  private final List<Double> localizations;
  private final double underflow;
  private final int small;
  private final int large;

  private RoundingRanges(MatrixIteration iteration, ExactFunction exact, int rows, int columns) {
    this.iteration = iteration;
    amplification = exact.amplification();
    localizations = exact.localizations();
    Precision precision = iteration.precision();
    // TensorFloat-32 rounds both operands of a product where the other formats round its result.
    storage = (precision == Precision.TFLOAT32 ? 2 : 1) * precision.unitRoundoff();
    accumulator =
        (precision == Precision.FLOAT64 ? Precision.FLOAT64 : Precision.FLOAT32).unitRoundoff();
    underflow = smallestSubnormal(precision);
    small = Math.min(rows, columns);
    large = Math.max(rows, columns);
  }

  /// The ranges after 0, 1, … steps, in the order of the exact function's values; signed, as p is.
  ///
  /// @param exact the function of the scaled matrix, before that is rounded
  /// @param rows m
  /// @param columns n
  static List<List<Range>> ranges(
      MatrixIteration iteration, ExactFunction exact, int rows, int columns) {
    RoundingRanges model = new RoundingRanges(iteration, exact, rows, columns);
    List<Double> values = exact.values();
    double decomposition =
        DECOMPOSITION_ERROR
            * exact.amplification()
            * Precision.FLOAT64.unitRoundoff()
            * Math.sqrt(Math.max(rows, columns));
    List<Range> initial =
        model.stored(
            values.stream()
                .map(x -> Range.of(x).widened(decomposition * values.getFirst()))
                .toList());
    List<List<Range>> ranges =
        switch (iteration.form()) {
          case Form.Standard _ -> model.standard(initial);
          case Form.Gram form -> model.gram(form, iteration.steps(), initial);
        };
    return ranges.stream()
        .map(
            step -> {
              double largest = step.stream().mapToDouble(Range::largest).max().orElse(0);
              return step.stream().map(range -> range.widened(decomposition * largest)).toList();
            })
        .toList();
  }

  /// How far the last step alone may move a value whose exact images came that far; in the Gram
  /// form, the steps since the last restart, where their errors are bounded.
  static double lastStep(MatrixIteration iteration, ExactFunction exact, int rows, int columns) {
    RoundingRanges model = new RoundingRanges(iteration, exact, rows, columns);
    List<Step> steps = iteration.steps();
    if (iteration.form() instanceof Form.Gram form) {
      int begin = form.restarts().isEmpty() ? 0 : form.restarts().getLast();
      double stretch =
          halfWidth(
              model
                  .gram(
                      new Form.Gram(List.of()),
                      steps.subList(begin, steps.size()),
                      points(exact, steps.subList(0, begin)))
                  .getLast());
      if (stretch < 1) {
        return stretch;
      }
    }
    List<Step> before = steps.subList(0, steps.size() - 1);
    return halfWidth(model.standardStep(steps.getLast(), points(exact, before)));
  }

  /// The exact images of the values.
  private static List<Range> points(ExactFunction exact, List<Step> steps) {
    return exact.values().stream().map(x -> Range.of(ScalarImage.of(steps, x))).toList();
  }

  private static double halfWidth(List<Range> ranges) {
    return ranges.stream()
        .mapToDouble(range -> (range.upper() - range.lower()) / 2)
        .max()
        .orElse(0);
  }

  /// The smallest positive number of the storage format; 0 for binary64, where it never matters.
  private static double smallestSubnormal(Precision precision) {
    return switch (precision) {
      case FLOAT64 -> Double.MIN_VALUE;
      case FLOAT32, TFLOAT32 -> Float.MIN_VALUE;
      case BFLOAT16 -> 0x1p-133;
      case FLOAT16 -> 0x1p-24;
    };
  }

  /// The root of Σ f(σᵢ)².
  private static double frobenius(List<Range> ranges, ToDoubleFunction<Range> f) {
    double sum = 0;
    for (Range range : ranges) {
      double value = f.applyAsDouble(range);
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  /// By how much an own error in the i-th direction counts.
  private double own(int i) {
    return amplification * localizations.get(i);
  }

  /// The spectral norm of random errors of relative size u in an X: m×n with this Frobenius norm.
  private double random(double u, double frobenius) {
    double spread = 1 / Math.sqrt(small) + 1 / Math.sqrt(large);
    double underflows = underflow * Math.sqrt((double) small * large);
    return amplification * SLACK * spread * (RMS * u * frobenius + underflows);
  }

  /// The same in an m×m matrix.
  private double randomSquare(double u, double frobenius) {
    return amplification * SLACK * 2 / Math.sqrt(small) * (RMS * u * frobenius + underflow * small);
  }

  /// After X itself is rounded.
  private List<Range> stored(List<Range> x) {
    double added = random(storage, frobenius(x, Range::largest));
    List<Range> rounded = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      rounded.add(x.get(i).widened(own(i) * storage * x.get(i).largest() + added));
    }
    return rounded;
  }

  private List<List<Range>> standard(List<Range> initial) {
    List<List<Range>> all = new ArrayList<>(List.of(initial));
    for (Step step : iteration.steps()) {
      all.add(standardStep(step, all.getLast()));
    }
    return all;
  }

  private List<Range> standardStep(Step step, List<Range> x) {
    List<Double> c = step.coefficients();
    RealPolynomial p = RealPolynomial.odd(c);
    List<Range> images = x.stream().map(p::image).toList();
    // Σ_(k≥1) of c_k λᵏ, of k c_k λᵏ⁻¹, and of their magnitudes.
    ToDoubleFunction<Range> b =
        range -> Math.abs(p.at(range.largest()) / range.largest() - c.get(0));
    ToDoubleFunction<Range> slope = range -> slope(c, range.largest());
    double steepest = x.stream().mapToDouble(slope).max().orElse(0);
    double inB =
        randomSquare(
                storage, frobenius(x, range -> range.largest() == 0 ? 0 : b.applyAsDouble(range)))
            + steepest * randomSquare(storage, frobenius(x, range -> Math.pow(range.largest(), 2)))
            + randomSquare(accumulator, frobenius(x, range -> magnitudes(c, range.largest())));
    double inY =
        random(storage, frobenius(images, Range::largest))
            + random(
                accumulator,
                frobenius(x, range -> magnitudes(c, range.largest()) * range.largest()));
    List<Range> y = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double sigma = x.get(i).largest();
      double own =
          sigma == 0
              ? 0
              : storage
                      * (images.get(i).largest()
                          + sigma * b.applyAsDouble(x.get(i))
                          + sigma * sigma * sigma * slope.applyAsDouble(x.get(i)))
                  + accumulator * sigma * magnitudes(c, sigma);
      y.add(images.get(i).widened(own(i) * own + sigma * inB + inY));
    }
    return y;
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

  private List<List<Range>> gram(Form.Gram form, List<Step> steps, List<Range> initial) {
    List<List<Range>> all = new ArrayList<>(List.of(initial));
    List<Range> x = initial;
    List<Range> r = List.of();
    List<Range> q = List.of();
    double noise = 0;
    int count = steps.size();
    for (int t = 1; t <= count; t++) {
      if (form.begins(t)) {
        r = storedSquare(x.stream().map(Range::squared).toList(), Range::largest, large);
        q = Collections.nCopies(x.size(), Range.of(1));
        noise = 0;
      }
      GramStep step = new GramStep(steps.get(t - 1).coefficients(), r);
      noise = step.noise(noise, q);
      q = step.factors(q);
      r = step.eigenvalues();
      List<Range> y = new ArrayList<>();
      for (int i = 0; i < x.size(); i++) {
        y.add(x.get(i).times(q.get(i)));
      }
      double coupled = noise * x.stream().mapToDouble(Range::largest).max().orElse(0);
      List<Range> applied = stored(y.stream().map(range -> range.widened(coupled)).toList());
      all.add(applied);
      if (form.ends(t, count)) {
        x = applied;
      }
    }
    return all;
  }

  /// After an m×m matrix with these eigenvalues is accumulated and rounded.
  ///
  /// @param magnitude of the terms that an eigenvalue is the sum of
  /// @param terms the number of products in an entry: errors of the accumulation grow with its root
  private List<Range> storedSquare(
      List<Range> eigenvalues, ToDoubleFunction<Range> magnitude, int terms) {
    double accumulated = accumulator * Math.sqrt(terms);
    double added =
        randomSquare(storage, frobenius(eigenvalues, Range::largest))
            + randomSquare(accumulated, frobenius(eigenvalues, magnitude));
    List<Range> stored = new ArrayList<>();
    for (int i = 0; i < eigenvalues.size(); i++) {
      Range range = eigenvalues.get(i);
      double own = storage * range.largest() + accumulated * magnitude.applyAsDouble(range);
      stored.add(range.widened(own(i) * own + added));
    }
    return stored;
  }

  /// One step on the eigenvalues of R.
  private final class GramStep {

    private final List<Range> r;
    private final List<Range> images;

    /// Σ |c_k| λᵏ.
    private final List<Double> magnitudes;

    /// The error of Z = c₀I + B(R), where the errors of R count by the steepest slope of B: what
    /// rounding couples are different eigenvalues.
    private final List<Double> errors = new ArrayList<>();

    /// The part of [#errors] that couples different eigenvalues.
    private final double random;

    private final RealPolynomial eigenvalue;

    GramStep(List<Double> c, List<Range> r) {
      this.r = r;
      double[] q = c.stream().mapToDouble(Double::doubleValue).toArray();
      eigenvalue = new RealPolynomial(timesSquare(q));
      RealPolynomial factor = new RealPolynomial(q);
      images = r.stream().map(factor::image).toList();
      magnitudes = r.stream().map(range -> magnitudes(c, Math.sqrt(range.largest()))).toList();
      double steepest =
          r.stream().mapToDouble(range -> slope(c, Math.sqrt(range.largest()))).max().orElse(0);
      double norm = Math.sqrt(magnitudes.stream().mapToDouble(x -> x * x).sum());
      random =
          steepest * randomSquare(storage, frobenius(r, Range::largest))
              + randomSquare(storage, frobenius(images, image -> image.minus(q[0]).largest()))
              + randomSquare(accumulator * Math.sqrt(small), norm);
      for (int i = 0; i < r.size(); i++) {
        double own =
            storage * images.get(i).minus(q[0]).largest()
                + accumulator * Math.sqrt(small) * magnitudes.get(i);
        errors.add(own(i) * own + random);
      }
    }

    /// The errors of QZ that couple different eigenvalues, so that the largest singular values of X
    /// reach the directions of the smallest.
    double noise(double before, List<Range> q) {
      double largest = images.stream().mapToDouble(Range::largest).max().orElse(0);
      double factor = q.stream().mapToDouble(Range::largest).max().orElse(0);
      return before * largest
          + factor * random
          + randomSquare(storage, frobenius(factors(q), Range::largest));
    }

    /// QZ.
    List<Range> factors(List<Range> q) {
      List<Range> products = new ArrayList<>();
      for (int i = 0; i < q.size(); i++) {
        products.add(q.get(i).times(images.get(i).widened(errors.get(i))));
      }
      return storedSquare(products, Range::largest, small);
    }

    /// ZRZ, where RZ is rounded on the way.
    List<Range> eigenvalues() {
      List<Range> result = new ArrayList<>();
      for (int i = 0; i < r.size(); i++) {
        double z = images.get(i).largest();
        double lambda = r.get(i).largest();
        double product = storage * lambda * z + 2 * lambda * errors.get(i);
        result.add(eigenvalue.image(r.get(i)).widened(z * product));
      }
      return storedSquare(result, Range::largest, small);
    }
  }

  /// The coefficients of λ q(λ)².
  private static double[] timesSquare(double[] q) {
    double[] result = new double[2 * q.length];
    for (int i = 0; i < q.length; i++) {
      for (int j = 0; j < q.length; j++) {
        result[i + j + 1] += q[i] * q[j];
      }
    }
    return result;
  }
}
