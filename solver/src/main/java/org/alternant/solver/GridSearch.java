package org.alternant.solver;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;

/// Searches schedules whose coefficients lie on a grid for the least worst-case error.
///
/// 1. A beam search through the steps. Each state knows exactly what interval its rows leave; its
///    next row comes from [RowCandidates]. Half of the beam are the states with the largest ratio
///    of the ends of their interval, half those with the least error.
/// 2. Descent from the best schedules, and from the naively rounded one: single rows move to
///    lattice neighbours as long as the error of the whole composition falls.
///
/// Binary64 guides; exact images decide which states and which moves are taken, so the errors are
/// certified ([GuardedChain]). Guaranteed: every coefficient is on the grid, the error is not above
/// that of the naively rounded recipe, and the same request gives the same bits. Not guaranteed:
/// that no better table exists; beam and descent are local.
///
/// The cushion stays in force: on [κu, u] no row dips lower, as a part of its maximum, than the
/// naively rounded row does on the recipe's interval, or than half of what the unrounded one does,
/// whichever is higher.
///
/// References: N. Brisebarre, J.-M. Muller, A. Tisserand, *Computing machine-efficient polynomial
/// approximations*, ACM TOMS 32 (2006); N. Brisebarre, S. Chevillard, ARITH 2007; the first search
/// a polytope for the best single polynomial, the second a lattice. For a composition, where each
/// row sees what the rounded rows before it left, we know of no source.
public final class GridSearch {

  private static final int BEAM = 16;

  /// Candidates judged exactly for each place in the beam.
  private static final int JUDGED = 3;

  private static final int STARTS = 4;

  private static final int SWEEPS = 20;

  /// Scales tried below and above 1.
  private static final int SCALES = 6;

  /// Two guiding errors as close as this, relatively, may be equal.
  private static final double GUIDE_NOISE = 1e-9;

  private final DesignRequest request;
  private final CoefficientGrid grid;
  private final GuardedChain chain;
  private final RowCandidates rows;
  private final List<Step> unrounded;
  private final List<Step> nearest;
  private final double floor;

  private GridSearch(DesignRequest request, CoefficientGrid grid) {
    this.request = request;
    this.grid = grid;
    chain = new GuardedChain(request);
    rows = new RowCandidates(request, grid);
    unrounded = ScheduleDesigner.design(request.withCoefficients(null));
    nearest = nearest(unrounded);
    floor = cushionFloor();
  }

  /// Rows chosen so far, and the interval they leave.
  private record State(List<double[]> rows, Dyadic lower, Dyadic upper) {
    /// 1 − lower/upper, with full relative accuracy.
    double spread() {
      return upper.minus(lower).dividedBy(upper, Double.PRECISION).doubleValue();
    }

    double error() {
      return GuardedChain.error(lower, upper);
    }
  }

  /// A candidate for the next row, with the state that it follows.
  private record Successor(State state, RowCandidates.Candidate candidate) {}

  /// A complete schedule with its exact error.
  private record Found(List<Step> steps, double error) {}

  /// Searches.
  ///
  /// @param request what to design; its coefficients name the grid
  /// @return the best schedule found, with the errors to compare
  /// @throws IllegalArgumentException if the request names no grid, or a coefficient of the recipe
  ///   is beyond the grid's format
  /// @throws IllegalStateException as [ScheduleDesigner#design]
  public static GridSchedule search(DesignRequest request) {
    CoefficientGrid grid = request.coefficients();
    if (grid == null) {
      throw new IllegalArgumentException("the request names no grid for the coefficients");
    }
    return new GridSearch(request, grid).run();
  }

  private GridSchedule run() {
    Found best = found(nearest);
    Found start = best;
    List<Found> starts = new ArrayList<>();
    for (State state : beam()) {
      starts.add(found(steps(state.rows())));
    }
    starts.sort(Comparator.comparingDouble(Found::error));
    starts = new ArrayList<>(starts.subList(0, Math.min(STARTS, starts.size())));
    starts.add(start);
    for (Found from : starts) {
      if (System.getProperty("grid.trace") != null) System.err.println("start " + from.error());
      Found improved = descend(from);
      if (System.getProperty("grid.trace") != null)
        System.err.println("  descended " + improved.error());
      if (improved.error() < best.error()) {
        best = improved;
      }
    }
    return new GridSchedule(
        annotated(best.steps()), errors(unrounded), errors(nearest), errors(best.steps()));
  }

  private Found found(List<Step> steps) {
    return new Found(steps, chain.error(steps));
  }

  private GridSchedule.Errors errors(List<Step> steps) {
    double worst =
        new TableCertifier(steps).worstCaseError(new Interval(request.lower(), request.upper()));
    return new GridSchedule.Errors(
        Double.isNaN(worst) ? Double.POSITIVE_INFINITY : worst, chain.error(steps));
  }

  private List<Step> nearest(List<Step> steps) {
    List<Step> rounded = new ArrayList<>();
    for (int t = 0; t < steps.size(); t++) {
      List<Double> row = new ArrayList<>();
      for (double coefficient : steps.get(t).coefficients()) {
        double value = grid.nearest(coefficient);
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "coefficient " + coefficient + " of step " + (t + 1) + " is beyond " + grid.id());
        }
        row.add(value);
      }
      rounded.add(Step.of(row));
    }
    return rounded;
  }

  private boolean isLast(int t) {
    return t == unrounded.size() - 1;
  }

  private RowCandidates.Task task(int t, Dyadic lower, Dyadic upper) {
    return new RowCandidates.Task(request.degrees().get(t), lower, upper, isLast(t), floor);
  }

  /// What the cushion asks of a row, see above.
  private double cushionFloor() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int t = 0; t < unrounded.size(); t++) {
      Interval interval = Objects.requireNonNull(unrounded.get(t).interval());
      RowCandidates.Task task =
          task(t, Dyadic.of(interval.lower()), Dyadic.of(interval.upper()));
      if (rows.isCushioned(task)) {
        double best = rows.cushionRatio(task, array(unrounded.get(t)));
        double rounded = rows.cushionRatio(task, array(nearest.get(t)));
        smallest = Math.min(smallest, Math.max(best / 2, Math.min(best, rounded)));
      }
    }
    return smallest;
  }

  private List<State> beam() {
    List<State> beam = List.of(new State(List.of(), chain.lower(), chain.upper()));
    for (int t = 0; t < unrounded.size(); t++) {
      Shortlist<Successor> bySpread = new Shortlist<>(JUDGED * BEAM / 2);
      Shortlist<Successor> byError = new Shortlist<>(JUDGED * BEAM / 2);
      for (State state : beam) {
        rows.forEach(
            task(t, state.lower(), state.upper()),
            SCALES,
            candidate -> {
              Successor successor = new Successor(state, candidate);
              bySpread.offer(candidate.image().spread(), candidate.row(), successor);
              byError.offer(candidate.image().error(), candidate.row(), successor);
            });
      }
      Set<Successor> judged = new LinkedHashSet<>(bySpread.toList());
      judged.addAll(byError.toList());
      beam = selected(judged, isLast(t));
      if (System.getProperty("grid.trace") != null) {
        System.err.println("step " + (t + 1) + " judged " + judged.size());
        for (State s : beam) System.err.println("  " + s.lower().doubleValue() + " " + s.upper().doubleValue() + " spread " + s.spread()+ " error " + s.error() + " " + java.util.Arrays.toString(s.rows().getLast()));
      }
    }
    return beam;
  }

  /// The successors with the best exact images.
  private List<State> selected(Set<Successor> judged, boolean last) {
    List<State> states = new ArrayList<>();
    for (Successor successor : judged) {
      State state = successor.state();
      double[] row = successor.candidate().row();
      ExactStep.Image image = chain.carried(step(row), state.lower(), state.upper(), last);
      if (image.lower().signum() > 0) {
        List<double[]> extended = new ArrayList<>(state.rows());
        extended.add(row);
        states.add(new State(extended, image.lower(), image.upper()));
      }
    }
    Set<State> kept = new LinkedHashSet<>(least(states, State::spread, BEAM / 2));
    kept.addAll(least(states, State::error, BEAM / 2));
    return new ArrayList<>(kept);
  }

  private static <T> List<T> least(List<T> all, ToDoubleFunction<T> key, int count) {
    return all.stream().sorted(Comparator.comparingDouble(key)).limit(count).toList();
  }

  /// Moves single rows to lattice neighbours while the error falls.
  private Found descend(Found start) {
    Found best = start;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      Found before = best;
      for (int t = unrounded.size() - 1; t >= 0; t--) {
        best = moved(best, t);
      }
      if (best.error() >= before.error()) {
        break;
      }
    }
    return best;
  }

  private Found moved(Found from, int t) {
    Found best = from;
    List<double[]> current =
        from.steps().stream().map(GridSearch::array).collect(Collectors.toList());
    Dyadic lower = chain.lower();
    Dyadic upper = chain.upper();
    for (int i = 0; i < t; i++) {
      ExactStep.Image image = chain.carried(from.steps().get(i), lower, upper, false);
      lower = image.lower();
      upper = image.upper();
    }
    if (lower.signum() <= 0 || upper.magnitude() > Double.MAX_EXPONENT / 2) {
      return from;
    }
    RowCandidates.Task task = task(t, lower, upper);
    double guide = chain.quickError(current) * (1 + GUIDE_NOISE);
    Shortlist<double[]> moves = new Shortlist<>(8);
    rows.forEachNeighbour(
        task,
        current.get(t),
        candidate -> {
          List<double[]> moved = new ArrayList<>(current);
          moved.set(t, candidate.row());
          double error = chain.quickError(moved);
          if (error <= guide) {
            moves.offer(error, candidate.row(), candidate.row());
          }
        });
    for (double[] row : moves.toList()) {
      current.set(t, row);
      Found candidate = found(steps(current));
      if (candidate.error() < best.error() && respectsCushions(candidate.steps())) {
        best = candidate;
      }
    }
    return best;
  }

  private boolean respectsCushions(List<Step> steps) {
    Dyadic lower = chain.lower();
    Dyadic upper = chain.upper();
    for (int t = 0; t < steps.size(); t++) {
      RowCandidates.Task task = task(t, lower, upper);
      if (!rows.isAdmissible(task, array(steps.get(t)))) {
        return false;
      }
      ExactStep.Image image = chain.carried(steps.get(t), lower, upper, isLast(t));
      lower = image.lower();
      upper = image.upper();
    }
    return true;
  }

  /// The steps with what is known about them: their intervals, rounded outward, and the error of
  /// the best polynomial there.
  private List<Step> annotated(List<Step> steps) {
    List<Step> annotated = new ArrayList<>();
    Dyadic cushion = Dyadic.from(BigDecimal.valueOf(request.cushion()), 200);
    Dyadic lower = chain.lower();
    Dyadic upper = chain.upper();
    for (int t = 0; t < steps.size(); t++) {
      Step step = steps.get(t);
      if (lower.signum() <= 0 || upper.magnitude() > Double.MAX_EXPONENT) {
        annotated.add(step);
        continue;
      }
      Dyadic cushioned = cushion.times(upper);
      boolean recentred = cushioned.compareTo(lower) > 0;
      BestPolynomial best =
          RemezExchange.solve(step.degree(), recentred ? cushioned : lower, upper, Double.PRECISION)
              .orThrow();
      annotated.add(
          new Step(
              step.coefficients(),
              new Interval(lower.doubleFloor(), upper.doubleCeiling()),
              recentred ? new Interval(cushioned.doubleValue(), upper.doubleValue()) : null,
              new ErrorBracket(best.errorLower().doubleFloor(), best.errorUpper().doubleCeiling()),
              null));
      ExactStep.Image image = chain.carried(step, lower, upper, isLast(t));
      lower = image.lower();
      upper = image.upper();
    }
    return annotated;
  }

  private static List<Step> steps(List<double[]> rows) {
    return rows.stream().map(GridSearch::step).toList();
  }

  private static Step step(double[] row) {
    return Step.of(Arrays.stream(row).boxed().toList());
  }

  private static double[] array(Step step) {
    return step.coefficients().stream().mapToDouble(c -> c).toArray();
  }
}
