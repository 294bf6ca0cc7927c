package org.alternant.toolkit.design;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.clip.ClipFit;
import org.alternant.solver.design.BeyondBinary64Exception;
import org.alternant.solver.design.BeyondGridException;
import org.alternant.solver.design.GridSchedule;
import org.alternant.solver.design.GridSearch;
import org.alternant.solver.design.LostInRoundingException;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.toolkit.BriefNumbers;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.jspecify.annotations.Nullable;

/// Designs tables: everything that `alternant design` can do, in one call.
public final class Design {

  /// What made the tables, as their provenance says.
  static final String GENERATOR = "alternant design";

  /// The longest name that a table may have.
  public static final int LONGEST_NAME = 100;

  private Design() {}

  /// Designs a table.
  ///
  /// The same task has the same outcome, bit for bit, on every machine.
  ///
  /// @param task what is wanted
  /// @return the table, certified, with how it came about; or what stands in the way
  /// @throws IllegalArgumentException if a number of the task is out of its range, or a degree is
  ///   even or too high
  /// @throws IllegalStateException if a coefficient lies on a rounding boundary, which only tasks
  ///   made for it are known to reach
  public static DesignOutcome of(DesignTask task) {
    return of(task, ProgressListener.NONE);
  }

  /// The same, told how far it has come where that is known: of every step of given degrees, and of
  /// every lower end that is tried for a band.
  ///
  /// @param task what is wanted
  /// @param progress is told
  /// @return as [#of(DesignTask)]
  /// @throws IllegalArgumentException as [#of(DesignTask)]
  /// @throws IllegalStateException as [#of(DesignTask)]
  public static DesignOutcome of(DesignTask task, ProgressListener progress) {
    try {
      return attempt(task, progress);
    } catch (LostInRoundingException e) {
      return new Unreachable.LostInRounding(e.lower(), e.step(), e.assumptions());
    } catch (BeyondGridException e) {
      return new Unreachable.BeyondGrid(e.coefficient(), e.step(), e.grid());
    } catch (BeyondBinary64Exception e) {
      return new Unreachable.BeyondBinary64(task.upper(), e.power(), e.step());
    }
  }

  private static DesignOutcome attempt(DesignTask task, ProgressListener progress) {
    return switch (task.lowerEnd()) {
      case LowerEnd.Given given -> above(task, given.lower(), progress);
      case LowerEnd.Quantile(MatrixSpectrum spectrum, double quantile) -> {
        OptionalDouble lower = spectrum.quantile(quantile);
        if (lower.isEmpty()) {
          yield new Unreachable.ZeroQuantile(spectrum, quantile);
        }
        yield lower.getAsDouble() < task.upper()
            ? above(task, lower.getAsDouble(), progress)
            : new Unreachable.LargeQuantile(lower.getAsDouble(), quantile, task.upper());
      }
      case LowerEnd.ForBand band -> forBand(task, band, progress);
    };
  }

  /// With a lower end that is known.
  private static DesignOutcome above(DesignTask task, double lower, ProgressListener progress) {
    if (task.function().isClip()) {
      return clip(task);
    }
    if (task.trial() != null) {
      return tried(task, task.trial(), lower, progress);
    }
    return switch (task.degrees()) {
      case Degrees.Given given -> given(task, given, lower, progress);
      case Degrees.Searched searched -> searched(task, searched, lower);
    };
  }

  /// Fitted as a whole.
  private static DesignOutcome clip(DesignTask task) {
    List<Integer> degrees = ((Degrees.Given) task.degrees()).list();
    DesignRequest request = new Recipe(task).request(degrees, 0);
    List<Step> steps = ClipFit.fit(request.function(), degrees);
    return designed(task, request, steps, new Choice.AsGiven(), null);
  }

  private static DesignOutcome tried(
      DesignTask task, TrialTask trial, double lower, ProgressListener progress) {
    TrialDesign design = new TrialDesign(new Recipe(task), trial, lower, progress);
    Optional<TrialDesign.Found> found;
    switch (task.degrees()) {
      case Degrees.Given given -> found = design.design(given.list());
      case Degrees.Searched(DesignSearch search, boolean front) -> {
        Optional<Unreachable> misfit = TrialSequences.misfit(search, trial);
        if (misfit.isPresent()) {
          return misfit.get();
        }
        if (front || search.maximumError() != null) {
          Interval input = new Interval(lower, task.upper());
          switch (new TrialBudgets(design, search, trial, input).found(front)) {
            case TrialBudgets.Outcome.None(Unreachable reason) -> {
              return reason;
            }
            case TrialBudgets.Outcome.Chosen(TrialDesign.Found chosen) ->
                found = Optional.of(chosen);
          }
        } else {
          found = design.design(search);
        }
      }
    }
    if (found.isEmpty()) {
      return new Unreachable.Breaks(lower, trial);
    }
    TrialDesign.Found best = found.get();
    return designed(task, best.request(), best.steps(), best.choice(), null)
            instanceof Designed designed
        ? designed.with(best.measured())
        : new Unreachable.Breaks(lower, trial);
  }

  private static DesignOutcome given(
      DesignTask task, Degrees.Given degrees, double lower, ProgressListener progress) {
    DesignRequest request = new Recipe(task).request(degrees.list(), lower);
    if (task.coefficients() == null) {
      int count = request.degrees().size();
      List<Step> steps =
          ScheduleDesigner.design(request, designed -> progress.advanced(designed, count));
      return designed(task, request, steps, new Choice.AsGiven(), null);
    }
    GridSchedule schedule = GridSearch.search(request);
    return designed(task, request, schedule.steps(), new Choice.AsGiven(), schedule);
  }

  private static DesignOutcome searched(DesignTask task, Degrees.Searched degrees, double lower) {
    BudgetSearch search = new BudgetSearch(new Recipe(task), degrees.search(), lower);
    return switch (search.answer()) {
      case BudgetSearch.Answer answer -> {
        RankedSchedule chosen = answer.best().getFirst();
        Choice choice =
            new Choice.Ranked(
                degrees.search(),
                answer.best(),
                answer.limit(),
                degrees.front() ? search.front(answer) : List.of());
        yield designed(task, chosen.request(), chosen.steps(), choice, null);
      }
      case BudgetSearch.None none -> none.reason();
    };
  }

  private static DesignOutcome forBand(
      DesignTask task, LowerEnd.ForBand band, ProgressListener progress) {
    BandDesign design = new BandDesign(new Recipe(task), band, progress);
    Unreachable none = new Unreachable.NoLowerEnd(task.upper(), band.interval());
    return switch (task.degrees()) {
      case Degrees.Given given ->
          design
              .design(given.list())
              .map(found -> inBand(task, found, smallest(found, band)))
              .orElse(none);
      case Degrees.Searched(DesignSearch search, boolean _) -> {
        // A search for a band has no maximum error, and so it has a budget.
        double budget = Objects.requireNonNull(search.budget());
        Optional<Unreachable> misfit =
            BudgetSearch.misfit(search, design.schedules(search, task.upper() / 2));
        yield misfit.isPresent()
            ? misfit.get()
            : design
                .design(search, budget)
                .map(found -> inBand(task, found, smallestWithin(search, found, band)))
                .orElse(none);
      }
    };
  }

  private static Choice smallest(BandDesign.Found found, LowerEnd.ForBand band) {
    return new Choice.SmallestLowerEnd(
        found.request().lower(), band.interval(), found.limitedByRounding());
  }

  private static Choice smallestWithin(
      DesignSearch search, BandDesign.Found found, LowerEnd.ForBand band) {
    return new Choice.SmallestWithinBudget(
        found.request().lower(),
        band.interval(),
        search,
        found.ranked(search),
        found.limitedByRounding());
  }

  private static DesignOutcome inBand(DesignTask task, BandDesign.Found found, Choice choice) {
    return designed(task, found.request(), found.steps(), choice, null);
  }

  /// The table of some steps, if there is something to certify, and to recommend.
  private static DesignOutcome designed(
      DesignTask task,
      DesignRequest request,
      List<Step> steps,
      Choice choice,
      @Nullable GridSchedule onGrid) {
    return switch (new TableCertifier(steps).certify(request.input())) {
      case Overflow overflow -> new Unreachable.Overflow(request.input(), overflow.step());
      case Undetermined _ when task.function().isClip() ->
          new Unreachable.ClipOfNoUse(request.upper(), Double.POSITIVE_INFINITY);
      case Undetermined _ ->
          throw new IllegalStateException(
              "the error of these steps is not determined: fewer steps or lower degrees are");
      case CertificationOutcome.Certified(Certificate certificate, double _, double _)
          when task.function().isClip() && certificate.worstCaseError() >= 1 ->
          new Unreachable.ClipOfNoUse(request.upper(), certificate.worstCaseError());
      case CertificationOutcome.Certified(Certificate certificate, double _, double _)
          when request.band() == null && !task.function().isClip() && isSpoilt(certificate) ->
          new Unreachable.TooCoarse(
              request.input(),
              certificate.worstCaseError(),
              task.coefficients(),
              task.coefficients() == null && steps.stream().anyMatch(Design::underflows));
      case CertificationOutcome.Certified certified ->
          new Designed(
              task,
              table(task, request, steps, certified.certificate()),
              choice,
              onGrid,
              task.rounding() == null
                  ? null
                  : RoundedImages.of(steps, request.input(), task.rounding()));
    };
  }

  private static CoefficientTable table(
      DesignTask task, DesignRequest request, List<Step> steps, Certificate certificate) {
    return new CoefficientTable(
        name(task, request),
        task.description(),
        steps,
        task.conventions(),
        request,
        certificate,
        new Provenance(GENERATOR, null));
  }

  /// Whether rounding makes singular values diverge, or lose their sign, which no recipe does.
  private static boolean isSpoilt(Certificate certificate) {
    Interval output = certificate.output();
    return output.lower() <= 0
        || new ImageOutcome.Enclosed(output, certificate.worstCaseError()).isSpoilt();
  }

  private static boolean underflows(Step step) {
    return step.coefficients().stream().anyMatch(c -> Math.abs(c) < Double.MIN_NORMAL);
  }

  /// The name that was given, or one made of what tells designs apart.
  private static String name(DesignTask task, DesignRequest request) {
    if (task.name() != null) {
      return task.name();
    }
    Degrees.Given degrees =
        task.degrees() instanceof Degrees.Given given
            ? given
            : new Degrees.Listed(request.degrees());
    TrialTask trial = task.trial();
    StringBuilder name =
        new StringBuilder(
            switch (task.function().kind()) {
              case SIGN -> degrees.name() + "-lower-" + request.lower();
              case INVERSE_ROOT ->
                  "root-"
                      + task.function().root()
                      + "-"
                      + degrees.name()
                      + "-lower-"
                      + request.lower();
              case CLIP -> "clip-" + degrees.name() + "-bound-" + request.upper();
            });
    if (task.cushion() != 0) {
      name.append("-cushion-").append(BriefNumbers.of(task.cushion()));
    }
    if (task.safetyFactor() != 1) {
      name.append("-safety-").append(BriefNumbers.of(task.safetyFactor()));
    }
    if (task.coefficients() != null) {
      name.append("-coefficients-").append(task.coefficients().id().replace(':', '-'));
    }
    if (task.rounding() != null) {
      name.append('-').append(EnumIds.of(task.rounding().precision()));
    }
    if (trial != null) {
      name.append('-').append(formats(trial, request));
      name.append(rules(trial.rounding()));
    }
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  /// The format, or those of the steps in order with how many have each.
  private static String formats(TrialTask trial, DesignRequest request) {
    TrialRuns runs = request.trial();
    List<Precision> formats = runs == null ? null : runs.precisions();
    if (formats == null) {
      return EnumIds.of(trial.precision());
    }
    return Precision.stretches(formats).stream()
        .map(stretch -> EnumIds.of(stretch.precision()) + "-" + stretch.count())
        .collect(Collectors.joining("-"));
  }

  /// What a name says of the rounding: nothing where it is the usual one.
  private static String rules(RoundingRules rounding) {
    if (rounding.runtime() != null) {
      return "-" + EnumIds.of(rounding.runtime());
    }
    String epilogue =
        rounding.epilogue() == Epilogue.ADDMM ? "" : "-" + EnumIds.of(rounding.epilogue());
    boolean wide = rounding.storage() == RoundingRules.Storage.FLOAT32;
    return epilogue + (wide ? "-storage-float32" : "");
  }
}
