package org.alternant.toolkit.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.solver.design.PlannedSchedule;
import org.alternant.solver.design.SampleRuns;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;

/// Designs schedules with plans for an arithmetic. Sequences of degrees are ranked by what they
/// would achieve in exact arithmetic with room above each interval; the best of them are designed
/// on sample matrices, with little room and with more; the best of these are measured on other
/// matrices, and the one whose worst error is smallest is the answer.
final class TrialDesign {

  /// Sequences that are designed.
  private static final int SEQUENCES = 4;

  /// Room, in units of the format's roundoff.
  private static final double[] ROOMS = {1, 2, 4};

  /// Schedules that are measured.
  private static final int FINALISTS = 3;

  /// Of each kind and shape: for designing, and for measuring.
  private static final int SAMPLES = 2;

  private static final int MEASURED = 10;
  private static final int SEED = 1;

  /// Measured are other matrices than the design has seen.
  private static final int FRESH = 1001;

  /// What errors may differ by, in units of roundoff, without one being thought better than the
  /// other.
  private static final double NEGLIGIBLE = 0x1p-4;

  /// More products are not searched.
  private static final int MOST_PRODUCTS = 40;

  private final Recipe recipe;
  private final TrialTask trial;
  private final Interval input;
  private final ProgressListener progress;

  TrialDesign(Recipe recipe, TrialTask trial, double lower, ProgressListener progress) {
    this.recipe = recipe;
    this.trial = trial;
    this.input = new Interval(lower, recipe.task().upper());
    this.progress = progress;
  }

  /// A schedule that was designed.
  ///
  /// @param request makes it again
  /// @param steps p₁ first
  /// @param choice how it was chosen
  /// @param measured what fresh matrices showed
  record Found(DesignRequest request, List<Step> steps, Choice.Tried choice, Measured measured) {}

  /// A sequence of degrees with room.
  private record Candidate(List<Integer> degrees, double room) {}

  /// What became of one.
  private record Attempt(Candidate candidate, PlannedSchedule schedule) {}

  /// One of the best of these, with what fresh matrices showed.
  private record Judged(Attempt attempt, Choice.Trial trial) {}

  /// A sequence and the error expected of it.
  private record Estimate(List<Integer> degrees, double error) {}

  /// The best schedule of given degrees; empty if all that are tried break.
  Optional<Found> design(List<Integer> degrees) {
    return best(List.of(degrees));
  }

  /// The best schedule within a budget of products; empty if all that are tried break.
  Optional<Found> design(DesignSearch search) {
    return best(promising(search));
  }

  /// Why a budget is below the cheapest schedule or beyond what is searched; empty if it is not.
  static Optional<Unreachable> misfit(DesignSearch search) {
    double budget = Objects.requireNonNull(search.budget());
    List<Integer> degrees = degrees(search);
    int least =
        products(List.of(degrees.getFirst())) * (search.steps() == null ? 1 : search.steps());
    if (budget < least) {
      return Optional.of(new Unreachable.BudgetTooSmall(search, least));
    }
    return budget > MOST_PRODUCTS
        ? Optional.of(new Unreachable.BudgetTooLarge(search, MOST_PRODUCTS))
        : Optional.empty();
  }

  /// The allowed degrees for which there are plans.
  static List<Integer> degrees(DesignSearch search) {
    return search.allowedDegrees().stream().filter(PlannedSchedule.DEGREES::contains).toList();
  }

  private Optional<Found> best(List<List<Integer>> sequences) {
    List<Candidate> candidates = new ArrayList<>();
    for (List<Integer> degrees : sequences) {
      for (double room : rooms()) {
        candidates.add(new Candidate(degrees, room));
      }
    }
    List<Attempt> finalists =
        attempts(candidates).stream()
            .sorted(Comparator.comparingDouble(attempt -> attempt.schedule().errorOfRuns()))
            .limit(FINALISTS)
            .toList();
    Trials.Measurement measurement =
        trial.trials().measurement(input, runs(0).withMatrices(MEASURED, FRESH));
    List<Judged> judged =
        finalists.stream()
            .map(attempt -> new Judged(attempt, measured(attempt, measurement)))
            .toList();
    List<Choice.Trial> measured = judged.stream().map(Judged::trial).toList();
    return judged.stream()
        .min(Comparator.comparingDouble(one -> one.trial().worstError()))
        .map(best -> found(best, measured));
  }

  private Found found(Judged best, List<Choice.Trial> measured) {
    Choice.Trial chosen = best.trial();
    return new Found(
        recipe.request(chosen.degrees(), input.lower()).withTrial(runs(chosen.room())),
        best.attempt().schedule().steps(),
        new Choice.Tried(chosen, measured),
        chosen.own(trial.rounding()));
  }

  /// What a run that rounds as the design's does shows, and one that rounds less.
  private Choice.Trial measured(Attempt attempt, Trials.Measurement measurement) {
    List<Measured> measured =
        Arrays.stream(Epilogue.values())
            .filter(epilogue -> epilogue.compareTo(trial.rounding().epilogue()) <= 0)
            .map(trial.rounding()::with)
            .map(rounding -> measurement.of(attempt.schedule().steps(), rounding))
            .toList();
    return new Choice.Trial(attempt.candidate().degrees(), attempt.candidate().room(), measured);
  }

  private double[] rooms() {
    if (trial.room() != null) {
      return new double[] {trial.room()};
    }
    double[] rooms = ROOMS.clone();
    for (int i = 0; i < rooms.length; i++) {
      rooms[i] *= trial.precision().unitRoundoff();
    }
    return rooms;
  }

  private TrialRuns runs(double room) {
    return new TrialRuns(trial.precision(), trial.rounding(), room, trial.shapes(), SAMPLES, SEED);
  }

  /// All that do not break, designed at the same time.
  private List<Attempt> attempts(List<Candidate> candidates) {
    SampleRuns samples = trial.trials().samples(input, runs(0));
    List<Attempt> attempts = new ArrayList<>();
    try (ExecutorService pool =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<Optional<PlannedSchedule>>> results =
          candidates.stream()
              .map(candidate -> pool.submit(() -> schedule(candidate, samples)))
              .toList();
      for (int i = 0; i < results.size(); i++) {
        Candidate candidate = candidates.get(i);
        finished(results.get(i))
            .ifPresent(schedule -> attempts.add(new Attempt(candidate, schedule)));
        progress.advanced(i + 1, results.size());
      }
    }
    return attempts;
  }

  private static Optional<PlannedSchedule> finished(Future<Optional<PlannedSchedule>> result) {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while designing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a design failed", e.getCause());
    }
  }

  private Optional<PlannedSchedule> schedule(Candidate candidate, SampleRuns samples) {
    Optional<PlannedSchedule> schedule =
        Optional.of(
            PlannedSchedule.on(input, candidate.room(), trial.rounding().epilogue(), samples));
    for (int degree : candidate.degrees()) {
      schedule = schedule.flatMap(shorter -> shorter.then(degree));
    }
    return schedule;
  }

  /// The sequences that would err least: with degrees that do not fall, since early steps of high
  /// degree are what rounding spoils.
  private List<List<Integer>> promising(DesignSearch search) {
    List<Estimate> estimates = new ArrayList<>();
    double negligible = NEGLIGIBLE * trial.precision().unitRoundoff();
    double room = 1 + ROOMS[1] * trial.precision().unitRoundoff();
    for (List<Integer> degrees : sequences(search)) {
      estimates.add(new Estimate(degrees, Math.max(negligible, error(degrees, room))));
    }
    return estimates.stream()
        .sorted(
            Comparator.comparingDouble(Estimate::error)
                .thenComparingInt(estimate -> products(estimate.degrees())))
        .limit(SEQUENCES)
        .map(Estimate::degrees)
        .toList();
  }

  /// What the sequence leaves in exact arithmetic, with room above each interval.
  private double error(List<Integer> degrees, double room) {
    double lower = input.lower();
    double upper = input.upper();
    double error = 1;
    for (int degree : degrees) {
      error =
          RemezExchange.solve(degree, Dyadic.of(lower), Dyadic.of(upper * room), Double.PRECISION)
              .orThrow()
              .error()
              .upper();
      if (!(error < 1)) {
        return 1;
      }
      lower = 1 - error;
      upper = 1 + error;
    }
    return error;
  }

  /// All sequences that use the budget up.
  private static List<List<Integer>> sequences(DesignSearch search) {
    List<List<Integer>> found = new ArrayList<>();
    extend(List.of(), degrees(search), search, found);
    return found;
  }

  private static void extend(
      List<Integer> degrees,
      List<Integer> allowed,
      DesignSearch search,
      List<List<Integer>> found) {
    double left = Objects.requireNonNull(search.budget()) - products(degrees);
    boolean complete =
        search.steps() == null
            ? !degrees.isEmpty() && left < products(List.of(allowed.getFirst()))
            : degrees.size() == search.steps();
    if (complete) {
      found.add(degrees);
      return;
    }
    for (int degree : allowed) {
      boolean falls = !degrees.isEmpty() && degree < degrees.getLast();
      if (!falls && products(List.of(degree)) <= left) {
        List<Integer> longer = new ArrayList<>(degrees);
        longer.add(degree);
        extend(List.copyOf(longer), allowed, search, found);
      }
    }
  }

  /// Matrix products of a schedule with plans.
  private static int products(List<Integer> degrees) {
    return degrees.stream()
        .mapToInt(degree -> degree == 3 ? 2 : 2 + Integer.numberOfTrailingZeros((degree - 1) / 2))
        .sum();
  }
}
