package org.alternant.solver.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.audit.Hypothesis.Parameter;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.jspecify.annotations.Nullable;

/// Finds the request a table was designed from, from its numbers alone.
///
/// The first row's [RowShape] gives the safety factor (its scale, the interval's upper end being
/// 1), the cushion (its ratio, where it was recentred) and the lower end (its ratio, or the point
/// whose image recentring placed). Each way of applying a safety factor is then designed anew and
/// compared with all rows: what agrees to the digits that are printed is the origin. The last row
/// may be multiplied by the middle of a band.
public final class OriginFinder {

  private static final int MAXIMUM_DIGITS = 17;

  /// The fit's first step in the logarithms of lower end and cushion, the accuracy of the deviation
  /// it ends with, and the iterations it may take.
  private static final double FIT_STEP = 2e-3;

  /// The first row's decimals determine both better than this.
  private static final double FIT_REACH = 0.1;

  private static final double FIT_ACCURACY = 1e-3;
  private static final int FIT_ITERATIONS = 400;

  /// A relative difference that rounding alone can explain.
  private static final double ROUNDING = 1e-14;

  private static final double LARGEST_LOWER = 0.999;

  /// A lower end is told from its neighbours by a factor this close to 1 at first.
  private static final double EDGE_STEP = 1.0001;

  private static final double SMALLEST_LOWER = 1e-30;
  private static final int EDGE_BISECTIONS = 30;

  /// What a search may design: some 50,000 rows of degree 5; estimated at several seconds.
  private static final long WORK = 25_000_000;

  /// What a row takes beside, in coefficients.
  private static final int OVERHEAD = 5;

  /// What a row takes where the interval does not converge, which makes most rows free: only degree
  /// 1 leaves thousands of rows such intervals.
  private static final long UNCONVERGED = 25_000;

  /// How often a row is designed until its shape is known, for counting: an estimate.
  private static final int DESIGNS_FOR_A_SHAPE = 40;

  private final List<Step> rows;
  private final TableFunction function;
  private final PrintedDigits digits;
  private final long designWork;
  private long workLeft = WORK;

  private OriginFinder(List<Step> rows) {
    this.rows = rows;
    function = rows.getFirst().function();
    digits = PrintedDigits.of(rows);
    designWork = rows.stream().mapToLong(OriginFinder::designWork).sum();
  }

  /// Finds the origin of a table's rows, with work that is bounded by counting.
  ///
  /// @param rows the rows in order
  /// @return what their numbers tell
  public static Origin find(List<Step> rows) {
    return new OriginFinder(rows).origin();
  }

  /// Whether rows of these degrees may be designed anew, by the work that it takes.
  static boolean isReasonable(List<Step> rows) {
    return rows.stream().mapToLong(row -> row.degree() == 1 ? UNCONVERGED : designWork(row)).sum()
        <= WORK;
  }

  private static long designWork(Step row) {
    long n = (long) row.coefficients().size() + OVERHEAD;
    return n * n * n;
  }

  private void spend(long work) {
    workLeft -= work;
    if (workLeft < 0) {
      throw new EffortSpentException();
    }
  }

  private Origin origin() {
    SortedMap<Integer, RowShape> shapes = new TreeMap<>();
    try {
      findShapes(shapes);
      return new Origin(shapes, closest(shapes.get(1)).map(this::recipe), true);
    } catch (EffortSpentException e) {
      return new Origin(shapes, Optional.empty(), false);
    }
  }

  private void findShapes(SortedMap<Integer, RowShape> shapes) {
    spend(DESIGNS_FOR_A_SHAPE * designWork);
    for (int t = 0; t < rows.size(); t++) {
      RowShape shape = RowShape.of(rows.get(t));
      if (shape != null) {
        shapes.put(t + 1, shape);
      }
    }
  }

  private Optional<Hypothesis> closest(@Nullable RowShape first) {
    if (first == null || first.isLimit()) {
      return Optional.empty();
    }
    Hypothesis closest = null;
    double least = Double.POSITIVE_INFINITY;
    for (Hypothesis plain : hypotheses(first)) {
      for (Hypothesis variant : List.of(plain, plain.withLastRowScaled(rows, digits))) {
        double deviation = deviation(variant);
        if (deviation < least) {
          closest = variant;
          least = deviation;
        }
      }
    }
    return Optional.ofNullable(closest);
  }

  private Origin.Recipe recipe(Hypothesis closest) {
    Hypothesis fitted = digits.areFew() ? fitted(closest) : closest;
    double allowed = digits.areFew() ? digits.noise() : ROUNDING;
    Hypothesis plain = withFewDigits(fitted, Math.max(allowed, 2 * deviation(fitted)));
    double deviation = deviation(plain);
    return new Origin.Recipe(
        plain.request(),
        plain.bakedInto(),
        plain.lastFactor(),
        deviation,
        deviation <= digits.noise()
            ? Optional.of(new Interval(edge(plain, 1 / EDGE_STEP), edge(plain, EDGE_STEP)))
            : Optional.empty());
  }

  private double deviation(Hypothesis hypothesis) {
    spend(designWork);
    return hypothesis.deviation(rows, digits);
  }

  private List<Hypothesis> hypotheses(RowShape first) {
    List<Integer> degrees = rows.stream().map(Step::degree).toList();
    // What a request speaks of: eigenvalues for a root.
    int power = function.inputPower();
    double safety = digits.areSame(first.scale(), 1) ? 1 : Powers.of(first.scale(), power);
    boolean recentred = !digits.areSame(first.factor(), 1);
    double cushion = recentred ? Powers.of(first.ratio(), power) : 0;
    double lower = Powers.of(recentred ? recentredLower(first) : first.ratio(), power);
    List<Hypothesis> hypotheses = new ArrayList<>();
    if (!(safety >= 1 && lower > 0 && lower < 1 && cushion < 1)) {
      return hypotheses;
    }
    if (safety == 1) {
      hypotheses.add(
          new Hypothesis(
              request(degrees, lower, cushion, 1, SafetyPlacement.IN_LOOP), BakedInto.NONE));
      return hypotheses;
    }
    for (SafetyPlacement placement : SafetyPlacement.values()) {
      DesignRequest request = request(degrees, lower, cushion, safety, placement);
      hypotheses.add(new Hypothesis(request, BakedInto.ALL_BUT_LAST));
      if (placement == SafetyPlacement.POST_HOC) {
        hypotheses.add(new Hypothesis(request, BakedInto.ALL));
      }
    }
    return hypotheses;
  }

  private DesignRequest request(
      List<Integer> degrees,
      double lower,
      double cushion,
      double safety,
      SafetyPlacement placement) {
    return DesignRequest.of(function, degrees, new Interval(lower, 1))
        .withCushion(cushion)
        .withSafetyFactor(safety, placement);
  }

  /// The lower end that recentring by ρ = 2/(p*(l) + 1 + E) placed, by bisection: p* increases on
  /// (0, k).
  private double recentredLower(RowShape first) {
    BestPolynomial best = RowShape.best(rows.getFirst(), first.ratio());
    double image = 2 / first.factor() - 1 - best.errorUpper().doubleValue();
    double below = 0;
    double above = first.ratio();
    for (int i = 0; i < 2 * Double.PRECISION; i++) {
      double middle = (below + above) / 2;
      if (best.image(Dyadic.of(middle)).doubleValue() < image) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return above;
  }

  /// The same request with cushion and lower end moved to where the design is closest: the other
  /// rows settle what too few decimals in the first row leave open.
  private Hypothesis fitted(Hypothesis found) {
    double safety = found.request().safetyFactor();
    double rounded = new BigDecimal(safety).round(new MathContext(digits.decimals())).doubleValue();
    Hypothesis base =
        rounded >= 1 && digits.areSame(rounded, safety)
            ? found.with(Parameter.SAFETY_FACTOR, rounded)
            : found;
    Hypothesis moved = moved(base, fittedLogarithms(base));
    return deviation(moved) < deviation(base) ? moved : base;
  }

  /// The logarithms of what lower end and cushion are multiplied by for the least deviation.
  private double[] fittedLogarithms(Hypothesis base) {
    return new SimplexOptimizer(-1, FIT_ACCURACY)
        .optimize(
            new ObjectiveFunction(
                logarithms ->
                    Math.abs(logarithms[0]) > FIT_REACH || Math.abs(logarithms[1]) > FIT_REACH
                        ? Double.MAX_VALUE
                        : deviation(moved(base, logarithms))),
            GoalType.MINIMIZE,
            new InitialGuess(new double[2]),
            new NelderMeadSimplex(2, FIT_STEP),
            new MaxEval(Integer.MAX_VALUE),
            new MaxIter(FIT_ITERATIONS))
        .getPoint();
  }

  private Hypothesis moved(Hypothesis base, double[] logarithms) {
    double lower = base.request().lower() * StrictMath.exp(logarithms[0]);
    double cushion = base.request().cushion() * StrictMath.exp(logarithms[1]);
    Hypothesis moved =
        base.with(Parameter.LOWER, Parameter.LOWER.allows(lower) ? lower : LARGEST_LOWER);
    if (Parameter.CUSHION.allows(cushion)) {
      moved = moved.with(Parameter.CUSHION, cushion);
    }
    return base.lastFactor() == 1 ? moved : moved.withLastRowScaled(rows, digits);
  }

  /// The same hypothesis with each number rounded to the fewest digits that keep the agreement.
  private Hypothesis withFewDigits(Hypothesis found, double allowed) {
    Hypothesis result = found;
    for (Parameter parameter : Parameter.values()) {
      result = withFewDigits(result, parameter, allowed);
    }
    return result;
  }

  private Hypothesis withFewDigits(Hypothesis base, Parameter parameter, double allowed) {
    BigDecimal exact = new BigDecimal(base.value(parameter));
    for (int count = 1; count <= MAXIMUM_DIGITS; count++) {
      double rounded = exact.round(new MathContext(count)).doubleValue();
      if (parameter.allows(rounded)) {
        Hypothesis shorter = base.with(parameter, rounded);
        if (deviation(shorter) <= allowed) {
          return shorter;
        }
      }
    }
    return base;
  }

  /// The farthest lower end in one direction that agrees as well, found by widening and bisection.
  private double edge(Hypothesis found, double direction) {
    double lower = found.request().lower();
    DoubleUnaryOperator excess =
        value -> value < 1 ? deviation(found.with(Parameter.LOWER, value)) - digits.noise() : 1;
    double inside = lower;
    double outside = lower * direction;
    for (double step = direction;
        excess.applyAsDouble(outside) <= 0 && outside > SMALLEST_LOWER;
        step *= step) {
      inside = outside;
      outside = inside * step;
    }
    for (int i = 0; i < EDGE_BISECTIONS; i++) {
      double middle = (inside + outside) / 2;
      if (excess.applyAsDouble(middle) <= 0) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return inside;
  }
}
