package org.alternant.solver.certificate;

import java.math.BigInteger;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.EffortSpentException;
import org.jspecify.annotations.Nullable;

/// The largest difference of a formula from x, or from 1, over an interval. For a soft threshold
/// the formula is the clip of x/T in it.
///
/// Every quantity g of the formula is followed with an interval that holds g(m) and one that holds
/// g′ on [m − r, m + r]: its values there lie within r max |g′| of g(m).
final class FormulaError extends LargestError {

  private static final RoundedInterval ONE = RoundedInterval.of(Dyadic.ONE);
  private static final RoundedInterval HALF = RoundedInterval.of(Dyadic.ONE.scaled(-1));
  private static final RoundedInterval NONE = RoundedInterval.of(Dyadic.ZERO);

  private final Formula formula;
  private final List<Dyadic[]> side;
  private final List<Dyadic[]> divisor;
  private final List<Dyadic[]> sideSlopes;
  private final List<Dyadic[]> divisorSlopes;
  private final boolean identity;
  private final Effort effort;
  private Dyadic radius = Dyadic.ZERO;

  /// A quantity of the formula.
  ///
  /// @param value holds it at m
  /// @param slope holds its derivative by x on the piece
  private record Quantity(RoundedInterval value, RoundedInterval slope) {}

  /// Takes the parts as they stand.
  ///
  /// @param table the formula with its parts
  /// @param identity whether the target is x; else it is 1
  /// @param effort what the work is counted by
  FormulaError(FormulaTable table, boolean identity, Effort effort) {
    formula = table.function();
    side = exact(table.steps(Role.SIDE));
    divisor = formula == Formula.PSD ? List.of() : exact(table.steps(Role.DIVISOR));
    sideSlopes = side.stream().map(FormulaError::slope).toList();
    divisorSlopes = divisor.stream().map(FormulaError::slope).toList();
    this.identity = identity;
    this.effort = effort;
  }

  private static List<Dyadic[]> exact(List<Step> steps) {
    return steps.stream()
        .map(step -> step.exactCoefficients().stream().map(Dyadic::of).toArray(Dyadic[]::new))
        .toList();
  }

  /// The formula at a point.
  ///
  /// @param point x
  /// @return an interval that holds f(x)
  /// @throws EffortSpentException if what is between reaches beyond [#LARGEST_POWER]
  RoundedInterval at(Dyadic point) {
    Quantity value = formula(point, Dyadic.ZERO);
    if (value == null) {
      throw new EffortSpentException();
    }
    return value.value;
  }

  @Override
  RoundedInterval errorAt(Dyadic point) {
    return at(point).minus(identity ? point : Dyadic.ONE);
  }

  @Override
  @Nullable Piece piece(Dyadic middle, Dyadic half) {
    Quantity value = formula(middle, half);
    if (value == null) {
      return null;
    }
    return identity
        ? new Piece(value.value.minus(middle), value.slope.minus(Dyadic.ONE))
        : new Piece(value.value.minus(Dyadic.ONE), value.slope);
  }

  private @Nullable Quantity formula(Dyadic middle, Dyadic half) {
    radius = half;
    Quantity x = new Quantity(RoundedInterval.of(middle), ONE);
    return formula == Formula.PSD ? psd(x) : clip(x);
  }

  /// x (1 + s(x))/2.
  private @Nullable Quantity psd(Quantity x) {
    Quantity s = side(x);
    return s == null ? null : halved(times(x, plus(s, ONE)));
  }

  /// x W(P), P = (1 + y + (y − 1) s(y − 1))/2.
  private @Nullable Quantity clip(Quantity x) {
    Quantity y = times(x, x);
    Quantity z = new Quantity(y.value.minus(Dyadic.ONE), y.slope);
    Quantity s = side(z);
    if (s == null) {
      return null;
    }
    Quantity w = divisor(halved(plus(plus(y, ONE), times(z, s))));
    return w == null ? null : times(x, w);
  }

  /// s ← s q(s²), whose slope is D(s²) with D = Σ (2j + 1) cⱼ yʲ.
  private @Nullable Quantity side(Quantity argument) {
    Quantity s = argument;
    for (int t = 0; t < side.size(); t++) {
      if (isBeyond(s)) {
        return null;
      }
      Quantity y = times(s, s);
      RoundedInterval value = at(side.get(t), y.value).times(s.value, effort);
      s = new Quantity(value, range(sideSlopes.get(t), y).times(s.slope, effort));
    }
    return isBeyond(s) ? null : s;
  }

  /// W ← W q(M), M ← M q(M)² from W = 1, M = P; the slope of M q(M)² is q D.
  private @Nullable Quantity divisor(Quantity p) {
    Quantity m = p;
    Quantity w = new Quantity(ONE, NONE);
    for (int t = 0; t < divisor.size(); t++) {
      if (isBeyond(m) || isBeyond(w)) {
        return null;
      }
      Dyadic[] c = divisor.get(t);
      RoundedInterval q = at(c, m.value);
      RoundedInterval slope = range(derivative(c), m).times(m.slope, effort);
      w = times(w, new Quantity(q, slope));
      RoundedInterval next = q.squared(effort).times(m.value, effort);
      RoundedInterval factor = range(c, m).times(range(divisorSlopes.get(t), m), effort);
      m = new Quantity(next, factor.times(m.slope, effort));
    }
    return isBeyond(w) ? null : w;
  }

  private static boolean isBeyond(Quantity g) {
    return g.value.exceeds(LARGEST_POWER) || g.slope.exceeds(LARGEST_POWER);
  }

  private Quantity plus(Quantity g, Quantity h) {
    return new Quantity(g.value.plus(h.value), g.slope.plus(h.slope));
  }

  private Quantity plus(Quantity g, RoundedInterval constant) {
    return new Quantity(g.value.plus(constant), g.slope);
  }

  private Quantity halved(Quantity g) {
    return new Quantity(g.value.times(HALF, effort), g.slope.times(HALF, effort));
  }

  private Quantity times(Quantity g, Quantity h) {
    RoundedInterval slope = g.slope.times(range(h), effort).plus(h.slope.times(range(g), effort));
    return new Quantity(g.value.times(h.value, effort), slope);
  }

  /// All values on the piece.
  private RoundedInterval range(Quantity g) {
    return g.value.widened(g.slope, radius);
  }

  /// Σ cⱼ gʲ for numbers that are nearly one.
  private RoundedInterval at(Dyadic[] c, RoundedInterval g) {
    RoundedInterval value = RoundedInterval.of(c[c.length - 1]);
    for (int j = c.length - 2; j >= 0; j--) {
      value = g.times(value, effort).plus(RoundedInterval.of(c[j]));
    }
    return value;
  }

  /// Σ cⱼ gʲ on the piece, by Taylor's formula about g(m): Horner's rule for intervals would take
  /// every g for another, and give far more.
  private RoundedInterval range(Dyadic[] c, Quantity g) {
    RoundedInterval[] terms = new RoundedInterval[c.length];
    for (int j = 0; j < c.length; j++) {
      terms[j] = RoundedInterval.of(c[j]);
    }
    for (int k = 0; k < c.length - 1; k++) {
      for (int j = c.length - 2; j >= k; j--) {
        terms[j] = terms[j].plus(g.value.times(terms[j + 1], effort));
      }
    }
    RoundedInterval rest = NONE;
    RoundedInterval reach = NONE.widened(g.slope, radius);
    for (int j = c.length - 1; j >= 1; j--) {
      rest = rest.plus(terms[j]).times(reach, effort);
    }
    return terms[0].plus(rest);
  }

  private static Dyadic[] derivative(Dyadic[] c) {
    Dyadic[] derivative = new Dyadic[Math.max(1, c.length - 1)];
    derivative[0] = Dyadic.ZERO;
    for (int j = 1; j < c.length; j++) {
      derivative[j - 1] = multiple(c[j], j);
    }
    return derivative;
  }

  private static Dyadic[] slope(Dyadic[] c) {
    Dyadic[] slope = c.clone();
    for (int j = 0; j < c.length; j++) {
      slope[j] = multiple(c[j], 2L * j + 1);
    }
    return slope;
  }

  private static Dyadic multiple(Dyadic c, long factor) {
    return c.times(new Dyadic(BigInteger.valueOf(factor), 0));
  }
}
