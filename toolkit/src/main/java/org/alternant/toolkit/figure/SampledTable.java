package org.alternant.toolkit.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.exact.Powers;
import org.alternant.toolkit.ProgressListener;
import org.jspecify.annotations.Nullable;

/// A table's composition on an interval, sampled for drawing, beside what is proved about it.
///
/// Where there is a certificate the errors are those of the exact composition, so that none exceeds
/// the certified one, however small that is; where the images overflow they are computed in
/// binary64, not finite from the overflow on, and the certificate is that of the steps before it.
final class SampledTable {

  /// Samples to a column of the figure: extremes of a curve that turns once within two columns are
  /// met to 1/64 of its swing.
  private static final int SAMPLES_PER_COLUMN = 8;

  private final String name;
  private final List<Step> steps;
  private final Interval input;
  private final @Nullable Certificate certificate;
  private final int overflow;
  private final Curve error;

  /// A function of one variable as the corners of a polyline.
  ///
  /// @param x the arguments, not descending
  /// @param y the values, as many
  record Curve(List<Double> x, List<Double> y) {

    Curve {
      x = List.copyOf(x);
      y = List.copyOf(y);
    }

    /// The curve with each value replaced.
    Curve map(DoubleUnaryOperator function) {
      return new Curve(x, y.stream().map(function::applyAsDouble).toList());
    }

    /// What is left to draw when so many samples share a column: the first, the lowest and the
    /// highest of each.
    Curve envelope() {
      List<Double> keptX = new ArrayList<>();
      List<Double> keptY = new ArrayList<>();
      for (int start = 0; start < x.size(); start += SAMPLES_PER_COLUMN) {
        int low = start;
        int high = start;
        for (int i = start; i < Math.min(start + SAMPLES_PER_COLUMN, x.size()); i++) {
          low = y.get(i) < y.get(low) ? i : low;
          high = y.get(i) > y.get(high) ? i : high;
        }
        int[] corners = {start, low, high, x.size() - 1};
        int count = start + SAMPLES_PER_COLUMN < x.size() ? 3 : 4;
        Arrays.stream(corners, 0, count)
            .sorted()
            .distinct()
            .forEach(
                i -> {
                  keptX.add(x.get(i));
                  keptY.add(y.get(i));
                });
      }
      return new Curve(keptX, keptY);
    }
  }

  private SampledTable(
      String name,
      List<Step> steps,
      Interval input,
      @Nullable Certificate certificate,
      int overflow,
      Curve error) {
    this.name = name;
    this.steps = steps;
    this.input = input;
    this.certificate = certificate;
    this.overflow = overflow;
    this.error = error;
  }

  /// Certifies and samples.
  ///
  /// @param name what the figure calls the table
  /// @param steps the steps that run, p₁ first
  /// @param input the interval, with a positive lower end below its upper end
  /// @param columns the width of what is drawn, in whatever its output can resolve
  /// @param progress told of every point of the exact composition
  /// @return empty if the proof takes more work than is allowed
  static Optional<SampledTable> of(
      String name, List<Step> steps, Interval input, int columns, ProgressListener progress) {
    TableCertifier certifier = new TableCertifier(steps);
    return switch (certifier.certify(input)) {
      case CertificationOutcome.Certified certified -> {
        double[] x = logarithmic(input, columns, certified.witness());
        yield Optional.of(
            new SampledTable(
                name,
                steps,
                input,
                certified.certificate(),
                0,
                sampled(x, certifier::errorAt, progress)));
      }
      case Undetermined _ -> Optional.empty();
      case Overflow overflow -> {
        double[] x = logarithmic(input, columns, input.upper());
        yield Optional.of(
            new SampledTable(
                name,
                steps,
                input,
                prefixCertificate(steps, input, overflow.step() - 1),
                overflow.step(),
                sampled(
                    x,
                    value -> function(steps).target(value) - binary64(steps, value),
                    ProgressListener.NONE)));
      }
    };
  }

  private static TableFunction function(List<Step> steps) {
    return steps.getFirst().function();
  }

  private static @Nullable Certificate prefixCertificate(
      List<Step> steps, Interval input, int count) {
    return count == 0
        ? null
        : new TableCertifier(steps.subList(0, count)).certify(input).proved().orElse(null);
  }

  private static double binary64(List<Step> steps, double x) {
    double value = Powers.root(x, steps.getFirst().function().inputPower());
    for (Step step : steps) {
      value = step.evaluate(value);
    }
    return value;
  }

  /// Points at equal ratios, with the ends and one point more.
  private static double[] logarithmic(Interval interval, int columns, double more) {
    int count = columns * SAMPLES_PER_COLUMN;
    double[] x = new double[count + 2];
    double from = StrictMath.log(interval.lower());
    double to = StrictMath.log(interval.upper());
    for (int i = 0; i <= count; i++) {
      x[i] = interval.nearest(StrictMath.exp(from + (to - from) * i / count));
    }
    x[0] = interval.lower();
    x[count] = interval.upper();
    x[count + 1] = more;
    Arrays.sort(x);
    return x;
  }

  private static Curve sampled(
      double[] x, DoubleUnaryOperator function, ProgressListener progress) {
    List<Double> y = new ArrayList<>();
    for (double point : x) {
      y.add(function.applyAsDouble(point));
      progress.advanced(y.size(), x.length);
    }
    return new Curve(Arrays.stream(x).boxed().toList(), y);
  }

  /// What the figure calls the table.
  String name() {
    return name;
  }

  /// The steps that run.
  List<Step> steps() {
    return steps;
  }

  /// The interval.
  Interval input() {
    return input;
  }

  /// The certificate; null where the images overflow.
  @Nullable Certificate certificate() {
    return overflow == 0 ? certificate : null;
  }

  /// The step in which the images leave the range of binary64; 0 if they do not.
  int overflow() {
    return overflow;
  }

  /// Target − composition, at least eight samples to a column.
  Curve error() {
    return error;
  }

  /// The composition, at the same points.
  Curve composition() {
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < error.x().size(); i++) {
      y.add(function(steps).target(error.x().get(i)) - error.y().get(i));
    }
    return new Curve(error.x(), y);
  }

  /// What the composition is to be, at the same points; null where it is 1.
  @Nullable Curve target() {
    return function(steps).isClip()
        ? new Curve(error.x(), error.x().stream().map(function(steps)::target).toList())
        : null;
  }

  /// The image of the interval under the steps before the t-th: what that step is applied to.
  ///
  /// @param t a step from 1 up to the number of steps, or up to that which overflows
  Interval domain(int t) {
    return t == 1 || certificate == null ? arguments() : certificate.steps().get(t - 2).image();
  }

  /// The interval as the first step receives it: for a root the roots of the eigenvalues.
  private Interval arguments() {
    int power = inputPower();
    return new Interval(Powers.root(input.lower(), power), Powers.root(input.upper(), power));
  }

  /// The power of x of which the input is: 1, or the root of an inverse root.
  int inputPower() {
    return steps.getFirst().function().inputPower();
  }

  /// How many steps have images to show.
  int stepsWithImages() {
    return overflow == 0 ? steps.size() : overflow - 1;
  }

  /// The polynomial of a step on its domain.
  ///
  /// @param t the step, from 1 up to [#stepsWithImages]
  Curve step(int t, int columns) {
    Interval domain = domain(t);
    Step step = steps.get(t - 1);
    TableCertifier single = new TableCertifier(List.of(step));
    int power = inputPower();
    int count = columns * SAMPLES_PER_COLUMN;
    double[] x = new double[count + 1];
    for (int i = 0; i <= count; i++) {
      double part = (double) i / count;
      x[i] = domain.nearest(domain.lower() * (1 - part) + domain.upper() * part);
    }
    return sampled(
        x,
        value -> step.function().target(value) - single.errorAt(Powers.of(value, power)),
        ProgressListener.NONE);
  }
}
