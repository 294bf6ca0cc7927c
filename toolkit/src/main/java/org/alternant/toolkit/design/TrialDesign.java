package org.alternant.toolkit.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.solver.design.PlannedSchedule;
import org.alternant.solver.design.SampleRuns;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.TrialSequences.Sequence;
import org.jspecify.annotations.Nullable;

/// Designs schedules with plans for an arithmetic. Sequences of degrees, and of formats where there
/// are several, are ranked by what they would achieve in exact arithmetic with room above each
/// interval ([TrialSequences]); the best of them are designed on sample matrices, and those that
/// keep these best together once more with less room and with more, which also makes other plans;
/// the best of all are measured on other matrices, and the one whose worst error is smallest is the
/// answer. Cubics and quintics alone are among them at every stage.
final class TrialDesign {

  /// Sequences that are designed again with [#ROOMS].
  private static final int PROMISING = 2;

  /// Room at first, in units of the format's roundoff.
  private static final double ROOM = 0.5;

  /// And then.
  private static final List<Double> ROOMS = List.of(0.25, 1.0, 2.0);

  /// Instead, where the best so far err by [#UNFINISHED] or more: steps that do not finish bring
  /// singular values near 2, where what rounding adds may break them, in few matrices of hundreds.
  private static final List<Double> WIDER_ROOMS = List.of(2.0, 4.0);

  private static final double UNFINISHED = 0.2;

  /// Schedules that are measured.
  private static final int FINALISTS = 4;

  /// Of each kind and shape: for designing, and for measuring.
  private static final int SAMPLES = 2;

  private static final int MEASURED = 10;
  private static final int SEED = 1;

  /// Measured are other matrices than the design has seen.
  private static final int FRESH = 1001;

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
  record Found(DesignRequest request, List<Step> steps, Choice.Tried choice, Measured measured) {

    Found with(Choice.Tried other) {
      return new Found(request, steps, other, measured);
    }
  }

  /// A sequence of degrees and formats with room.
  private record Candidate(Sequence sequence, double room) {}

  /// What became of one.
  private record Attempt(Candidate candidate, PlannedSchedule schedule) {
    boolean isLow() {
      return candidate.sequence().isLow();
    }
  }

  /// One of the best of these, with what fresh matrices showed.
  private record Judged(Attempt attempt, Choice.Trial trial) {
    double error() {
      return trial.error();
    }
  }

  /// The best schedule of given degrees; empty if all that are tried break, on the matrices of the
  /// design or on those that measure it.
  Optional<Found> design(List<Integer> degrees) {
    List<Precision> formats = trial.precisions();
    return best(
        List.of(
            formats == null
                ? Sequence.of(degrees, trial.precision())
                : new Sequence(degrees, formats)));
  }

  /// The best schedule within a budget of products; empty as above.
  Optional<Found> design(DesignSearch search) {
    return best(TrialSequences.promising(search, trial, input));
  }

  private Optional<Found> best(List<Sequence> sequences) {
    List<Attempt> finalists = TrialSequences.best(designed(sequences), FINALISTS, Attempt::isLow);
    Trials.Measurement measurement =
        trial.trials().measurement(input, runs(0).withMatrices(MEASURED, FRESH));
    List<Judged> judged =
        new ArrayList<>(
            finalists.stream()
                .map(attempt -> new Judged(attempt, own(attempt, measurement)))
                .toList());
    Optional<Judged> best = Optional.empty();
    for (Judged one : judged.stream().sorted(Comparator.comparingDouble(Judged::error)).toList()) {
      // What errs more than the best in one kind of rounding cannot be better in all.
      if (!one.trial().breaks() && one.error() < best.map(Judged::error).orElse(Double.MAX_VALUE)) {
        Judged complete = new Judged(one.attempt(), completed(one, measurement));
        judged.set(judged.indexOf(one), complete);
        best =
            Stream.concat(best.stream(), Stream.of(complete))
                .filter(other -> !other.trial().breaks())
                .min(Comparator.comparingDouble(Judged::error));
      }
    }
    List<Choice.Trial> measured = judged.stream().map(Judged::trial).toList();
    return best.map(chosen -> found(chosen, measured));
  }

  private Found found(Judged best, List<Choice.Trial> measured) {
    Choice.Trial chosen = best.trial();
    return new Found(
        recipe
            .request(chosen.degrees(), input.lower())
            .withTrial(runs(chosen.room()).withPrecisions(formats(best.attempt().candidate()))),
        best.attempt().schedule().steps(),
        new Choice.Tried(chosen, measured, List.of()),
        chosen.own(trial.rounding()));
  }

  /// What runs that round as the design's do show.
  private Choice.Trial own(Attempt attempt, Trials.Measurement measurement) {
    Candidate candidate = attempt.candidate();
    Measured own = measurement.of(attempt.schedule().steps(), trial.rounding());
    return new Choice.Trial(
        candidate.sequence().degrees(), formats(candidate), candidate.room(), List.of(own));
  }

  /// The same with those that round less.
  private Choice.Trial completed(Judged judged, Trials.Measurement measurement) {
    Choice.Trial own = judged.trial();
    List<Measured> measured = new ArrayList<>();
    for (Epilogue epilogue : Epilogue.values()) {
      if (epilogue.compareTo(trial.rounding().epilogue()) < 0) {
        measured.add(
            measurement.of(judged.attempt().schedule().steps(), trial.rounding().with(epilogue)));
      }
    }
    measured.addAll(own.measured());
    return new Choice.Trial(own.degrees(), own.precisions(), own.room(), measured);
  }

  /// All schedules that are designed, the best on the samples first.
  private List<Attempt> designed(List<Sequence> sequences) {
    Map<Precision, SampleRuns> samples = new EnumMap<>(Precision.class);
    for (Sequence sequence : sequences) {
      samples.computeIfAbsent(
          sequence.formats().getFirst(),
          first -> trial.trials().samples(input, runs(0).withPrecisions(List.of(first))));
    }
    if (trial.room() != null) {
      return sorted(attempts(candidates(sequences, List.of(trial.room())), samples));
    }
    double unit = trial.precision().unitRoundoff();
    List<Attempt> first = sorted(attempts(candidates(sequences, List.of(ROOM * unit)), samples));
    List<Sequence> best =
        TrialSequences.best(first, PROMISING, Attempt::isLow).stream()
            .map(attempt -> attempt.candidate().sequence())
            .toList();
    boolean finish = first.isEmpty() || first.getFirst().schedule().errorOfRuns() < UNFINISHED;
    List<Double> rooms = (finish ? ROOMS : WIDER_ROOMS).stream().map(room -> room * unit).toList();
    List<Attempt> all = new ArrayList<>(finish ? first : List.of());
    all.addAll(attempts(candidates(best, rooms), samples));
    return sorted(all);
  }

  private static List<Attempt> sorted(List<Attempt> attempts) {
    return attempts.stream()
        .sorted(Comparator.comparingDouble(attempt -> attempt.schedule().errorOfRuns()))
        .toList();
  }

  private static List<Candidate> candidates(List<Sequence> sequences, List<Double> rooms) {
    return sequences.stream()
        .flatMap(sequence -> rooms.stream().map(room -> new Candidate(sequence, room)))
        .toList();
  }

  /// The formats of the steps as they are recorded: only where one is not the run's.
  private @Nullable List<Precision> formats(Candidate candidate) {
    List<Precision> formats = candidate.sequence().formats();
    return formats.stream().allMatch(format -> format == trial.precision()) ? null : formats;
  }

  private TrialRuns runs(double room) {
    return new TrialRuns(trial.precision(), trial.rounding(), room, trial.shapes(), SAMPLES, SEED);
  }

  /// All that do not break, designed at the same time.
  private List<Attempt> attempts(List<Candidate> candidates, Map<Precision, SampleRuns> samples) {
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

  private Optional<PlannedSchedule> schedule(
      Candidate candidate, Map<Precision, SampleRuns> samples) {
    List<Precision> formats = candidate.sequence().formats();
    SampleRuns first = Objects.requireNonNull(samples.get(formats.getFirst()));
    CoefficientGrid grid = recipe.task().coefficients();
    Optional<PlannedSchedule> schedule =
        Optional.of(
            PlannedSchedule.on(
                input,
                candidate.room(),
                trial.rounding().epilogue(),
                trial.precision(),
                grid == null ? first : new GridRuns(first, grid)));
    for (int t = 0; t < formats.size(); t++) {
      int degree = candidate.sequence().degrees().get(t);
      Precision format = formats.get(t);
      schedule = schedule.flatMap(shorter -> shorter.then(degree, format));
    }
    return schedule;
  }

  /// Sample matrices on which plans are run whose numbers lie on a grid.
  private record GridRuns(SampleRuns runs, CoefficientGrid grid) implements SampleRuns {

    @Override
    public Optional<SampleRuns> after(Step step) {
      return runs.after(step).map(next -> new GridRuns(next, grid));
    }

    @Override
    public EvaluationPlan taken(EvaluationPlan plan, Precision format) {
      return plan.rounded(grid::nearest);
    }

    @Override
    public Interval range() {
      return runs.range();
    }
  }
}
