package org.alternant.solver.audit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.PointValuePair;
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

  /// Agreement expected of tables printed with all digits: they come from double-precision solvers.
  private static final double FULL_DIGITS_NOISE = 1e-9;

  /// More decimals than this and a table counts as printed with all digits.
  private static final int FEW_DECIMALS = 8;

  private static final int MAXIMUM_DIGITS = 17;

  /// The fit's first step in the logarithms of lower end and cushion, the accuracy of the deviation
  /// it ends with, and the iterations it may take.
  private static final double FIT_STEP = 2e-3;

  /// The first row's decimals determine both better than this.
  private static final double FIT_REACH = 0.1;

  private static final double FIT_ACCURACY = 1e-3;
  private static final int FIT_ITERATIONS = 400;

  /// The numbers of a request that are fitted and rounded.
  private static final int LOWER = 0;

  private static final int SAFETY = 1;
  private static final int CUSHION = 2;
  private static final int LAST_FACTOR = 3;
  private static final int PARAMETERS = 4;

  /// A relative difference that rounding alone explains.
  private static final double ROUNDING = 1e-14;

  /// How far a factor or scale may be from 1 and still be 1, in units of the printed digits' noise.
  private static final double UNITY = 50;

  private final List<Step> rows;
  private final int decimals;

  private OriginFinder(List<Step> rows) {
    this.rows = rows;
    decimals = rows.stream().mapToInt(OriginFinder::decimals).max().orElse(0);
  }

  /// What was found.
  ///
  /// @param shapes the rows that are scaled best polynomials, by their number from 1
  /// @param request the request whose design is closest to the rows; null if the first row is no
  ///   scaled best polynomial
  /// @param bakedInto the rows that carry the safety factor
  /// @param lastFactor what the last row is multiplied by, the middle of a band; 1 where the image
  ///   is centred about 1
  /// @param deviation the largest difference between the design and the rows, in units of the last
  ///   printed decimal; relative where all digits are printed
  /// @param agrees whether that is no more than the printed digits explain
  /// @param lowerFrom the smallest lower end that agrees as well; NaN unless `agrees`
  /// @param lowerTo the largest
  public record Origin(
      SortedMap<Integer, RowShape> shapes,
      @Nullable DesignRequest request,
      BakedInto bakedInto,
      double lastFactor,
      double deviation,
      boolean agrees,
      double lowerFrom,
      double lowerTo) {
    /// Copies the map.
    public Origin {
      shapes = Collections.unmodifiableSortedMap(new TreeMap<>(shapes));
    }
  }

  private record Hypothesis(DesignRequest request, BakedInto bakedInto, double lastFactor) {
    Hypothesis(DesignRequest request, BakedInto bakedInto) {
      this(request, bakedInto, 1);
    }
  }

  /// Finds the origin of a table's rows.
  ///
  /// @param rows the rows in order
  /// @return what their numbers tell
  public static Origin find(List<Step> rows) {
    return new OriginFinder(rows).origin();
  }

  /// The number of decimals a row is printed with.
  ///
  /// @param row the row
  /// @return the largest number of digits after the decimal point among its shortest decimals
  public static int decimals(Step row) {
    return row.coefficients().stream()
        .mapToInt(c -> Math.max(0, BigDecimal.valueOf(c).stripTrailingZeros().scale()))
        .max()
        .orElse(0);
  }

  private Origin origin() {
    SortedMap<Integer, RowShape> shapes = new TreeMap<>();
    for (int t = 0; t < rows.size(); t++) {
      RowShape shape = RowShape.of(rows.get(t));
      if (shape != null) {
        shapes.put(t + 1, shape);
      }
    }
    RowShape first = shapes.get(1);
    Hypothesis best = null;
    double deviation = Double.POSITIVE_INFINITY;
    for (Hypothesis hypothesis :
        first == null || first.isLimit() ? List.<Hypothesis>of() : hypotheses(first)) {
      for (Hypothesis variant : List.of(hypothesis, withLastRowScaled(hypothesis))) {
        double candidate = deviation(variant);
        if (candidate < deviation) {
          best = variant;
          deviation = candidate;
        }
      }
    }
    if (best == null) {
      return new Origin(shapes, null, BakedInto.NONE, 1, Double.NaN, false, Double.NaN, Double.NaN);
    }
    if (hasFewDecimals()) {
      best = fitted(best);
      deviation = deviation(best);
    }
    best = withFewDigits(best, Math.max(hasFewDecimals() ? noise() : ROUNDING, 2 * deviation));
    deviation = deviation(best);
    boolean agrees = deviation <= noise();
    return new Origin(
        shapes,
        best.request(),
        best.bakedInto(),
        best.lastFactor(),
        deviation,
        agrees,
        agrees ? edge(best, 1 / 1.0001) : Double.NaN,
        agrees ? edge(best, 1.0001) : Double.NaN);
  }

  private boolean hasFewDecimals() {
    return decimals <= FEW_DECIMALS;
  }

  /// In units of the last decimal: half for the rounding, and as much for a slip.
  private double noise() {
    return hasFewDecimals() ? 1 : FULL_DIGITS_NOISE;
  }

  private double relativeNoise() {
    return hasFewDecimals() ? 1 / StrictMath.pow(10, decimals) : 1e-12;
  }

  private List<Hypothesis> hypotheses(RowShape first) {
    List<Integer> degrees = rows.stream().map(Step::degree).toList();
    double safety = Math.abs(first.scale() - 1) < UNITY * relativeNoise() ? 1 : first.scale();
    boolean recentred = Math.abs(first.factor() - 1) > UNITY * relativeNoise();
    double cushion = recentred ? first.ratio() : 0;
    double lower = recentred ? recentredLower(first) : first.ratio();
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

  private static DesignRequest request(
      List<Integer> degrees,
      double lower,
      double cushion,
      double safety,
      SafetyPlacement placement) {
    return new DesignRequest(degrees, lower, 1, cushion, safety, placement);
  }

  /// The lower end that recentring by ρ = 2/(p*(l) + 1 + E) placed, by bisection: p* increases on
  /// (0, k).
  private double recentredLower(RowShape first) {
    BestPolynomial best =
        RemezExchange.solve(rows.getFirst().degree(), new BigDecimal(first.ratio()), BigDecimal.ONE)
            .orThrow();
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

  /// The same hypothesis with the last row multiplied as the table's leading number says.
  private Hypothesis withLastRowScaled(Hypothesis hypothesis) {
    List<Step> designed = designed(hypothesis);
    if (designed.isEmpty() || rows.size() == 1) {
      return hypothesis;
    }
    boolean divided = hypothesis.bakedInto() == BakedInto.ALL;
    double factor =
        rows.getLast().coefficients().getFirst()
            / designed.getLast().coefficients().getFirst()
            * (divided ? hypothesis.request().safetyFactor() : 1);
    return factor > 0 && Math.abs(factor - 1) > UNITY * relativeNoise()
        ? new Hypothesis(hypothesis.request(), hypothesis.bakedInto(), factor)
        : hypothesis;
  }

  /// The rows of a hypothesis, before its last is scaled; empty where there are none.
  private static List<Step> designed(Hypothesis hypothesis) {
    try {
      return ScheduleDesigner.design(hypothesis.request());
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }

  private double deviation(Hypothesis hypothesis) {
    List<Step> designed = designed(hypothesis);
    if (designed.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double deviation = 0;
    for (int t = 0; t < rows.size(); t++) {
      boolean last = t == rows.size() - 1;
      boolean divide = hypothesis.bakedInto() == BakedInto.ALL && last;
      double s = divide ? hypothesis.request().safetyFactor() : 1;
      double power = last ? s / hypothesis.lastFactor() : s;
      for (int j = 0; j < rows.get(t).coefficients().size(); j++) {
        double expected = designed.get(t).coefficients().get(j) / power;
        double difference = Math.abs(rows.get(t).coefficients().get(j) - expected);
        deviation =
            Math.max(
                deviation,
                hasFewDecimals()
                    ? difference * StrictMath.pow(10, decimals)
                    : difference / Math.abs(expected));
        power *= s * s;
      }
    }
    return deviation;
  }

  /// The same request with cushion and lower end moved to where the design is closest: what few
  /// decimals of the first row leave open, the other rows decide.
  private Hypothesis fitted(Hypothesis found) {
    DesignRequest request = found.request();
    double rounded =
        new BigDecimal(request.safetyFactor()).round(new MathContext(decimals)).doubleValue();
    Hypothesis base =
        rounded >= 1 && Math.abs(rounded - request.safetyFactor()) < UNITY * relativeNoise()
            ? replace(found, SAFETY, rounded)
            : found;
    double cushion = request.cushion();
    Function<double[], Hypothesis> at =
        logarithms -> {
          double lower = request.lower() * StrictMath.exp(logarithms[0]);
          Hypothesis moved =
              isRequest(LOWER, lower) ? replace(base, LOWER, lower) : replace(base, LOWER, 0.999);
          double moving = cushion * StrictMath.exp(logarithms[1]);
          Hypothesis both = isRequest(CUSHION, moving) ? replace(moved, CUSHION, moving) : moved;
          return base.lastFactor() == 1 ? both : withLastRowScaled(both);
        };
    PointValuePair closest =
        new SimplexOptimizer(-1, FIT_ACCURACY)
            .optimize(
                new ObjectiveFunction(
                    logarithms ->
                        Math.abs(logarithms[0]) > FIT_REACH || Math.abs(logarithms[1]) > FIT_REACH
                            ? Double.MAX_VALUE
                            : deviation(at.apply(logarithms))),
                GoalType.MINIMIZE,
                new InitialGuess(new double[2]),
                new NelderMeadSimplex(2, FIT_STEP),
                new MaxEval(Integer.MAX_VALUE),
                new MaxIter(FIT_ITERATIONS));
    Hypothesis moved = at.apply(closest.getPoint());
    return deviation(moved) < deviation(base) ? moved : base;
  }

  /// The same request with each number rounded to the fewest digits that keep the agreement.
  private Hypothesis withFewDigits(Hypothesis found, double allowed) {
    Hypothesis result = found;
    for (int parameter = 0; parameter < PARAMETERS; parameter++) {
      Hypothesis base = result;
      int which = parameter;
      DoubleFunction<Hypothesis> replaced = value -> replace(base, which, value);
      double exact =
          switch (which) {
            case LOWER -> base.request().lower();
            case SAFETY -> base.request().safetyFactor();
            case CUSHION -> base.request().cushion();
            default -> base.lastFactor();
          };
      for (int digits = 1; digits <= MAXIMUM_DIGITS; digits++) {
        double rounded = new BigDecimal(exact).round(new MathContext(digits)).doubleValue();
        if (isRequest(which, rounded) && deviation(replaced.apply(rounded)) <= allowed) {
          result = replaced.apply(rounded);
          break;
        }
      }
    }
    return result;
  }

  private static boolean isRequest(int parameter, double value) {
    return switch (parameter) {
      case LOWER -> value > 0 && value < 1;
      case SAFETY -> value >= 1;
      case CUSHION -> value >= 0 && value < 1;
      default -> value > 0;
    };
  }

  private static Hypothesis replace(Hypothesis base, int parameter, double value) {
    DesignRequest request = base.request();
    return new Hypothesis(
        new DesignRequest(
            request.degrees(),
            parameter == LOWER ? value : request.lower(),
            request.upper(),
            parameter == CUSHION ? value : request.cushion(),
            parameter == SAFETY ? value : request.safetyFactor(),
            request.safetyPlacement()),
        base.bakedInto(),
        parameter == LAST_FACTOR ? value : base.lastFactor());
  }

  /// The farthest lower end in one direction that agrees as well, found by widening and bisection.
  private double edge(Hypothesis found, double direction) {
    double lower = found.request().lower();
    DoubleUnaryOperator excess =
        value -> value < 1 ? deviation(replace(found, LOWER, value)) - noise() : 1;
    double inside = lower;
    double outside = lower * direction;
    for (double step = direction;
        excess.applyAsDouble(outside) <= 0 && outside > 1e-30;
        step *= step) {
      inside = outside;
      outside = inside * step;
    }
    for (int i = 0; i < 30; i++) {
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
