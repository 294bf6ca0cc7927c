package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.iteration.run.MatrixIteration;

/// Where rounding may take the singular values of the iterates: for each singular value of the
/// input a range after every step. It is an estimate with slack, not a proof.
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
/// range under p, which is then widened by these errors, the random ones with [#SLACK]. In the Gram
/// form it goes through a stretch between two restarts in the same way, and is widened by what
/// [GramErrors] says.
///
/// Errors of sums are taken to behave as independent random numbers, which is what happens (N. J.
/// Higham and T. Mary, *A new approach to probabilistic rounding error analysis*, SIAM J. Sci.
/// Comput. 41 (2019)).
final class RoundingRanges {

  /// How often a result is rounded where epilogues are not fused.
  private static final double UNFUSED_ROUNDINGS = 3;

  /// Room for what random errors may be above their mean, and for the structure of real matrices.
  /// *Observed* by `RoundingRangesTest`.
  private static final double SLACK = 2;

  /// The same for errors of R and Q in the Gram form. They are amplified so differently that one
  /// pair of directions decides, where the standard form has the norm of a whole random matrix.
  private static final double GRAM_SLACK = 4;

  /// The error of a singular value decomposition in units of 2⁻⁵³ √max(m, n) ‖X‖. *Observed*: at
  /// most 29 against LAPACK, see [SingularValues].
  private static final double DECOMPOSITION_ERROR = 60;

  private final MatrixIteration iteration;

  /// u of the storage format and of the accumulator.
  private final double storage;

  private final double accumulator;

  /// u of the operands of products where it is not that of storage, else 0.
  private final double operand;

  /// The root mean square of what storing a result adds.
  private final double rms;

  private final double amplification;
  private final List<Double> localizations;
  private final double underflow;
  private final Precision stored;
  private final int small;
  private final int large;

  /// @param precision of the steps
  private RoundingRanges(
      MatrixIteration iteration, Precision precision, ExactFunction exact, int rows, int columns) {
    this.iteration = iteration;
    amplification = exact.amplification();
    localizations = exact.localizations();
    stored = iteration.rounding().stored(precision);
    // Both operands of a product are rounded where matrices are kept in binary32, else its result.
    boolean operands = stored != precision;
    storage = (operands ? 2 : 1) * precision.unitRoundoff();
    operand = operands ? precision.unitRoundoff() : 0;
    accumulator = precision.accumulator().unitRoundoff();
    rms =
        iteration.rounding().epilogue() == Epilogue.FUSED
            ? Precision.ROUNDING_RMS
            : Precision.ROUNDING_RMS * Math.sqrt(UNFUSED_ROUNDINGS);
    underflow = stored.smallestSubnormal();
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
    Function<Step, RoundingRanges> models = models(iteration, exact, rows, columns);
    RoundingRanges model = models.apply(iteration.steps().getFirst());
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
          case Form.Standard _ -> standard(iteration.steps(), models, initial);
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

  /// How far the last step alone may move a value; in the Gram form, all steps since the last
  /// restart, where their errors are bounded.
  static double lastStep(MatrixIteration iteration, ExactFunction exact, int rows, int columns) {
    List<Step> steps = iteration.steps();
    RoundingRanges model = models(iteration, exact, rows, columns).apply(steps.getLast());
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

  /// The model for each step, by its format.
  private static Function<Step, RoundingRanges> models(
      MatrixIteration iteration, ExactFunction exact, int rows, int columns) {
    Map<Precision, RoundingRanges> models = new EnumMap<>(Precision.class);
    for (Precision format : iteration.formats()) {
      models.put(format, new RoundingRanges(iteration, format, exact, rows, columns));
    }
    return step -> Objects.requireNonNull(models.get(step.precisionIn(iteration.precision())));
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

  /// The root of Σ f(σᵢ)².
  private static double frobenius(List<Range> ranges, ToDoubleFunction<Range> f) {
    return frobenius(ranges.stream().mapToDouble(f).toArray());
  }

  /// By how much an own error in the i-th direction counts.
  private double own(int i) {
    return amplification * localizations.get(i);
  }

  /// The spectral norm of random errors of relative size u in an X: m×n with this Frobenius norm.
  private double random(double u, double frobenius) {
    double spread = 1 / Math.sqrt(small) + 1 / Math.sqrt(large);
    double underflows = underflow * Math.sqrt((double) small * large);
    return amplification * SLACK * spread * (rms * u * frobenius + underflows);
  }

  /// The same in an m×m matrix.
  private double randomSquare(double u, double frobenius) {
    return amplification * SLACK * 2 / Math.sqrt(small) * (rms * u * frobenius + underflow * small);
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

  /// Where the format changes, X is rounded once more, to the storage of the next step's.
  private static List<List<Range>> standard(
      List<Step> steps, Function<Step, RoundingRanges> models, List<Range> initial) {
    List<List<Range>> all = new ArrayList<>(List.of(initial));
    Precision stored = models.apply(steps.getFirst()).stored;
    for (Step step : steps) {
      RoundingRanges model = models.apply(step);
      List<Range> x = all.getLast();
      all.add(model.standardStep(step, model.stored == stored ? x : model.stored(x)));
      stored = model.stored;
    }
    return all;
  }

  private List<Range> standardStep(Step step, List<Range> x) {
    List<Double> c = step.coefficients();
    RealPolynomial p = RealPolynomial.odd(c);
    List<Range> images = ComputedImages.of(iteration, step, x);
    // Σ_(k≥1) of c_k λᵏ, of k c_k λᵏ⁻¹, and of their magnitudes.
    ToDoubleFunction<Range> b =
        range -> Math.abs(p.at(range.largest()) / range.largest() - c.get(0));
    ToDoubleFunction<Range> slope = range -> slope(c, range.largest());
    double steepest = x.stream().mapToDouble(slope).max().orElse(0);
    // Degree 1 stores no A and no B.
    double inB =
        c.size() == 1
            ? 0
            : randomSquare(
                    storage,
                    frobenius(x, range -> range.largest() == 0 ? 0 : b.applyAsDouble(range)))
                + steepest * randomSquare(storage, frobenius(x, range -> square(range.largest())))
                + randomSquare(accumulator, frobenius(x, range -> magnitudes(c, range.largest())));
    double inY =
        random(storage, frobenius(images, Range::largest))
            + random(
                accumulator,
                frobenius(x, range -> magnitudes(c, range.largest()) * range.largest()));
    List<Range> y = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      double sigma = x.get(i).largest();
      double inA = slope.applyAsDouble(x.get(i));
      double own =
          sigma == 0
              ? 0
              : storage
                      * (images.get(i).largest()
                          + sigma * b.applyAsDouble(x.get(i))
                          // The power may overflow.
                          + (inA == 0 ? 0 : sigma * sigma * sigma * inA))
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
    double norm = frobenius(sigma);
    double[] squares = Arrays.stream(sigma).map(value -> value * value).toArray();
    GramErrors errors =
        new GramErrors(steps, sigma, rounding(squares, norm * norm, 0, squares), this::rounding);
    List<List<Range>> all = new ArrayList<>();
    List<Range> images = x;
    for (int k = 0; k < steps.size(); k++) {
      images = ComputedImages.of(iteration, steps.get(k), images);
      double excess =
          Math.max(
              1,
              GramRestarts.excess(
                  steps.subList(0, k + 1), new Form.Gram(List.of()), iteration.precision()));
      double factor = frobenius(errors.factors(k));
      double spread = Math.sqrt(small) * largest(sigma) + norm;
      double added =
          random(accumulator, factor * norm)
              + amplification * SLACK * rms * operand * factor / small * spread;
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

  private GramErrors.Rounding rounding(
      double[] result, double[] left, double[] right, double[] addend) {
    double leftNorm = frobenius(left);
    double rightNorm = frobenius(right);
    double[] magnitudes = new double[small];
    for (int i = 0; i < small; i++) {
      magnitudes[i] = Math.abs(left[i] * right[i]) + Math.abs(addend[i]);
    }
    return rounding(
        result,
        leftNorm * rightNorm + frobenius(addend),
        leftNorm * largest(right) + rightNorm * largest(left),
        magnitudes);
  }

  /// The rounding of an m×m matrix.
  ///
  /// @param stored its eigenvalues
  /// @param accumulated the Frobenius norms of what it is the product and sum of, multiplied
  /// @param operands the norm of a product of one rounding error of an operand and the other
  ///   operand
  /// @param magnitudes the terms that each eigenvalue is the sum of
  private GramErrors.Rounding rounding(
      double[] stored, double accumulated, double operands, double[] magnitudes) {
    double format = operand == 0 ? storage : accumulator;
    double squares =
        square(format * frobenius(stored))
            + square(accumulator * accumulated)
            + square(operand * operands);
    List<Double> own = new ArrayList<>();
    for (int i = 0; i < small; i++) {
      double error = format * Math.abs(stored[i]) + (accumulator + 2 * operand) * magnitudes[i];
      own.add(own(i) * error);
    }
    return new GramErrors.Rounding(rms * Math.sqrt(squares) / small + underflow, own);
  }

  private static double square(double x) {
    return x * x;
  }

  /// Scaled by a power of two, so that no square overflows.
  private static double frobenius(double[] values) {
    double largest = largest(values);
    if (!(largest > 0 && largest < Double.POSITIVE_INFINITY)) {
      return largest;
    }
    double scale = Math.scalb(1.0, -Math.getExponent(largest));
    double sum = 0;
    for (double value : values) {
      sum += square(value * scale);
    }
    return Math.sqrt(sum) / scale;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }
}
