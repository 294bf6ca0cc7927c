package org.alternant.cli.design;

import java.util.List;
import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.coefficients.DesignSearch.Rate;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of a design by sample runs.
final class TrialOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(
      names = "--room",
      paramLabel = "R",
      description =
          "With sample runs: how far the interval of each step reaches above the singular values"
              + " that the step may meet, relative to the largest (default: the best of several,"
              + " from 1/4 to 4 units of roundoff).")
  private @Nullable Double room;

  @Option(
      names = "--rates",
      split = ",",
      paramLabel = "P=R",
      description =
          "With --precision and --budget: also search which steps run in which of these formats, R"
              + " products of one taking the time of 1; the budget is in products of the fastest."
              + " Example: bfloat16=1,tfloat32=0.5.")
  private @Nullable Set<Rate> rates;

  @Option(
      names = "--step-precisions",
      split = ",",
      paramLabel = "P",
      completionCandidates = Choices.Ids.class,
      description =
          "With --precision and given degrees: the format of each step in order, none coarser than"
              + " that of --precision: ${COMPLETION-CANDIDATES}.")
  private @Nullable List<Precision> precisions;

  /// Whether an option asks for sample runs.
  boolean given() {
    return runtime.given() || room != null || mixes();
  }

  /// Whether an option asks for steps in different formats.
  boolean mixes() {
    return rates != null || precisions != null;
  }

  /// Whether an option is about sample runs and not about how they round.
  boolean describesSamples() {
    return room != null || mixes();
  }

  /// How runs round; where nothing is said, as the exported PyTorch loop does.
  RoundingRules rules() {
    return runtime.rules();
  }

  /// Checks that matrices of a format can be kept as these rules say.
  ///
  /// @throws ParameterException if they cannot
  void requireStorage(Precision precision) {
    runtime.requireStorage(precision);
  }

  /// How fast products are in each format; null where all steps are run in one, or are given.
  @Nullable List<Rate> rates() {
    return rates == null ? null : List.copyOf(rates);
  }

  /// Checks that the options go together.
  ///
  /// @param precision the format of the run; null where none is given
  /// @param searches whether the degrees are searched for
  void check(@Nullable Precision precision, boolean searches) {
    runtime.check();
    String violation = violation(precision, searches);
    if (violation != null) {
      throw new ParameterException(spec.commandLine(), violation);
    }
    if (room != null && !(room >= 0 && room <= 1)) {
      throw new ParameterException(
          spec.commandLine(), "--room must be from 0 to 1, found " + MessageText.number(room));
    }
  }

  private @Nullable String violation(@Nullable Precision precision, boolean searches) {
    if (mixes() && precision == null) {
      return "--rates and --step-precisions are for --precision, the format of the other steps";
    }
    if (rates != null && !searches) {
      return "--rates is for a search: add --budget, or give the steps' formats with"
          + " --step-precisions";
    }
    if (precisions != null && searches) {
      return "--step-precisions is for given degrees; a search with --rates finds the formats";
    }
    if (precision == null) {
      return null;
    }
    if (rates != null && rates.stream().noneMatch(rate -> rate.precision() == precision)) {
      return "--rates: there is no rate for --precision " + EnumIds.of(precision);
    }
    List<Precision> named =
        rates != null ? rates.stream().map(Rate::precision).toList() : precisions;
    if (named != null && rates != null && named.stream().distinct().count() < named.size()) {
      return "--rates: a format is named twice";
    }
    return named == null
        ? null
        : named.stream()
            .filter(one -> one.unitRoundoff() > precision.unitRoundoff())
            .findFirst()
            .map(
                one ->
                    (rates == null ? "--step-precisions: " : "--rates: ")
                        + EnumIds.of(one)
                        + " is coarser than --precision "
                        + EnumIds.of(precision)
                        + ", which is the format of steps that need no other; give --precision "
                        + EnumIds.of(one))
            .orElse(null);
  }

  /// The runs that are asked for.
  ///
  /// @param shapes of the matrices; none: the customary ones
  TrialTask task(Precision precision, List<MatrixShape> shapes) {
    return new TrialTask(
        precision,
        precisions,
        runtime.rules(Epilogue.ADDMM),
        shapes.isEmpty()
            ? TrialTask.CUSTOMARY_SHAPES
            : shapes.stream().map(TrialTask::sample).distinct().toList(),
        room,
        new EmulatedTrials());
  }
}
