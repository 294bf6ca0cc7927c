package org.alternant.cli.validate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.Converters;
import org.alternant.cli.options.RuntimeOptions;
import org.alternant.cli.status.Errors;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.run.Backend;
import org.alternant.toolkit.validate.BackendChoice;
import org.alternant.toolkit.validate.BackendSelection;
import org.alternant.toolkit.validate.BackendUnavailableException;
import org.alternant.toolkit.validate.BackendUnavailableException.Lack;
import org.alternant.toolkit.validate.MatrixSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// The options of `validate` that say what computes, and how it rounds.
final class ArithmeticOptions {

  private static final String ALL = "all";

  @Option(
      names = "--backend",
      defaultValue = Choices.BackendNames.AUTOMATIC,
      paramLabel = "NAME",
      completionCandidates = Choices.BackendNames.class,
      description =
          "Which backend computes: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}: ejml for"
              + " matrices up to 256×256 or so; beyond, a graphics processor if one works, else"
              + " BLAS, else OpenCL, else ejml). Only ejml gives the same digits everywhere.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String backend;

  @Option(
      names = "--precision",
      defaultValue = "float64",
      split = ",",
      paramLabel = "P",
      completionCandidates = Choices.Precisions.class,
      description =
          "In which arithmetic: ${COMPLETION-CANDIDATES}; several separated by commas, or all"
              + " (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Set<String> precisions;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RuntimeOptions runtime;

  /// How results are rounded.
  RoundingRules rules() {
    return runtime.rules(Epilogue.FUSED);
  }

  /// Checks what can be checked without a matrix.
  void check(CommandSpec spec) throws Errors.BackendUnavailable {
    runtime.check();
    if (!backend.equals(Choices.BackendNames.AUTOMATIC)) {
      precisions(spec, named(spec).backend());
    } else {
      Set<String> formats = new LinkedHashSet<>(precisions);
      formats.remove(ALL);
      for (String name : formats) {
        stored(precision(spec, name));
      }
    }
  }

  /// The backend, which can compute here.
  BackendChoice backend(CommandSpec spec, MatrixSource matrices) throws Errors.BackendUnavailable {
    if (!backend.equals(Choices.BackendNames.AUTOMATIC)) {
      return named(spec);
    }
    List<Precision> wanted =
        precisions.stream()
            .filter(name -> !name.equals(ALL))
            .map(name -> precision(spec, name))
            .toList();
    return BackendChoice.of(matrices, wanted, rules());
  }

  private BackendChoice named(CommandSpec spec) throws Errors.BackendUnavailable {
    try {
      return BackendChoice.named(backend);
    } catch (BackendUnavailableException e) {
      if (e.lack() instanceof Lack.Unknown(List<String> known)) {
        throw new ParameterException(
            spec.commandLine(),
            "--backend: expected one of auto, "
                + String.join(", ", known)
                + ", found '"
                + backend
                + "'");
      }
      throw unavailable(e);
    }
  }

  /// The formats, in which the backend computes here.
  List<Precision> precisions(CommandSpec spec, Backend runner) throws Errors.BackendUnavailable {
    Set<Precision> formats = new LinkedHashSet<>();
    for (String name : precisions) {
      if (name.equals(ALL)) {
        formats.addAll(BackendSelection.precisions(runner));
        continue;
      }
      Precision precision = precision(spec, name);
      try {
        BackendSelection.require(runner, precision);
        BackendSelection.require(runner, precision, stored(precision));
      } catch (BackendUnavailableException e) {
        throw unavailable(e);
      }
      formats.add(precision);
    }
    return List.copyOf(formats);
  }

  private static Precision precision(CommandSpec spec, String name) {
    return EnumIds.find(Precision.class, Converters.spelledOut(name))
        .orElseThrow(() -> noPrecision(spec, name));
  }

  private Precision stored(Precision precision) {
    runtime.requireStorage(precision);
    return rules().stored(precision);
  }

  private static ParameterException noPrecision(CommandSpec spec, String name) {
    return new ParameterException(
        spec.commandLine(),
        "--precision: expected one of "
            + String.join(", ", EnumIds.all(Precision.class))
            + ", all, found '"
            + name
            + "'");
  }

  static Errors.BackendUnavailable unavailable(BackendUnavailableException e) {
    return new Errors.BackendUnavailable(
        switch (e.lack()) {
          case Lack.Unknown(List<String> known) ->
              "no backend '" + e.backend() + "'; the backends are " + String.join(", ", known);
          case Lack.Unavailable(List<String> reasons) ->
              "the " + e.backend() + " backend is not available: " + String.join("; ", reasons);
          case Lack.NoSuchPrecision(Precision precision, List<Precision> available) ->
              "the "
                  + e.backend()
                  + " backend does not compute in "
                  + EnumIds.of(precision)
                  + " here; it has "
                  + String.join(", ", available.stream().map(EnumIds::of).toList());
          case Lack.NoSuchStorage(Precision precision, Precision stored) ->
              "the "
                  + e.backend()
                  + " backend does not keep matrices of "
                  + EnumIds.of(precision)
                  + " in "
                  + EnumIds.of(stored)
                  + "; --backend ejml does";
        });
  }
}
