package org.alternant.exports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.jspecify.annotations.Nullable;

/// Writes tables for other runtimes. Equal requests give equal bytes on every machine.
public final class Exports {

  private Exports() {}

  /// Why a target cannot be written in this way, whatever the table.
  ///
  /// @param target the runtime
  /// @param precision the format in which the coefficients are written
  /// @param shape the shape of the matrices; null: any
  /// @param selfCheck whether the export is to check itself
  /// @return the reason; empty if it can
  public static Optional<Refusal.OfTarget> refusal(
      ExportTarget target, Precision precision, @Nullable MatrixShape shape, boolean selfCheck) {
    if (!target.precisions().contains(precision)) {
      return Optional.of(new Refusal.PrecisionNotWritten(target, precision));
    }
    if (shape != null && !target.takesShape()) {
      return Optional.of(new Refusal.ShapeNotTaken(target));
    }
    if (selfCheck && target.check() == ExportTarget.Check.NONE) {
      return Optional.of(new Refusal.NoSelfCheck(target));
    }
    if (selfCheck && shape != null && shape.entries() > GoldenVectors.MOST_ENTRIES) {
      return Optional.of(new Refusal.SelfCheckTooLarge(target, shape, GoldenVectors.MOST_ENTRIES));
    }
    return Optional.empty();
  }

  /// Why a target cannot compute a function, whatever the table.
  ///
  /// @param target the runtime
  /// @param function what is to be computed
  /// @return the reason; empty if it can
  public static Optional<Refusal.OfTarget> refusal(ExportTarget target, ExportFunction function) {
    return target.computes(function)
        ? Optional.empty()
        : Optional.of(new Refusal.FunctionNotWritten(target, function));
  }

  /// Writes a table as code or data for a runtime.
  ///
  /// What a user may have written (provenance, command) is escaped wherever it lands in the file;
  /// of the name only letters, digits, `.`, `_` and `-` can occur.
  ///
  /// @param target the runtime
  /// @param request the table and how to write it
  /// @return the file, or why there is none
  public static ExportOutcome export(ExportTarget target, ExportRequest request) {
    Optional<Refusal.OfTarget> refusal =
        refusal(target, request.function())
            .or(
                () ->
                    refusal(
                        target, request.precision(), request.shape(), request.golden() != null));
    if (refusal.isPresent()) {
      return new ExportOutcome.Refused(refusal.get());
    }
    List<Step> steps = request.table().steps();
    Optional<Refusal> ofFormats =
        request.function().actsOnSingularValues() ? formats(target, steps) : oneFormat(steps);
    if (ofFormats.isPresent()) {
      return new ExportOutcome.Refused(ofFormats.get());
    }
    try {
      return new ExportOutcome.Exported(
          request,
          target == ExportTarget.ONNX
              ? OnnxModel.of(request)
              : text(target, request).getBytes(StandardCharsets.UTF_8));
    } catch (ExportRefused refused) {
      return new ExportOutcome.Refused(refused.refusal());
    }
  }

  /// Why a target cannot run steps in formats of their own; empty if it can, or always runs them in
  /// one that is at least as fine.
  private static Optional<Refusal> formats(ExportTarget target, List<Step> steps) {
    @Nullable Precision finest =
        switch (target) {
          case PYTORCH, DION, PYTHON -> Precision.FLOAT64;
          case NUMPY, JAX, C, CUDA, RUST, JAVASCRIPT, ONNX -> Precision.FLOAT32;
          // Data, whose head names the formats.
          case CSV, MARKDOWN, LATEX -> Precision.FLOAT64;
          case TORCH_MUON, EMERGING_OPTIMIZERS, GRAM_NEWTON_SCHULZ, OPTAX, JULIA -> null;
        };
    for (int t = 0; t < steps.size(); t++) {
      Precision own = steps.get(t).precision();
      if (own != null && (finest == null || own.unitRoundoff() < finest.unitRoundoff())) {
        return Optional.of(new Refusal.PrecisionNotTaken(t + 1, own));
      }
    }
    return Optional.empty();
  }

  /// Why a root cannot run its steps; empty if none has a format of its own.
  private static Optional<Refusal> oneFormat(List<Step> steps) {
    for (int t = 0; t < steps.size(); t++) {
      Precision own = steps.get(t).precision();
      if (own != null) {
        return Optional.of(new Refusal.RootInOneFormat(t + 1, own));
      }
    }
    return Optional.empty();
  }

  private static String text(ExportTarget target, ExportRequest request) throws ExportRefused {
    boolean ofAnyShape = request.function().actsOnSingularValues();
    return switch (target) {
      case PYTHON -> PlainPython.module(request);
      case NUMPY -> ofAnyShape ? PythonCode.numpy(request) : PythonRoots.NUMPY.module(request);
      case PYTORCH -> ofAnyShape ? PythonCode.torch(request) : PythonRoots.TORCH.module(request);
      case DION -> PythonCode.dion(request);
      case JAX -> ofAnyShape ? PythonCode.jax(request) : PythonRoots.JAX.module(request);
      case TORCH_MUON -> BareForms.torchMuon(request);
      case EMERGING_OPTIMIZERS -> BareForms.emergingOptimizers(request);
      case GRAM_NEWTON_SCHULZ -> BareForms.gramNewtonSchulz(request);
      case OPTAX -> BareForms.optax(request);
      case C, CUDA -> CCode.header(target, request);
      case RUST -> RustCode.module(request);
      case JAVASCRIPT -> JavaScriptCode.module(request);
      case JULIA -> JuliaCode.functions(request);
      case CSV -> Documents.csv(request);
      case MARKDOWN -> Documents.markdown(request);
      case LATEX -> Documents.latex(request);
      case ONNX -> throw new IllegalStateException("not text");
    };
  }
}
