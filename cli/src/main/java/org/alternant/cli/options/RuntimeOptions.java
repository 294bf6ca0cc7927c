package org.alternant.cli.options;

import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.RoundingRules.Storage;
import org.alternant.coefficients.TargetRuntime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options that say how a run rounds.
public final class RuntimeOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--runtime",
      paramLabel = "R",
      completionCandidates = Choices.Ids.class,
      description =
          "Round as this runtime does; sets --epilogue and --storage. compiled: fused kernels;"
              + " pytorch: the exported loop in eager mode; pytorch-cpu: single operations on a"
              + " processor, coefficients rounded too; loop: single operations on a GPU; jax: the"
              + " exported loop.")
  private @Nullable TargetRuntime runtime;

  @Option(
      names = "--epilogue",
      paramLabel = "RULE",
      completionCandidates = Choices.Ids.class,
      description =
          "Which results are rounded. fused: a product together with its addition once, and a"
              + " combination of matrices once; addmm: a product together with its addition once,"
              + " every other scaling and sum by itself; unfused: every operation by itself"
              + " (default: addmm; for validate: fused).")
  private @Nullable Epilogue epilogue;

  @Option(
      names = "--storage",
      paramLabel = "WHAT",
      completionCandidates = Choices.Ids.class,
      description =
          "What matrices are kept in: ${COMPLETION-CANDIDATES}; with float32 only the operands of"
              + " products are rounded to the format (default: format).")
  private @Nullable Storage storage;

  /// Whether any option is given.
  ///
  /// @return true for at least one
  public boolean given() {
    return runtime != null || epilogue != null || storage != null;
  }

  /// Checks that the options go together.
  ///
  /// @throws ParameterException if a runtime is to round otherwise than it does
  public void check() {
    if (runtime != null && (epilogue != null || storage != null)) {
      throw new ParameterException(
          spec.commandLine(),
          "--runtime sets the epilogue and the storage; leave out --epilogue and --storage");
    }
  }

  /// The rules by which a table is judged that is not run: where none are given, those of the
  /// exported PyTorch loop.
  ///
  /// @return the rules
  /// @throws ParameterException if the options do not go together
  public RoundingRules rules() {
    check();
    return given() ? rules(Epilogue.ADDMM) : RoundingRules.of(TargetRuntime.PYTORCH);
  }

  /// The rules.
  ///
  /// @param usual the epilogue where none is given
  /// @return the rules
  public RoundingRules rules(Epilogue usual) {
    return runtime != null
        ? RoundingRules.of(runtime)
        : new RoundingRules(
            epilogue == null ? usual : epilogue, storage == null ? Storage.FORMAT : storage, null);
  }

  /// Checks that matrices of a format can be kept as the rules of [#rules] say.
  ///
  /// @throws ParameterException if they cannot, or if the options do not go together
  public void requireStorage(Precision precision) {
    try {
      rules().requireStorage(precision);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--storage: " + String.valueOf(e.getMessage()), e);
    }
  }
}
