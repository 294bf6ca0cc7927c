package org.alternant.solver.design;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.GridDescent.Found;
import org.alternant.solver.exact.DoubleDouble;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;

/// Searches schedules whose coefficients lie on a grid for the least worst-case error.
///
/// 1. A beam search through the steps. Each state knows exactly what interval its rows leave; its
///    next row comes from [RowCandidates]. Half of the beam are the states with the largest ratio
///    of the ends of their interval, half those with the least error.
/// 2. Descent from the best schedules, and from the naively rounded one: single rows and pairs of
///    rows move as long as the error of the whole composition falls ([GridDescent]).
/// 3. Of a single step without cushion, all rows that might err less are tried, where they are few
///    ([SingleRowSearch]).
///
/// Binary64 guides the search; exact images decide which states and which moves are taken, so the
/// errors are certified ([GuardedChain]). Guaranteed: every coefficient is on the grid, the error
/// is no larger than that of the naively rounded recipe, and the same request gives the same bits.
/// Not guaranteed, unless the third part says so: that no better table exists; beam and descent are
/// local.
///
/// The cushion stays in force: on [κu, u] no row dips lower, as a part of its maximum, than the
/// naively rounded row does on the recipe's interval, or than half of what the unrounded one does,
/// whichever is higher.
///
/// What a search tries is bounded by [GridWork]: of high degrees it ends with the best found until
/// then, at the latest with the naively rounded recipe.
///
/// For a request with a [org.alternant.coefficients.RoundingAssumptions] the steps are those of
/// [RoundedDesigner].
///
/// References: N. Brisebarre, J.-M. Muller, A. Tisserand, *Computing machine-efficient polynomial
/// approximations*, ACM TOMS 32 (2006); N. Brisebarre, S. Chevillard, ARITH 2007; the first search
/// a polytope for the best single polynomial, the second a lattice. We know of no source for
/// compositions, where each row sees what the rounded rows before it have left.
public final class GridSearch {

  /// The largest number of states; more gained nothing in experiments.
  private static final int BEAM = 16;

  private static final int SMALLEST_BEAM = 2;

  /// Up to this cost the beam is full: three steps of degree 17, or 40 quintics. It keeps the time
  /// to seconds.
  private static final int FULL_BEAM_COST = 360;

  /// From this number of coefficients on, the number of candidates grows with its square.
  private static final int MANY_COEFFICIENTS = 8;

  /// Scales tried below and above 1.
  private static final int SCALES = 6;

  /// From 0.85 to 1.17.
  private static final double LARGEST_SCALE = 1.17;

  /// Candidates judged exactly for each place in the beam.
  private static final int JUDGED = 3;

  /// Schedules from the beam that descend.
  private static final int STARTS = 4;

  /// Two guiding errors as close as this, relatively, may be equal.
  static final double GUIDE_NOISE = 1e-9;

  /// What the guide may lose in a sum, relative to the sum of the terms' sizes.
  private static final double SUM_NOISE = 0x1p-90;

  /// Schedules whose rows move in pairs.
  private static final int PAIR_STARTS = 3;

  /// Longer schedules do not descend: they have converged on the way, and descent takes time
  /// proportional to the square of their length.
  private static final int LONGEST_DESCENT = 40;

  private final DesignRequest request;
  private final CoefficientGrid grid;
  private final GridWork work;
  private final GuardedChain chain;
  private final RowCandidates rows;
  private final GridDescent descent;
  private final List<Step> unrounded;
  private final List<Step> nearest;

  private GridSearch(DesignRequest request, CoefficientGrid grid, GridWork work) {
    this.request = request;
    this.grid = grid;
    this.work = work;
    chain = new GuardedChain(request, work);
    rows = new RowCandidates(request, grid, work);
    unrounded = ScheduleDesigner.design(request.withCoefficients(null));
    nearest = nearest(unrounded);
    descent = new GridDescent(request, chain, rows, work, cushionFloor());
  }

  /// Rows chosen so far, and the interval they leave.
  private record State(List<Step> steps, ExactInterval span) {
    double spread() {
      return span.spread();
    }

    double error() {
      return span.error().doubleCeiling();
    }
  }

  /// A candidate for the next row, with the state that it follows.
  private record Successor(State state, RowCandidates.Candidate candidate) {}

  /// Searches.
  ///
  /// @param request what to design; its coefficients name the grid
  /// @return the best schedule found, with the errors to compare
  /// @throws IllegalArgumentException if the request names no grid
  /// @throws BeyondGridException if a coefficient of the recipe is beyond the grid's format
  /// @throws LostInRoundingException as [ScheduleDesigner#design]
  /// @throws IllegalStateException as [ScheduleDesigner#design]
  public static GridSchedule search(DesignRequest request) {
    return search(request, GridWork.withinReason());
  }

  static GridSchedule search(DesignRequest request, GridWork work) {
    CoefficientGrid grid = request.coefficients();
    if (grid == null) {
      throw new IllegalArgumentException("the request names no grid for the coefficients");
    }
    GridSearch search = new GridSearch(request, grid, work);
    return request.rounding() == null
        ? search.run()
        : search.rounded(ScheduleDesigner.design(request));
  }

  /// The schedule of [RoundedDesigner], which has its own search.
  private GridSchedule rounded(List<Step> steps) {
    return new GridSchedule(steps, errors(unrounded), errors(nearest), errors(steps), false);
  }

  private GridSchedule run() {
    Found best = descent.found(nearest);
    double allowed = errors(nearest).worst().rank();
    List<Found> starts = new ArrayList<>();
    for (State state : beam()) {
      starts.add(descent.found(state.steps()));
    }
    starts = new ArrayList<>(least(starts, Found::error, STARTS));
    starts.add(best);
    boolean descends = unrounded.size() <= LONGEST_DESCENT;
    List<Found> improved =
        starts.stream().map(start -> descends ? descent.singly(start) : start).toList();
    for (Found start : least(improved, Found::error, PAIR_STARTS)) {
      improved = with(improved, descent.inPairs(start));
    }
    for (Found found : improved) {
      // With a safety factor a table may gain there and lose here.
      if (found.error() < best.error() && errors(found.steps()).worst().rank() <= allowed) {
        best = found;
      }
    }
    Optional<Found> optimum = optimum(best);
    List<Step> steps = optimum.orElse(best).steps();
    return new GridSchedule(
        annotated(steps), errors(unrounded), errors(nearest), errors(steps), optimum.isPresent());
  }

  /// The best of all rows on the grid; empty unless it is a single step without cushion, and small
  /// enough to try them all.
  private Optional<Found> optimum(Found start) {
    if (unrounded.size() > 1 || request.cushion() * request.upper() > request.lower()) {
      return Optional.empty();
    }
    AtomicReference<Found> best = new AtomicReference<>(start);
    boolean complete =
        SingleRowSearch.visit(
            grid,
            request.function(),
            QuickImage.coefficients(unrounded.getFirst()),
            chain.input(),
            start.error(),
            row -> {
              // The guide looks at points of the interval, so that it is no larger but for noise.
              if (!work.isSpent()
                  && chain.quickError(List.of(row))
                      <= best.get().error() * (1 + GUIDE_NOISE) + noise(row)) {
                Found found = descent.found(List.of(descent.step(row)));
                best.updateAndGet(least -> found.error() < least.error() ? found : least);
              }
            });
    return complete && !work.isSpent() ? Optional.of(best.get()) : Optional.empty();
  }

  /// What the guide may err of one row: its sums have an error of less than 2⁻⁹⁵ Σ |cⱼ| u^(pj+1),
  /// for 16 coefficients and p = 16 too.
  private double noise(double[] row) {
    double[] sizes = Arrays.stream(row).map(Math::abs).toArray();
    DoubleDouble upper = DoubleDouble.from(chain.input().upper());
    return SUM_NOISE * QuickImage.value(request.function(), sizes, upper).high();
  }

  private static List<Found> with(List<Found> list, Found another) {
    List<Found> longer = new ArrayList<>(list);
    longer.add(another);
    return longer;
  }

  private GridSchedule.Errors errors(List<Step> steps) {
    return new GridSchedule.Errors(
        new TableCertifier(steps).image(request.input()), chain.outcome(steps));
  }

  private List<Step> nearest(List<Step> steps) {
    List<Step> rounded = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      List<Double> row = new ArrayList<>();
      for (double coefficient : steps.get(t).coefficients()) {
        double value = grid.nearest(coefficient);
        if (!Double.isFinite(value)) {
          throw new BeyondGridException(coefficient, t + 1, grid);
        }
        row.add(value);
      }
      rounded.add(Step.of(request.function(), row));
    }
    return rounded;
  }

  private boolean isLast(int t) {
    return t == unrounded.size() - 1;
  }

  /// What the cushion asks of a row, see above.
  private double cushionFloor() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < unrounded.size(); t++) {
      Interval interval = Objects.requireNonNull(unrounded.get(t).interval());
      RowCandidates.Task task =
          new RowCandidates.Task(
              request.degrees().get(t),
              ExactInterval.rootsOf(interval, request.function().inputPower()),
              isLast(t),
              0);
      if (rows.isCushioned(task)) {
        double best = rows.cushionRatio(task, QuickImage.coefficients(unrounded.get(t)));
        double rounded = rows.cushionRatio(task, QuickImage.coefficients(nearest.get(t)));
        smallest = Math.min(smallest, Math.max(best / 2, Math.min(best, rounded)));
      }
    }
    return smallest;
  }

  private List<State> beam() {
    int width = width();
    List<State> beam = List.of(new State(List.of(), chain.input()));
    for (int t = 0; t < unrounded.size(); t++) {
      Shortlist<Successor> bySpread = new Shortlist<>(JUDGED * width / 2);
      Shortlist<Successor> byError = new Shortlist<>(JUDGED * width / 2);
      for (State state : beam) {
        rows.forEach(
            descent.task(t, state.span()),
            Math.min(SCALES, width),
            LARGEST_SCALE,
            candidate -> {
              Successor successor = new Successor(state, candidate);
              bySpread.offer(candidate.image().spread(), candidate.row(), successor);
              byError.offer(candidate.image().error(), candidate.row(), successor);
            });
      }
      Set<Successor> judged = new LinkedHashSet<>(bySpread.toList());
      judged.addAll(byError.toList());
      beam = best(judged, isLast(t), width);
    }
    return beam;
  }

  /// The width of the beam. Evaluating one row of n coefficients costs about n².
  private int width() {
    long cost = 0;
    for (Step step : unrounded) {
      int size = step.coefficients().size();
      long candidates = Math.max(1, size * size / (MANY_COEFFICIENTS * MANY_COEFFICIENTS));
      cost += candidates * size * size;
    }
    int affordable = (int) (BEAM * FULL_BEAM_COST / cost);
    return Math.max(SMALLEST_BEAM, Math.min(BEAM, affordable / 2 * 2));
  }

  /// The states with the best exact images.
  private List<State> best(Set<Successor> judged, boolean last, int width) {
    List<State> states = new ArrayList<>();
    for (Successor successor : judged) {
      Step step = descent.step(successor.candidate().row());
      ExactInterval span = chain.carried(step, successor.state().span(), last);
      if (span.isPositive()) {
        List<Step> steps = new ArrayList<>(successor.state().steps());
        steps.add(step);
        states.add(new State(steps, span));
      }
    }
    Set<State> kept = new LinkedHashSet<>(least(states, State::spread, width / 2));
    kept.addAll(least(states, State::error, width / 2));
    return new ArrayList<>(kept);
  }

  private static <T> List<T> least(List<T> all, ToDoubleFunction<T> key, int count) {
    return all.stream().sorted(Comparator.comparingDouble(key)).limit(count).toList();
  }

  /// The steps with what is known about them.
  private List<Step> annotated(List<Step> steps) {
    List<ExactInterval> spans = chain.spans(steps);
    List<Step> annotated = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      boolean known = t < spans.size() && spans.get(t).isPositive();
      annotated.add(known ? annotated(steps.get(t), spans.get(t), t == 0) : steps.get(t));
    }
    return annotated;
  }

  /// The step for what the steps before it leave; of the first that is what the request says, of
  /// which the span holds the roots.
  private Step annotated(Step step, ExactInterval span, boolean first) {
    TableFunction function = request.function();
    int power = function.inputPower();
    Dyadic decimal = Dyadic.from(BigDecimal.valueOf(request.cushion()), 2 * Double.PRECISION);
    Dyadic cushion = Powers.rootFloor(decimal, power, 2 * Double.PRECISION);
    Dyadic cushioned = cushion.times(span.upper());
    boolean recentred = cushioned.compareTo(span.lower()) > 0;
    BestPolynomial best =
        RemezExchange.solve(
                function.root(),
                step.degree(),
                recentred ? cushioned : span.lower(),
                span.upper(),
                Double.PRECISION)
            .orThrow();
    Dyadic upper = Powers.of(span.upper(), power);
    ExactInterval input = new ExactInterval(Powers.of(span.lower(), power), upper);
    return new Step(
        function,
        step.coefficients(),
        first ? request.input() : input.rounded(),
        recentred
            ? new Interval(Powers.of(cushioned, power).doubleValue(), upper.doubleValue())
            : null,
        best.error(),
        null,
        null);
  }
}
