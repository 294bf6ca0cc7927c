package org.alternant.solver.search;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.LevelledError;
import org.alternant.solver.minimax.ReferenceSearch;
import org.alternant.solver.minimax.RemezExchange;

/// What one step of [ScheduleDesigner]'s recipe does to the ratio of an interval's ends, in
/// binary64: fast enough to search with and accurate to about 1e-12, but without proof.
///
/// *Monotone*: for every degree, cushion κ and safety factor s, a larger ratio k has a larger
/// image. [ScheduleSearch] relies on this. With p the best polynomial on [max(k, κ), 1]:
///
/// - *k ≥ κ, no s*: the image is [1 − E, 1 + E], and E falls as the interval shrinks.
/// - *k ≥ κ, s > 1*: the lower end becomes p(k/s). Let Q_K be the best polynomial on [1, K], K =
///   1/k, with reference 1 = z₀ < … < z_(q+1) = K. For K′ in [z_q, K) the difference Q_K′ − Q_K has
///   signs +, −, +, … at z₀, …, z_q, as |1 − Q_K′| ≤ E′ < E there: that makes q zeros beyond 1, and
///   a polynomial of that form has no more above 0. So Q_K′ > Q_K on (0, 1], and in particular at
///   1/s; a path of such K′ reaches every smaller K.
/// - *k < κ*: the lower end becomes p(k/s) / c, c = (p(k) + 1 + E)/2. All q zeros of p′ in y = xʳ
///   lie in (κ², 1), so that xp″/p′ = −Σ ry/(ηⱼ − y) falls on (0, κ), and so does xp′/p
///   (l'Hôpital's rule for monotone quotients, as p = ∫p′). Therefore p(k/s) grows at a rate no
///   less than p(k), which grows faster than c: the quotient grows.
///
/// The two cases meet at k = κ, where c = 1.
final class RecipeMap {

  /// Below, p(k/s) is interpolated; above, it is computed from 1 − p(k/s). Either is accurate about
  /// here.
  private static final double SMALL_RATIO = 0.5;

  /// Where the interval is this much shorter than its distance from 1/s, relatively, its best
  /// polynomial at 1/s is the limit polynomial to binary64's accuracy.
  private static final double LIMIT_DIGITS = 9;

  /// Powers of that distance up to the number of coefficients must not overflow.
  private static final double OVERFLOW_DIGITS = 250;

  /// Below this error the limit polynomial says what a step does to it.
  private static final double CONTRACTED = 0.1;

  /// Best polynomials on shorter intervals round to the limit polynomials.
  private static final double EXACT_GAP = 0x1p-27;

  /// Of a polynomial's value next to 1.
  private static final double COEFFICIENT_ROUNDING = 0x1p-54;

  private final TableFunction function;
  private final int root;
  private final BigDecimal asked;
  private final double cushion;
  private final double safety;

  /// As in [RemezExchange]: below, images are proportional.
  private final double smallestRatio;

  private final Map<Integer, BestPolynomial> onCushion = new HashMap<>();

  /// What steps were found to do: schedules of many sequences begin alike.
  private final Map<Problem, EndRatio> found = new HashMap<>();

  private record Problem(int degree, EndRatio from, double divisor) {}

  /// Takes function, cushion and safety factor of a request.
  RecipeMap(DesignRequest recipe) {
    function = recipe.function();
    root = function.root();
    asked = BigDecimal.valueOf(recipe.cushion());
    cushion = Powers.root(recipe.cushion(), function.inputPower());
    safety = Powers.root(recipe.safetyFactor(), function.inputPower());
    smallestRatio = LevelledError.smallestRatio(root);
  }

  /// The ratio after a step.
  ///
  /// @param degree the step's degree
  /// @param from the ratio before it
  /// @param last whether it is the last step, which takes no safety factor
  EndRatio apply(int degree, EndRatio from, boolean last) {
    return found.computeIfAbsent(
        new Problem(degree, from, last ? 1 : safety),
        problem -> image(degree, from, problem.divisor()));
  }

  private EndRatio image(int degree, EndRatio from, double divisor) {
    if (from.ratio() < cushion) {
      return recentred(degree, from.ratio(), divisor);
    }
    if (from.converged() && divisor == 1) {
      return limit((degree - 1) / root, from.error());
    }
    return divisor == 1 ? plain(degree, from) : safe(degree, from, divisor);
  }

  /// The ratio after all steps of a schedule.
  EndRatio apply(Iterable<Integer> degrees, EndRatio from) {
    EndRatio before = from;
    EndRatio after = from;
    for (int degree : degrees) {
      // The last step is the one with nothing after it.
      after = apply(degree, before, true);
      before = apply(degree, before, false);
    }
    return after;
  }

  /// The image of [1 − e, 1 + e] under the limit polynomial p, p′ = K (1 − xʳ)^q and p(1) = 1, for
  /// e next to 0: max |1 − p| = K r^q e^(q+1)/(q + 1), K = Π (ri + 1)/(ri).
  private EndRatio limit(int q, double error) {
    double factor = 1;
    for (int i = 1; i <= q; i++) {
      factor *= ((double) root * i + 1) / i;
    }
    double image = factor / (q + 1) * StrictMath.pow(error, q + 1);
    return EndRatio.ofImage(1 - image, image);
  }

  /// The worst-case error with coefficients rounded to binary64, as far as the last steps' own
  /// rounding decides it: an estimate.
  ///
  /// A limit polynomial's coefficients are binary64 numbers, and those of the best polynomial on [1
  /// − g, 1 + g] differ from them by the order of g².
  double roundedError(Iterable<Integer> degrees, EndRatio from) {
    EndRatio before = from;
    double rounded = 0;
    for (Iterator<Integer> rest = degrees.iterator(); rest.hasNext(); ) {
      int degree = rest.next();
      EndRatio after = apply(degree, before, !rest.hasNext());
      double received = Math.max(before.error(), rounded);
      double carried = received < CONTRACTED ? limit((degree - 1) / root, received).error() : 0;
      boolean exact = before.gap() < EXACT_GAP && safety == 1;
      rounded = exact ? carried : Math.max(after.error(), carried) + COEFFICIENT_ROUNDING;
      before = after;
    }
    return rounded;
  }

  private EndRatio plain(int degree, EndRatio from) {
    double ratio = Math.max(smallestRatio, from.ratio());
    LevelledError levelled = solve(degree, ratio, from.gap()).levelled();
    double lower = StrictMath.pow(2, levelled.log2LowerImage()) * (from.ratio() / ratio);
    return EndRatio.ofImage(
        lower, lower < 0.5 ? 1 - lower : StrictMath.pow(2, levelled.log2Error()));
  }

  private EndRatio safe(int degree, EndRatio from, double divisor) {
    int size = function.size(degree);
    double digits = Math.min(LIMIT_DIGITS, OVERFLOW_DIGITS / size);
    double ratio = Math.max(smallestRatio, from.ratio());
    double gap = Math.max(from.gap(), (divisor - 1) * StrictMath.pow(10, -digits));
    ReferenceSearch search = new ReferenceSearch(root, size, ratio, gap);
    double[] tau = search.run();
    LevelledError levelled = search.levelled();
    if (ratio < SMALL_RATIO) {
      double lower = interpolated(ratio, gap, tau, levelled, ratio / divisor);
      return ofLower(lower * (from.ratio() / ratio));
    }
    double distance = ratio * (1 / divisor - 1) / gap;
    double relative = levelled.relativeTo(distance);
    double error =
        StrictMath.pow(2, levelled.log2Error() + StrictMath.log(relative) / StrictMath.log(2));
    return EndRatio.ofImage(1 - error, error);
  }

  private EndRatio recentred(int degree, double ratio, double divisor) {
    BestPolynomial best = onCushion.computeIfAbsent(degree, this::onCushion);
    double largest = 1 + best.errorUpper().doubleValue();
    double centre = (value(best, ratio) + largest) / 2;
    return ofLower(value(best, ratio / divisor) / centre);
  }

  private BestPolynomial onCushion(int degree) {
    return RemezExchange.solve(root, degree, function.inputPower(), asked, BigDecimal.ONE)
        .orThrow();
  }

  private static EndRatio ofLower(double lower) {
    return EndRatio.ofImage(lower, Math.max(0, 1 - lower));
  }

  private static double value(BestPolynomial best, double x) {
    double value = 0;
    for (double coefficient : best.coefficients().reversed()) {
      for (int i = 0; i < best.root(); i++) {
        value *= x;
      }
      value += coefficient;
    }
    return value * x;
  }

  private ReferenceSearch solve(int degree, double ratio, double gap) {
    ReferenceSearch search = new ReferenceSearch(root, function.size(degree), ratio, gap);
    search.run();
    return search;
  }

  /// p(x) for x a little below k, by Lagrange's formula for p(x)/x on all points of the reference
  /// but the last: the term of x₀ = k dominates, so no digits are lost.
  private double interpolated(
      double ratio, double gap, double[] tau, LevelledError levelled, double at) {
    double low = StrictMath.pow(2, levelled.log2LowerImage());
    double sum = 0;
    for (int i = 0; i < tau.length - 1; i++) {
      double x = ratio + gap * tau[i];
      double term = (i % 2 == 0 ? low : 2 - low) / x;
      for (int j = 0; j < tau.length - 1; j++) {
        if (j != i) {
          double z = ratio + gap * tau[j];
          term *=
              (at - z)
                  * Powers.quotient(at, z, root)
                  / (gap * (tau[i] - tau[j]) * Powers.quotient(x, z, root));
        }
      }
      sum += term;
    }
    return sum * at;
  }
}
