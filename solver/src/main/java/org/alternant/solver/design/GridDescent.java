package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.QuickImage.Range;
import org.alternant.solver.design.RowCandidates.Candidate;
import org.alternant.solver.design.RowCandidates.Task;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Powers;

/// Descent from a schedule on a grid: rows move as long as the exact error of the whole composition
/// falls.
///
/// - *One row* moves to its lattice neighbours, all other rows staying.
/// - *Two rows* that follow each other move together: the first to any row near a best polynomial
///   at any scale, the second to where it brings the first one's image back to what the rows after
///   it expect. A scale between two rows is free, and on a grid some scales are far luckier than
///   others; single moves do not get from one to another.
///
/// Binary64 guides; every move that is made is judged exactly. How much is tried depends on counts
/// alone.
final class GridDescent {

  /// Two to five were observed.
  private static final int SWEEPS = 20;

  /// Moves of a row that are judged exactly, the best by the guide.
  private static final int JUDGED_MOVES = 8;

  /// Pairs of rows that are moved on to their neighbours before they are judged.
  private static final int REFINED = 64;

  /// Scales tried below and above 1 for the first of two rows.
  private static final int SCALES = 40;

  /// Rows kept for each scale.
  private static final int PER_SCALE = 8;

  /// All scales of a floating-point format: with rows divided by powers of 2 they repeat.
  private static final double LARGEST_BINARY_SCALE = 1.4143;

  /// Smaller scales give the following row more decimals. This one is of xᵖ, which the following
  /// row is a polynomial in: 4 for the sign.
  private static final double LARGEST_DECIMAL_SCALE = 16;

  /// How many pairs move, times what judging one costs: it keeps the time to seconds.
  private static final int PAIR_WORK = 360;

  private final DesignRequest request;
  private final GuardedChain chain;
  private final RowCandidates rows;
  private final GridWork work;
  private final double floor;
  private final double largestScale;
  private int pairsLeft;

  GridDescent(
      DesignRequest request, GuardedChain chain, RowCandidates rows, GridWork work, double floor) {
    this.request = request;
    this.chain = chain;
    this.rows = rows;
    this.work = work;
    this.floor = floor;
    largestScale =
        request.coefficients() instanceof CoefficientGrid.Decimal
            ? Powers.root(LARGEST_DECIMAL_SCALE, request.function().root())
            : LARGEST_BINARY_SCALE;
    int size = request.degrees().stream().mapToInt(request.function()::size).max().orElse(1);
    pairsLeft = PAIR_WORK / (request.degrees().size() * size * size);
  }

  /// A complete schedule with its exact error.
  record Found(List<Step> steps, ImageOutcome outcome) {
    double error() {
      return outcome.rank();
    }

    private List<double[]> rows() {
      return new ArrayList<>(steps.stream().map(QuickImage::coefficients).toList());
    }
  }

  Found found(List<Step> steps) {
    return new Found(steps, chain.outcome(steps));
  }

  /// What a step has to do with what the steps before it leave.
  Task task(int t, ExactInterval span) {
    return new Task(request.degrees().get(t), span, t == request.degrees().size() - 1, floor);
  }

  /// Moves single rows while the error falls.
  Found singly(Found start) {
    Found best = start;
    double before = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < SWEEPS && best.error() < before; sweep++) {
      before = best.error();
      for (int t = request.degrees().size() - 1; t >= 0; t--) {
        best = moved(best, t);
      }
    }
    return best;
  }

  /// Moves pairs of rows, and single ones, while the error falls.
  Found inPairs(Found start) {
    Found best = start;
    double before = Double.POSITIVE_INFINITY;
    for (int sweep = 0; sweep < SWEEPS && best.error() < before; sweep++) {
      before = best.error();
      for (int t = request.degrees().size() - 2; t >= 0 && pairsLeft > 0; t--) {
        pairsLeft--;
        best = singly(pairMoved(best, t));
      }
    }
    return best;
  }

  private Found moved(Found from, int t) {
    if (work.isSpent()) {
      return from;
    }
    List<ExactInterval> spans = chain.spans(from.steps());
    if (spans.size() <= t || !spans.get(t).isPositive()) {
      return from;
    }
    List<double[]> current = from.rows();
    double guide = chain.quickError(current) * (1 + GridSearch.GUIDE_NOISE);
    Shortlist<List<double[]>> moves = new Shortlist<>(JUDGED_MOVES);
    rows.forEachNeighbour(
        task(t, spans.get(t)),
        current.get(t),
        candidate -> {
          List<double[]> moved = new ArrayList<>(current);
          moved.set(t, candidate.row());
          double error = chain.quickError(moved);
          if (error <= guide) {
            moves.offer(error, candidate.row(), List.of(candidate.row()));
          }
        });
    return best(from, t, moves);
  }

  private Found pairMoved(Found from, int t) {
    if (work.isSpent()) {
      return from;
    }
    List<ExactInterval> spans = chain.spans(from.steps());
    if (spans.size() <= t + 2 || !spans.get(t + 1).isPositive()) {
      return from;
    }
    List<double[]> current = from.rows();
    ExactInterval after = spans.get(t + 2);
    double centre =
        t + 2 == current.size() ? 1 : after.lower().plus(after.upper()).scaled(-1).doubleValue();
    Shortlist<List<double[]>> pairs = new Shortlist<>(REFINED);
    Task task = task(t, spans.get(t));
    for (Candidate first : firsts(task, current.get(t))) {
      rows.forEachAt(
          task(t + 1, exact(first.image())),
          centre,
          second ->
              pairs.offer(
                  chain.quickError(current, t + 2, second.image()),
                  second.row(),
                  List.of(first.row(), second.row())));
    }
    Shortlist<List<double[]>> moves = new Shortlist<>(JUDGED_MOVES);
    for (List<double[]> pair : pairs.toList()) {
      List<double[]> moved = new ArrayList<>(current);
      moved.set(t, pair.get(0));
      moved.set(t + 1, pair.get(1));
      double error = refined(moved, t, task);
      moves.offer(error, moved.get(t + 1), List.of(moved.get(t), moved.get(t + 1)));
    }
    return best(from, t, moves);
  }

  /// Moves the rows t and t + 1 in turn to their neighbours while the guide's error falls.
  ///
  /// @param moved all rows; changed
  /// @return the error
  private double refined(List<double[]> moved, int t, Task task) {
    double error = chain.quickError(moved);
    double before = Double.POSITIVE_INFINITY;
    while (error < before) {
      before = error;
      error = neighbour(moved, t, task, error);
      Range left = rows.image(task, moved.get(t));
      error = neighbour(moved, t + 1, task(t + 1, exact(left)), error);
    }
    return error;
  }

  private double neighbour(List<double[]> moved, int t, Task task, double error) {
    Shortlist<double[]> best = new Shortlist<>(1);
    List<double[]> tried = new ArrayList<>(moved);
    rows.forEachNeighbour(
        task,
        moved.get(t),
        candidate -> {
          tried.set(t, candidate.row());
          best.offer(chain.quickError(tried), candidate.row(), candidate.row());
        });
    if (best.toList().isEmpty()) {
      return error;
    }
    tried.set(t, best.toList().getFirst());
    double least = chain.quickError(tried);
    if (least < error) {
      moved.set(t, tried.get(t));
    }
    return Math.min(least, error);
  }

  /// The rows with the least spread at each of many scales.
  private List<Candidate> firsts(Task task, double[] current) {
    Map<Long, Shortlist<Candidate>> byScale = new TreeMap<>();
    rows.forEach(
        task,
        SCALES,
        largestScale,
        candidate -> {
          double to = candidate.image().upper().high();
          long scale = Math.round(SCALES / StrictMath.log(largestScale) * StrictMath.log(to));
          byScale
              .computeIfAbsent(scale, _ -> new Shortlist<>(PER_SCALE))
              .offer(candidate.image().spread(), candidate.row(), candidate);
        });
    List<Candidate> firsts = new ArrayList<>();
    byScale.values().forEach(list -> firsts.addAll(list.toList()));
    rows.forEachNeighbour(task, current, firsts::add);
    return firsts;
  }

  private static ExactInterval exact(Range range) {
    return new ExactInterval(Dyadic.of(range.lower().high()), Dyadic.of(range.upper().high()));
  }

  /// The best schedule with some rows from t on exchanged, by exact error.
  private Found best(Found from, int t, Shortlist<List<double[]>> moves) {
    Found best = from;
    for (List<double[]> move : moves.toList()) {
      List<Step> steps = new ArrayList<>(from.steps());
      for (int i = 0; i < move.size(); i++) {
        steps.set(t + i, step(move.get(i)));
      }
      Found candidate = found(steps);
      if (candidate.error() < best.error() && isAdmissible(steps)) {
        best = candidate;
      }
    }
    return best;
  }

  private boolean isAdmissible(List<Step> steps) {
    List<ExactInterval> spans = chain.spans(steps);
    for (int t = 0; t < steps.size(); t++) {
      if (t >= spans.size()
          || !spans.get(t).isPositive()
          || !rows.isAdmissible(task(t, spans.get(t)), QuickImage.coefficients(steps.get(t)))) {
        return false;
      }
    }
    return true;
  }

  Step step(double[] row) {
    return Step.of(request.function(), Arrays.stream(row).boxed().toList());
  }
}
