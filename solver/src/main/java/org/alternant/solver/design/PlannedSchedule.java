package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;

/// A schedule whose steps carry plans made for rounded arithmetic, as it grows: each step is the
/// best odd polynomial on what the steps before it make of the input interval *and* of sample
/// matrices ([SampleRuns]), divided by the middle of its image, and computed by a plan through
/// which rounding does little ([PlanFit]). Above what is met there is room, for one matrix in
/// hundreds goes further than a few samples: as much again as rounding has driven these beyond the
/// image in exact arithmetic, and a share that is given.
///
/// A step of degree 3 or 5 has its plan given by the shift alone: T = A − τI with τ near the mean
/// eigenvalue, so that what is rounded is small where most singular values are. In a first cubic
/// nothing is gained by it, and τ = 0 saves the subtraction.
public final class PlannedSchedule {

  /// The degrees for which there are plans with as few products as can be: 2^(k+1) + 1, and 3.
  public static final List<Integer> DEGREES = List.of(3, 5, 9, 17);

  private static final int ACCURACY_BITS = 96;

  /// Points that stand for the spectra of matrices: half of them log-uniform, half uniform.
  private static final int POINTS = 160;

  /// Where sample matrices have singular values beyond this, the schedule has broken.
  private static final double BROKEN = 4;

  /// What scales a matrix before the first step may itself be rounded: there the room is so many
  /// times as wide.
  private static final double FIRST_ROOM = 4;

  /// How the fit weighs small values: what comes out best is taken.
  private static final double[] POWERS = {0, 0.5};

  private final double room;
  private final Epilogue epilogue;
  private final Precision precision;
  private final List<Step> steps;
  private final Interval image;
  private final double[] spectrum;
  private final SampleRuns runs;

  private PlannedSchedule(
      double room,
      Epilogue epilogue,
      Precision precision,
      List<Step> steps,
      Interval image,
      double[] spectrum,
      SampleRuns runs) {
    this.room = room;
    this.epilogue = epilogue;
    this.precision = precision;
    this.steps = steps;
    this.image = image;
    this.spectrum = spectrum;
    this.runs = runs;
  }

  /// A schedule without any step.
  ///
  /// @param input the singular values, above 0
  /// @param room how far above what may be met a step is made to reach, relative to it; the first
  ///   step four times as far, one after a step in a finer format less, in proportion
  /// @param epilogue how the runs round
  /// @param precision the format of steps that name none
  /// @param runs sample matrices with singular values in `input`
  /// @return the beginning
  public static PlannedSchedule on(
      Interval input, double room, Epilogue epilogue, Precision precision, SampleRuns runs) {
    double lower = input.lower();
    double upper = input.upper();
    double[] spectrum = new double[POINTS];
    int half = POINTS / 2;
    for (int i = 0; i < half; i++) {
      double share = i / (half - 1.0);
      spectrum[i] = lower * StrictMath.pow(upper / lower, share);
      spectrum[half + i] = lower + (upper - lower) * share;
    }
    return new PlannedSchedule(room, epilogue, precision, List.of(), input, spectrum, runs);
  }

  /// The schedule with one more step.
  ///
  /// @param degree one of [#DEGREES]
  /// @return the longer schedule; empty if a sample matrix breaks in it
  public Optional<PlannedSchedule> then(int degree) {
    return then(degree, precision);
  }

  /// The schedule with one more step in a format.
  ///
  /// @param degree one of [#DEGREES]
  /// @param format no coarser than that of the others
  /// @return the longer schedule; empty if a sample matrix breaks in it
  public Optional<PlannedSchedule> then(int degree, Precision format) {
    Interval met = met();
    double lower = low();
    double upper =
        reach() * (1 + room * (steps.isEmpty() ? FIRST_ROOM : roomAfter(steps.getLast())));
    if (!(lower > 0)) {
      return Optional.empty();
    }
    BestPolynomial best =
        RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper), ACCURACY_BITS + degree)
            .orThrow();
    double[] centred = centred(best, met);
    Step step =
        new Step(
            TableFunction.SIGN,
            best.coefficients(),
            new Interval(lower, upper),
            null,
            best.error(),
            format == precision ? null : format,
            null);
    return plans(centred, upper, format.unitRoundoff())
        .map(plan -> then(step.withPlan(runs.taken(plan, format))))
        .flatMap(Optional::stream)
        .max(Comparator.comparingDouble(PlannedSchedule::ratio));
  }

  /// The share of the room that a step needs after one in a finer format.
  private double roomAfter(Step step) {
    return step.precisionIn(precision).unitRoundoff() / precision.unitRoundoff();
  }

  private Optional<PlannedSchedule> then(Step step) {
    if (!(new TableCertifier(List.of(step)).image(image) instanceof ImageOutcome.Enclosed next)) {
      return Optional.empty();
    }
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    double[] moved = Arrays.stream(spectrum).map(step::evaluate).toArray();
    return runs.after(step)
        .map(
            after ->
                new PlannedSchedule(
                    room, epilogue, precision, List.copyOf(longer), next.image(), moved, after))
        .filter(schedule -> schedule.met().upper() < BROKEN);
  }

  /// The coefficients divided by the middle of the image of what is met.
  private static double[] centred(BestPolynomial best, Interval met) {
    double[] coefficients = QuickImage.coefficients(Step.of(best.coefficients()));
    QuickImage.Range image =
        QuickImage.of(
            TableFunction.SIGN, coefficients, QuickImage.Range.of(met.lower(), met.upper()));
    double middle = (image.lower().high() + image.upper().high()) / 2;
    return Arrays.stream(coefficients).map(c -> c / middle).toArray();
  }

  /// The plans to choose from: the only one, or one fitted by each way of weighing.
  private Stream<EvaluationPlan> plans(double[] c, double upper, double roundoff) {
    return c.length <= 3
        ? Stream.of(shifted(c))
        : DoubleStream.of(POWERS)
            .mapToObj(power -> PlanFit.fit(c, upper, spectrum, epilogue, roundoff, power));
  }

  /// The plan of degree 3 or 5.
  private EvaluationPlan shifted(double[] c) {
    double mean = Arrays.stream(spectrum).map(x -> x * x).sum() / spectrum.length;
    double shift = PlanFit.number(c.length == 2 && steps.isEmpty() ? 0 : mean);
    double slope = PlanFit.number(c[1]);
    if (c.length == 2) {
      double identity = PlanFit.number(c[0] + c[1] * shift);
      return new EvaluationPlan(1, shift, identity, List.of(), List.of(0.0, slope));
    }
    double curvature = PlanFit.number(c[2]);
    Product product =
        new Product(
            List.of(0.0, curvature),
            List.of(0.0, 1.0),
            List.of(0.0, PlanFit.number(c[1] + 2 * c[2] * shift)));
    double identity = PlanFit.number(c[0] + c[1] * shift + c[2] * shift * shift);
    return new EvaluationPlan(1, shift, identity, List.of(product), null);
  }

  /// What the next step has to receive: the image of the input in exact arithmetic, and the
  /// singular values of the sample matrices.
  private Interval met() {
    return image.hull(runs.range());
  }

  /// The lower end of the next step's interval. What the rounding of the matrices themselves takes
  /// off their smallest singular values is met half-way: below an interval the error grows slowly,
  /// and to reach further down costs all matrices.
  private double low() {
    double met = met().lower();
    return steps.isEmpty() ? Math.sqrt(met * image.lower()) : met;
  }

  /// What may be met above, by other matrices than the samples: as much more as these went beyond
  /// the image in exact arithmetic.
  private double reach() {
    return met().upper() + Math.max(0, runs.range().upper() - image.upper());
  }

  /// What decides how much the remaining steps can achieve: the error of the best ones falls as it
  /// rises.
  private double ratio() {
    return low() / reach();
  }

  /// The steps so far.
  ///
  /// @return p₁ first
  public List<Step> steps() {
    return steps;
  }

  /// What has become of the sample matrices.
  ///
  /// @return the largest |1 − σ| of all
  public double errorOfRuns() {
    return runs.range().error();
  }
}
