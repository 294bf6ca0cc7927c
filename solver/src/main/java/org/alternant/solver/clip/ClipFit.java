package org.alternant.solver.clip;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;

/// Fits compositions of odd polynomials to min(x, 1) on [0, bound], as a whole: a step by itself
/// has nothing to be best for, so that the recipe of the sign function does not apply.
///
/// The problem has many local minima, and nothing proves that the one found is the least. Starts
/// are the best composition of one step less with the identity put in, which can only get better,
/// and random ones. Each goes down by [Descent] on few points, the best of them on the extreme
/// values of their errors until these are level, and the best of all once more from places nearby.
/// All of it is binary64 arithmetic in a fixed order with a fixed seed: the same on every machine.
public final class ClipFit {

  /// The largest number of steps: more take minutes, and gain little.
  public static final int MOST_STEPS = 6;

  /// The largest degree: in powers of x, binary64 carries no much higher ones up to the bound.
  public static final int LARGEST_DEGREE = 31;

  private static final long SEED = 1;
  private static final int STARTS = 150;

  /// Random starts that are not even near are not begun with; so many are thrown.
  private static final int MOST_TRIES = 20_000;

  private static final double LARGEST_START = 3;

  /// Linear problems of a first descent, which stops where a step gains less than this part.
  private static final int FIRST_PROBLEMS = 40;

  private static final double FIRST_GAIN = 1e-3;

  /// So many of the first descents go on.
  private static final int KEPT = 8;

  /// Descents from near the best, which are followed where they come as close to it as this.
  private static final int HOPS = 30;

  private static final double CLOSE = 1.02;
  private static final double SHORTEST_HOP = 0.05;
  private static final double HOP_RANGE = 20;

  /// Rounds of looking for extreme values and levelling them.
  private static final int ROUNDS = 40;

  private static final int ROUND_PROBLEMS = 8;
  private static final double ROUND_GAIN = 1e-4;
  private static final double LEVEL = 1e-9;

  private final double bound;
  private final ErrorCurve curve;
  private final double[] points;
  private final Descent first;

  private ClipFit(double bound) {
    this.bound = bound;
    curve = new ErrorCurve(bound);
    points = curve.coarse();
    first = new Descent(points);
  }

  /// Fits a composition.
  ///
  /// @param function the clip, with its bound
  /// @param degrees the degree of each step, odd
  /// @return the steps
  /// @throws IllegalArgumentException if the function is no clip, there are more than [#MOST_STEPS]
  ///   steps, or a degree exceeds [#LARGEST_DEGREE]
  public static List<Step> fit(TableFunction function, List<Integer> degrees) {
    Double bound = function.bound();
    if (bound == null) {
      throw new IllegalArgumentException("a clip has a bound, found the " + function.words());
    }
    if (degrees.size() > MOST_STEPS || degrees.stream().anyMatch(d -> d > LARGEST_DEGREE)) {
      throw new IllegalArgumentException(
          "clips are fitted with up to "
              + MOST_STEPS
              + " steps of degree up to "
              + LARGEST_DEGREE
              + ", found "
              + degrees);
    }
    return new ClipFit(bound)
        .best(degrees).composition().balanced(bound).rows().stream()
            .map(row -> Step.of(function, row))
            .toList();
  }

  private Descent.Found best(List<Integer> degrees) {
    Random random = new Random(SEED);
    Descent.Found best =
        starts(degrees, random).stream()
            .map(start -> first.from(start, FIRST_PROBLEMS, FIRST_GAIN))
            .sorted(Comparator.comparingDouble(Descent.Found::error))
            .limit(KEPT)
            .map(found -> levelled(found.composition()))
            .min(Comparator.comparingDouble(Descent.Found::error))
            .orElseThrow();
    for (int hop = 0; hop < HOPS; hop++) {
      Composition start = hop(best.composition(), random);
      Descent.Found found = first.from(start, FIRST_PROBLEMS, FIRST_GAIN);
      if (found.error() < CLOSE * best.error()) {
        found = levelled(found.composition());
        best = found.error() < best.error() ? found : best;
      }
    }
    return best;
  }

  private List<Composition> starts(List<Integer> degrees, Random random) {
    List<Composition> starts = new ArrayList<>();
    int last = degrees.size() - 1;
    int degree = degrees.get(last);
    if (last > 0) {
      Composition fewer = best(degrees.subList(0, last)).composition();
      for (int t = last; t >= 0 && degrees.get(t) == degree; t--) {
        starts.add(fewer.with(t, identity(degree)));
      }
    } else {
      starts.add(new Composition(new double[][] {identity(degree)}));
    }
    for (int i = 0; starts.size() < STARTS && i < MOST_TRIES; i++) {
      Composition start = RandomStart.of(bound, degrees, random);
      if (start.error(points) < LARGEST_START) {
        starts.add(start);
      }
    }
    return starts;
  }

  private static double[] identity(int degree) {
    double[] identity = new double[(degree + 1) / 2];
    identity[0] = 1;
    return identity;
  }

  /// A place nearby: every coefficient moved by up to some part, the same for all, of its scale.
  private Composition hop(Composition from, Random random) {
    double[] change = from.scales(points);
    double length = SHORTEST_HOP * StrictMath.pow(HOP_RANGE, random.nextDouble());
    for (int i = 0; i < change.length; i++) {
      change[i] *= length * (2 * random.nextDouble() - 1);
    }
    return from.plus(change);
  }

  /// From a local minimum on few points to level extreme values.
  private Descent.Found levelled(Composition start) {
    double[] extremes = curve.extremes(start);
    Descent.Found found = new Descent.Found(start, start.error(extremes));
    for (int i = 0; i < ROUNDS; i++) {
      Composition next =
          new Descent(extremes).from(found.composition(), ROUND_PROBLEMS, ROUND_GAIN).composition();
      extremes = curve.extremes(next);
      double error = next.error(extremes);
      if (!(error < found.error() * (1 - LEVEL))) {
        break;
      }
      found = new Descent.Found(next, error);
    }
    return found;
  }
}
