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
/// on sample matrices, and those that keep these best together once more with less room and with
/// more, which also makes other plans; the best of all are measured on other matrices, and the one
/// whose worst error is smallest is the answer.
final class TrialDesign {

  /// Sequences that are designed.
  private static final int SEQUENCES = 4;

  /// Sequences that are designed again with [#ROOMS].
  private static final int PROMISING = 2;

  /// Room at first, in units of the format's roundoff.
  private static final double ROOM = 0.5;

  /// And then.
  private static final List<Double> ROOMS = List.of(0.25, 1.0, 2.0);

  /// What sequences are ranked with: room, and about what rounding adds.
  private static final double EXPECTED = 2;

  /// A degree that only a fine enough format bears in the first step: float16's roundoff, if
  /// combinations are rounded once.
  private static final int HIGH = 17;

  private static final double FINE = 0x1p-11;

  /// Schedules that are measured.
  private static final int FINALISTS = 4;

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

  /// The best schedule of given degrees; empty if all that are tried break, on the matrices of the
  /// design or on those that measure it.
  Optional<Found> design(List<Integer> degrees) {
    return best(List.of(degrees));
  }

  /// The best schedule within a budget of products; empty as above.
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
    List<Attempt> finalists = designed(sequences).stream().limit(FINALISTS).toList();
    Trials.Measurement measurement =
        trial.trials().measurement(input, runs(0).withMatrices(MEASURED, FRESH));
    List<Judged> judged =
        finalists.stream()
            .map(attempt -> new Judged(attempt, measured(attempt, measurement)))
            .toList();
    List<Choice.Trial> measured = judged.stream().map(Judged::trial).toList();
    return judged.stream()
        .filter(one -> !one.trial().breaks())
        .min(Comparator.comparingDouble(one -> one.trial().error()))
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

  /// All schedules that are designed, the best on the samples first.
  private List<Attempt> designed(List<List<Integer>> sequences) {
    SampleRuns samples = trial.trials().samples(input, runs(0));
    if (trial.room() != null) {
      return sorted(attempts(candidates(sequences, List.of(trial.room())), samples));
    }
    double unit = trial.precision().unitRoundoff();
    List<Attempt> first = sorted(attempts(candidates(sequences, List.of(ROOM * unit)), samples));
    List<List<Integer>> best =
        first.stream().limit(PROMISING).map(attempt -> attempt.candidate().degrees()).toList();
    List<Attempt> all = new ArrayList<>(first);
    List<Double> rooms = ROOMS.stream().map(room -> room * unit).toList();
    all.addAll(attempts(candidates(best, rooms), samples));
    return sorted(all);
  }

  private static List<Attempt> sorted(List<Attempt> attempts) {
    return attempts.stream()
        .sorted(Comparator.comparingDouble(attempt -> attempt.schedule().errorOfRuns()))
        .toList();
  }

  private static List<Candidate> candidates(List<List<Integer>> sequences, List<Double> rooms) {
    return sequences.stream()
        .flatMap(degrees -> rooms.stream().map(room -> new Candidate(degrees, room)))
        .toList();
  }

  private TrialRuns runs(double room) {
    return new TrialRuns(trial.precision(), trial.rounding(), room, trial.shapes(), SAMPLES, SEED);
  }

  /// All that do not break, designed at the same time.
  private List<Attempt> attempts(List<Candidate> candidates, SampleRuns samples) {
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
      if (e.getCause() instanceof RuntimeException defect) {
        throw defect;
      }
      throw new AssertionError(e.getCause());
    }
  }

  private Optional<PlannedSchedule> schedule(Candidate candidate, SampleRuns samples) {
    Optional<PlannedSchedule> schedule =
        Optional.of(
            PlannedSchedule.on(
                input,
                candidate.room(),
                trial.rounding().epilogue(),
                trial.precision().unitRoundoff(),
                samples));
    for (int degree : candidate.degrees()) {
      schedule = schedule.flatMap(shorter -> shorter.then(degree));
    }
    return schedule;
  }

  /// The sequences that would err least and are not fragile: with degrees that do not fall, since
  /// early steps of high degree are what rounding spoils. Where the format decides, the fewest
  /// steps round least.
  private List<List<Integer>> promising(DesignSearch search) {
    List<Estimate> estimates = new ArrayList<>();
    double negligible = NEGLIGIBLE * trial.precision().unitRoundoff();
    double room = 1 + EXPECTED * trial.precision().unitRoundoff();
    int limit = degrees(search).getFirst() < HIGH && firstIsFragile() ? HIGH : Integer.MAX_VALUE;
    for (List<Integer> degrees : sequences(search)) {
      if (degrees.getFirst() >= limit) {
        continue;
      }
      estimates.add(new Estimate(degrees, Math.max(negligible, error(degrees, room))));
    }
    return estimates.stream()
        .sorted(
            Comparator.comparingDouble(Estimate::error)
                .thenComparingInt(estimate -> estimate.degrees().size()))
        .limit(SEQUENCES)
        .map(Estimate::degrees)
        .toList();
  }

  /// Whether a first step of the highest degree may break, for one matrix in hundreds: its
  /// coefficients are the largest of all, and so is what they make of the rounding of what is
  /// stored. Seen in bfloat16 always, in float16 where combinations are rounded one by one.
  private boolean firstIsFragile() {
    double unit = trial.precision().storage().unitRoundoff();
    return unit > FINE || (unit == FINE && trial.rounding().epilogue() != Epilogue.FUSED);
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
