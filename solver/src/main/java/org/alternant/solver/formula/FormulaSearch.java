package org.alternant.solver.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.solver.design.ScheduleDesigner;
import org.jspecify.annotations.Nullable;

/// Finds the parts of a formula within a budget of products, for the least worst error of the
/// formula as a whole.
///
/// A part is a schedule of best polynomials on an interval, and what is searched for is its degrees
/// and its interval. The sign's lower end l is a compromise: between −l and l the sign is not
/// reached, which costs about l/10 where the target has its corner; the smaller l, the larger the
/// error elsewhere. For the clip the inverse square root is designed for [1, B²] or, if that errs
/// less, for all that the sign's error makes of it, and its result multiplied by a number near 1:
/// the error at the corner has one sign. All that is looked at in binary64 at points; it decides
/// what is designed, and nothing else.
public final class FormulaSearch {

  /// The least products of a formula: a step of degree 3 in each part.
  private static final int FEWEST_STEPS = 1;

  /// Of l, in parts of the upper end.
  private static final double SMALLEST_LOWER = 1e-8;

  private static final double LARGEST_LOWER = 0.9;

  /// The sign's lower end is about so much times the upper, to the power of its products.
  private static final double LOWER_BASE = 0.64;

  private static final double LOWER_FACTOR = 1.7;

  /// So many sequences of degrees for the sign are looked at within the formula.
  private static final int SHORTLIST = 4;

  /// Lower ends between which the least error is looked for, evenly in log l.
  private static final int GRID = 12;

  /// Of the golden section about the best of them.
  private static final int SECTIONS = 14;

  private static final double GOLDEN = 0.6180339887498949;

  /// What is designed has as many digits.
  private static final MathContext DIGITS = new MathContext(8);

  private final Formula formula;
  private final ErrorSamples samples;
  private final double bound;
  private final double upper;

  private FormulaSearch(Formula formula, double bound) {
    this.formula = formula;
    this.bound = bound;
    samples = ErrorSamples.of(formula, bound);
    upper = formula == Formula.PSD ? 1 : Math.max(1, bound * bound - 1);
  }

  /// A choice of degrees with the best interval for them.
  ///
  /// @param side of the sign
  /// @param divisor of the inverse square root; null where there is none
  /// @param lower the sign's lower end
  /// @param roomy whether the divisor's interval has room for the sign's error
  /// @param error the formula's error at the sampled points
  private record Found(
      PartDegrees side, @Nullable PartDegrees divisor, double lower, boolean roomy, double error) {}

  /// Finds the parts.
  ///
  /// @param formula the formula
  /// @param bound of the clip that is computed ([FormulaTable#clipBound]); null for [Formula#PSD]
  /// @param budget the most products of a run
  /// @return the parts; empty if the budget is too small for any
  public static Optional<List<Part>> parts(Formula formula, @Nullable Double bound, int budget) {
    FormulaSearch search = new FormulaSearch(formula, bound == null ? 1 : bound);
    return search.ranked(budget).stream()
        .map(search::designed)
        .filter(parts -> formula.products(parts) <= budget)
        .findFirst();
  }

  /// The fewest products that a formula takes.
  ///
  /// @param formula the formula
  /// @return with one step of degree 3 in each part
  public static int fewestProducts(Formula formula) {
    int products = formula.otherProducts();
    for (Role role : formula.roles()) {
      products += IterationCost.least(role.function(), FEWEST_STEPS, 0).products();
    }
    return products;
  }

  /// Those that fill the budget, the best first.
  private List<Found> ranked(int budget) {
    int rest = budget - formula.otherProducts();
    List<Found> found = new ArrayList<>();
    if (formula == Formula.PSD) {
      found.addAll(best(sides(rest), null));
    } else {
      double least = Double.POSITIVE_INFINITY;
      for (PartDegrees divisor : divisors(rest)) {
        // From 1 to the bound the formula errs as much as its divisor.
        if (new SampledSchedule(divisor.degrees(), 1, bound).error() > least) {
          continue;
        }
        for (Found best : best(sides(rest - divisor.products()), divisor)) {
          least = Math.min(least, best.error);
          found.add(best);
        }
      }
    }
    return found.stream().sorted(Comparator.comparingDouble(Found::error)).toList();
  }

  /// The degrees that cost most within a number of products, those of least error on an interval
  /// such as they will get.
  private List<PartDegrees> sides(int products) {
    List<PartDegrees> all = PartDegrees.within(Role.SIDE, products);
    int most = all.stream().mapToInt(PartDegrees::products).max().orElse(0);
    double lower = upper * LOWER_FACTOR * StrictMath.pow(LOWER_BASE, most);
    return all.stream()
        .filter(one -> one.products() == most)
        .sorted(
            Comparator.comparingDouble(
                one -> new SampledSchedule(one.degrees(), lower, upper).error()))
        .limit(SHORTLIST)
        .toList();
  }

  /// For each number of products the degrees with the least error on [1, B²], the least first.
  private List<PartDegrees> divisors(int budget) {
    List<PartDegrees> all = PartDegrees.within(Role.DIVISOR, budget);
    List<PartDegrees> best = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    for (int products = 0; products <= budget; products++) {
      for (PartDegrees one : all) {
        if (one.products() == products) {
          double error = new SampledSchedule(one.degrees(), 1, bound).error();
          if (error < least) {
            least = error;
            best.removeIf(other -> other.products() == one.products());
            best.add(one);
          }
        }
      }
    }
    return best.reversed();
  }

  /// One for each, in their order; they are found side by side.
  private List<Found> best(List<PartDegrees> sides, @Nullable PartDegrees divisor) {
    return sides.parallelStream().map(side -> best(side, divisor)).toList();
  }

  private Found best(PartDegrees side, @Nullable PartDegrees divisor) {
    if (divisor == null) {
      return best(side, null, false, sign -> samples.error(sign, null));
    }
    SampledSchedule root = schedule(divisor, 0);
    Found tight = best(side, divisor, false, sign -> samples.error(sign, root));
    Found roomy =
        best(side, divisor, true, sign -> samples.error(sign, schedule(divisor, sign.error())));
    return roomy.error < tight.error ? roomy : tight;
  }

  /// Finds the sign's lower end.
  ///
  /// @param formula the formula's error with a schedule for the sign
  private Found best(
      PartDegrees side,
      @Nullable PartDegrees divisor,
      boolean roomy,
      ToDoubleFunction<SampledSchedule> formula) {
    double from = StrictMath.log(SMALLEST_LOWER * upper);
    double step = (StrictMath.log(LARGEST_LOWER * upper) - from) / GRID;
    int least = 0;
    double error = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= GRID; i++) {
      double own = error(side, formula, StrictMath.exp(from + i * step));
      if (own < error) {
        error = own;
        least = i;
      }
    }
    double below = from + Math.max(0, least - 1) * step;
    double above = from + Math.min(GRID, least + 1) * step;
    double left = above - GOLDEN * (above - below);
    double right = below + GOLDEN * (above - below);
    double atLeft = error(side, formula, StrictMath.exp(left));
    double atRight = error(side, formula, StrictMath.exp(right));
    for (int i = 0; i < SECTIONS; i++) {
      if (atLeft < atRight) {
        above = right;
        right = left;
        atRight = atLeft;
        left = above - GOLDEN * (above - below);
        atLeft = error(side, formula, StrictMath.exp(left));
      } else {
        below = left;
        left = right;
        atLeft = atRight;
        right = below + GOLDEN * (above - below);
        atRight = error(side, formula, StrictMath.exp(right));
      }
    }
    double lower = new BigDecimal(StrictMath.exp((below + above) / 2)).round(DIGITS).doubleValue();
    return new Found(side, divisor, lower, roomy, error(side, formula, lower));
  }

  private double error(PartDegrees side, ToDoubleFunction<SampledSchedule> formula, double lower) {
    return lower < upper
        ? formula.applyAsDouble(new SampledSchedule(side.degrees(), lower, upper))
        : Double.POSITIVE_INFINITY;
  }

  /// @param room for the sign's error
  private SampledSchedule schedule(PartDegrees divisor, double room) {
    return new SampledSchedule(divisor.degrees(), 1, Math.sqrt(divisorUpper(room)));
  }

  /// The largest P, 1 + (B² − 1)(1 + s)/2, for signs s up to 1 + e.
  private double divisorUpper(double error) {
    return 1 + (bound * bound - 1) * (1 + error / 2);
  }

  private List<Part> designed(Found found) {
    List<Step> side =
        ScheduleDesigner.design(
            DesignRequest.of(
                Role.SIDE.function(), found.side.degrees(), new Interval(found.lower, upper)));
    Part sign = new Part(Role.SIDE, StepPlans.of(side));
    PartDegrees divisor = found.divisor;
    if (divisor == null) {
      return List.of(sign);
    }
    SampledSchedule sampled = new SampledSchedule(found.side.degrees(), found.lower, upper);
    double room = found.roomy ? sampled.error() : 0;
    Interval arguments = new Interval(1, divisorUpper(room));
    List<Step> root =
        new ArrayList<>(
            ScheduleDesigner.design(
                DesignRequest.of(Role.DIVISOR.function(), divisor.degrees(), arguments)));
    double factor = samples.factor(sampled, schedule(divisor, room));
    Step last = root.removeLast();
    root.add(last.withCoefficients(last.coefficients().stream().map(c -> factor * c).toList()));
    return List.of(sign, new Part(Role.DIVISOR, StepPlans.of(root)));
  }
}
