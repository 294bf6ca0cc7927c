package org.alternant.cli.options;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.trial.SurvivalRuns;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how runs round for which a table is said to survive, and whether some are
/// run.
public final class SurvivalOptions {

  private static final String ALL = "all";

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  @Option(
      names = "--check",
      split = ",",
      paramLabel = "P",
      completionCandidates = Formats.class,
      description =
          "Run sample matrices in these formats, emulated: ${COMPLETION-CANDIDATES}, or all; exit"
              + " with status 1 if the table does not survive one.")
  private Set<String> checked = Set.of();

  /// The formats that a table is said to survive or not.
  public static final class Formats implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Survival.FORMATS.stream().map(EnumIds::of).iterator();
    }
  }

  /// How runs round.
  public RoundingRules rules() {
    return runtime.rules();
  }

  /// The formats to run; empty where none are asked for.
  public List<Precision> checked() {
    Set<Precision> formats = new LinkedHashSet<>();
    for (String name : checked) {
      if (name.equals(ALL)) {
        formats.addAll(Survival.FORMATS);
      } else {
        formats.add(
            EnumIds.find(Precision.class, Converters.spelledOut(name))
                .filter(Survival.FORMATS::contains)
                .orElseThrow(() -> unknown(name)));
      }
    }
    return List.copyOf(formats);
  }

  /// Checks what can be checked before anything is proved.
  ///
  /// @param model the format whose rounding is modelled; null: none
  /// @param input the singular values of the matrices
  /// @throws ParameterException if a value is none, or the options or the interval do not go with
  ///   them
  public void check(@Nullable Precision model, Interval input) {
    runtime.check();
    List<Precision> formats = checked();
    if (model != null) {
      runtime.requireStorage(model);
    }
    if (model != null || !formats.isEmpty()) {
      InputInterval.requireSingularValues(spec, model != null ? "--precision" : "--check", input);
    }
  }

  /// Runs sample matrices in the formats that are asked for.
  ///
  /// @param steps p₁ first
  /// @param input the singular values of the matrices
  /// @param image their exact image
  public List<SurvivalRuns.Observed> run(List<Step> steps, Interval input, Interval image) {
    List<Precision> formats = checked();
    return formats.isEmpty() ? List.of() : SurvivalRuns.of(steps, input, image, formats, rules());
  }

  private ParameterException unknown(String name) {
    return new ParameterException(
        spec.commandLine(),
        "--check: expected one of "
            + String.join(", ", new Formats())
            + ", all, found '"
            + name
            + "'");
  }
}
