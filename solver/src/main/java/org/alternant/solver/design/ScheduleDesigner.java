package org.alternant.solver.design;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import org.jspecify.annotations.Nullable;

/// Designs the steps of a schedule p_T ∘ … ∘ p₁ by the Polar Express recipe: each step is the best
/// polynomial on the image of the interval under the steps before it: of odd ones, or with the
/// stride of the request's root.
///
/// With cushion κ, safety factor s and t = 1 … T, starting from [l, u]:
///
/// 1. p ← best polynomial on [max(l, κu), u];
/// 2. where κu > l, recentre: p ← 2p / (p(l) + max p), with max p = 1 + E;
/// 3. where t < T and s is in the loop: p(x) ← p(x/s);
/// 4. l ← p(l), u ← 2 − l, l ← min(l, u);
///
/// For a root all this is done with x, the root of the eigenvalues that a request and the steps'
/// intervals speak of: l, u, κ and s are the roots of what is written there.
///
/// Where a request names a [org.alternant.coefficients.RoundingAssumptions], the steps are those of
/// [RoundedDesigner].
///
/// Where the image is to lie in a band [a, b], the last step is multiplied by (a + b)/2 in the end.
/// A composition q with q(x) in [a, b] is one with |1 − q(x)/c| ≤ (b − a)/(b + a) for c = (a +
/// b)/2, and q/c is a composition of the same degrees: the best one for the band is c times the
/// best one.
///
/// With κ = 0 and s = 1 no composition of these degrees has a smaller worst-case error (Amsel,
/// Persson, Musco, Gower, *The Polar Express*, arXiv 2505.16932, theorem 3.1). The paper divides by
/// p(l) + p(u) in step 2, which is the same for degrees 5, 9, 13, … only: for 3, 7, 11, … the
/// maximum 1 + E lies inside the interval and p(u) = 1 − E, so that the image would not be centred
/// about 1.
///
/// The interval is carried with 80 bits and more, and the coefficients are rounded once, at the
/// end: the last step of a schedule is as accurate as the first. An interval shorter than 2⁻¹⁹²
/// counts as the point 1, and the steps are the limit polynomials (15/8, −10/8, 3/8), … exactly;
/// their errors are bounded from above.
public final class ScheduleDesigner {

  /// Rounds all coefficients with certainty nearly always, and lets most polynomials be found by
  /// one exchange in extended precision.
  private static final int PLAIN_BITS = 80;

  /// With a safety factor in the loop the distance of an image to 1 is a difference, which loses as
  /// many bits as it is small.
  private static final int SAFE_BITS = 96;

  private static final int CONVERGED_BITS = 192;

  /// An interval that counts as the point 1 is not followed further below.
  private static final int SMALLEST_EXPONENT = -4096;

  /// What is undecided at this accuracy is in all likelihood a tie: only degree 1 and decimal ends
  /// made for the purpose are known to get here.
  private static final int MAXIMUM_ACCURACY_BITS = 2048;

  /// The accuracy that the few operations after the solve may cost.
  private static final int ROUNDING_BITS = 16;

  private final DesignRequest request;
  private final TableFunction function;
  private final Dyadic cushion;
  private final Dyadic safety;
  private final Dyadic bandCentre;
  private final BestPolynomials polynomials;
  private final int accuracyBits;
  private Dyadic lower;
  private Dyadic upper;

  /// Where the interval counts as the point 1, it lies within 2 to this power of it.
  private int converged;

  private ScheduleDesigner(DesignRequest request, BestPolynomials polynomials, int accuracyBits) {
    this.request = request;
    this.polynomials = polynomials;
    this.accuracyBits = accuracyBits;
    function = request.function();
    cushion = argument(request.cushion());
    safety = argument(request.safetyFactor());
    Interval band = request.band();
    bandCentre =
        band == null ? Dyadic.ONE : decimal(band.lower()).plus(decimal(band.upper())).scaled(-1);
    lower = argument(request.lower());
    upper = argument(request.upper());
  }

  /// Designs the steps. The numbers of the request are taken as the decimals they are written as.
  ///
  /// @param request what to design
  /// @return the steps in order, coefficients correctly rounded to binary64, or on the request's
  ///   grid ([GridSearch]); the same request gives the same bits everywhere
  /// @throws IllegalArgumentException if a degree is beyond [RemezExchange#MAXIMUM_DEGREE]
  /// @throws LostInRoundingException if rounding may annihilate singular values of the interval
  /// @throws BeyondGridException if a coefficient is beyond the grid's format
  /// @throws BeyondBinary64Exception if one is beyond binary64
  /// @throws IllegalStateException if a coefficient lies on a rounding boundary
  public static List<Step> design(DesignRequest request) {
    return design(request, new BestPolynomials());
  }

  /// The same, where schedules that begin alike are designed one after the other.
  ///
  /// @param request what to design
  /// @param polynomials what was found for the others, and what is found for this one
  /// @return as [#design(DesignRequest)]
  /// @throws IllegalArgumentException as [#design(DesignRequest)]
  /// @throws LostInRoundingException as [#design(DesignRequest)]
  /// @throws BeyondGridException as [#design(DesignRequest)]
  /// @throws BeyondBinary64Exception as [#design(DesignRequest)]
  /// @throws IllegalStateException as [#design(DesignRequest)]
  public static List<Step> design(DesignRequest request, BestPolynomials polynomials) {
    return design(request, polynomials, _ -> {});
  }

  /// The same, telling how many steps are designed already; anew where that takes more accuracy.
  /// Where rounding or a grid is named it tells nothing.
  ///
  /// @param request what to design
  /// @param designed is told after every step
  /// @return as [#design(DesignRequest)]
  /// @throws IllegalArgumentException as [#design(DesignRequest)]
  /// @throws LostInRoundingException as [#design(DesignRequest)]
  /// @throws BeyondGridException as [#design(DesignRequest)]
  /// @throws BeyondBinary64Exception as [#design(DesignRequest)]
  /// @throws IllegalStateException as [#design(DesignRequest)]
  public static List<Step> design(DesignRequest request, IntConsumer designed) {
    return design(request, new BestPolynomials(), designed);
  }

  private static List<Step> design(
      DesignRequest request, BestPolynomials polynomials, IntConsumer designed) {
    if (request.function().isClip()) {
      throw new IllegalArgumentException("a clip is fitted as a whole, not step by step");
    }
    if (request.rounding() != null) {
      return new RoundedDesigner(request, request.rounding()).design();
    }
    if (request.coefficients() != null) {
      return GridSearch.search(request).steps();
    }
    List<Step> steps = null;
    int firstBits = request.safetyFactor() == 1 ? PLAIN_BITS : SAFE_BITS;
    for (int bits = firstBits; steps == null; bits *= 2) {
      if (bits > MAXIMUM_ACCURACY_BITS) {
        throw new IllegalStateException(
            "a coefficient cannot be told from a rounding boundary for " + request);
      }
      steps = new ScheduleDesigner(request, polynomials, bits).steps(designed);
    }
    return steps;
  }

  /// The steps; null if a coefficient is too close to a rounding boundary for this accuracy.
  private @Nullable List<Step> steps(IntConsumer designed) {
    List<Step> steps = new ArrayList<>();
    int count = request.degrees().size();
    for (int t = 1; t <= count; t++) {
      Step step = next(request.degrees().get(t - 1), t, t == count);
      if (step == null) {
        return null;
      }
      steps.add(step);
      designed.accept(t);
    }
    return steps;
  }

  private @Nullable Step next(int degree, int number, boolean last) {
    Dyadic cushioned = cushion.times(upper);
    boolean recentred = cushioned.compareTo(lower) > 0;
    BestPolynomial best =
        recentred ? solve(degree, cushion, Dyadic.ONE) : solve(degree, lower, upper);
    // The cushion's polynomial is p(x/u): all steps that it widens have the same.
    Dyadic stretch = recentred ? upper : Dyadic.ONE;
    boolean inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
    Dyadic centre =
        recentred
            ? Dyadic.ONE.plus(best.errorUpper()).plus(image(best, lower, stretch)).scaled(-1)
            : Dyadic.ONE;
    List<Double> coefficients =
        last
            ? rounded(best, bandCentre, centre, stretch)
            : rounded(best, Dyadic.ONE, centre, stretch.times(safety));
    if (coefficients == null) {
      return null;
    }
    BeyondBinary64Exception.requireFinite(function, coefficients, number);
    boolean isPoint = lower.compareTo(upper) == 0;
    ErrorBracket error =
        isPoint ? new ErrorBracket(0, limitError(degree).doubleCeiling()) : best.error();
    Step step = step(function, error, coefficients, lower, upper, recentred ? cushioned : lower);
    if (isPoint) {
      converged = Math.max(SMALLEST_EXPONENT, limitError(degree).exponent());
    }
    propagate(best, centre, inLoop && !last ? stretch.times(safety) : stretch, recentred);
    return step;
  }

  /// A bound on |1 − p(x)| for |1 − x| ≤ w = 2^converged and the limit polynomial p, which is one
  /// on E. With the root r, p′(x) = Π (ri + 1)/(ri) (1 − xʳ)^q, i = 1 … q, whose integral from 1 is
  /// at most Π (ri + 1)/i (1 + w)^(rq) w^(q+1)/(q + 1). As Π (ri + 1)/i ≤ r^q (e q)^(1/r) for r ≥
  /// 2, and q + 1 for r = 1, that is less than (g w)^(q+1) for the power of two g ≥ max(r, 2).
  private Dyadic limitError(int degree) {
    int growth = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(function.root() - 1));
    return new Dyadic(BigInteger.ONE, (converged + growth) * function.size(degree));
  }

  /// The record of a step for [l, u] that is made of the best polynomial on [λ, u].
  static Step step(
      TableFunction function,
      ErrorBracket error,
      List<Double> coefficients,
      Dyadic l,
      Dyadic u,
      Dyadic lambda) {
    Interval interval = new Interval(input(function, l), input(function, u));
    return new Step(
        function,
        coefficients,
        interval,
        lambda.compareTo(l) == 0 ? null : new Interval(input(function, lambda), interval.upper()),
        error,
        null,
        null);
  }

  private static double input(TableFunction function, Dyadic x) {
    return Powers.of(x, function.inputPower()).doubleValue();
  }

  /// Near l the terms of p are up to 2^(degree/2) times as large as p.
  private BestPolynomial solve(int degree, Dyadic from, Dyadic to) {
    return polynomials.on(function.root(), degree, from, to, accuracyBits + degree);
  }

  private Dyadic image(BestPolynomial best, Dyadic x, Dyadic divisor) {
    return best.image(x.dividedBy(divisor, 2 * accuracyBits));
  }

  private void propagate(BestPolynomial best, Dyadic centre, Dyadic divisor, boolean recentred) {
    boolean plain = !recentred && divisor.compareTo(Dyadic.ONE) == 0;
    // 1 − E keeps its relative accuracy where E is small; a value of the polynomial would not.
    Dyadic image =
        plain ? best.lowerImage() : image(best, lower, divisor).dividedBy(centre, 2 * accuracyBits);
    Dyadic width = Dyadic.ONE.minus(image).abs().scaled(1);
    // Its digits would grow from step to step; no more than a quarter of these are right.
    image = image.rounded(4 * accuracyBits);
    upper = Dyadic.TWO.minus(image);
    lower = image.min(upper);
    if (width.signum() == 0 || width.magnitude() < -CONVERGED_BITS) {
      if (converged == 0) {
        int resolved = plain ? SMALLEST_EXPONENT : ROUNDING_BITS - accuracyBits;
        converged = width.signum() == 0 ? resolved : Math.max(resolved, width.magnitude());
      }
      lower = Dyadic.ONE;
      upper = Dyadic.ONE;
    }
  }

  /// The coefficients of factor · p(x/s)/centre, where their rounding is certain.
  private @Nullable List<Double> rounded(
      BestPolynomial best, Dyadic factor, Dyadic centre, Dyadic s) {
    List<Double> rounded = new ArrayList<>();
    Dyadic divisor = centre.times(s);
    for (Dyadic plain : best.extended()) {
      Dyadic coefficient = plain.times(factor);
      Dyadic exact = coefficient.dividedBy(divisor, 2 * accuracyBits);
      // Limit coefficients are exact, and some of degree 43 and above are ties.
      boolean limit = best.errorUpper().signum() == 0;
      boolean certain = limit && exact.times(divisor).compareTo(coefficient) == 0;
      Dyadic slack = certain ? Dyadic.ZERO : exact.scaled(ROUNDING_BITS - accuracyBits);
      double value = exact.minus(slack).doubleValue();
      if (value != exact.plus(slack).doubleValue()) {
        return null;
      }
      rounded.add(value);
      divisor = divisor.times(Powers.of(s, function.root())).rounded(4 * accuracyBits);
    }
    return rounded;
  }

  /// The x of a decimal eigenvalue; a singular value is x itself.
  private Dyadic argument(double value) {
    return Powers.rootFloor(decimal(value), function.inputPower(), 4 * accuracyBits);
  }

  private Dyadic decimal(double value) {
    return Dyadic.from(BigDecimal.valueOf(value), 4 * accuracyBits);
  }
}
