package org.alternant.exports;

import java.nio.charset.StandardCharsets;

/// Writes tables for other runtimes. Equal requests give equal bytes on every machine.
public final class Exports {

  private Exports() {}

  /// Writes a table as code or data for a runtime.
  ///
  /// What a user may have written (provenance, command) is escaped wherever it lands in the file;
  /// of the name only letters, digits, `.`, `_` and `-` can occur.
  ///
  /// @param target the runtime
  /// @param request the table and how to write it
  /// @return the file, or why the runtime cannot take the table
  /// @throws IllegalArgumentException if the runtime does not write in the request's precision, or
  ///   cannot check itself and is asked to
  public static ExportOutcome export(ExportTarget target, ExportRequest request) {
    if (!target.precisions().contains(request.precision())) {
      throw new IllegalArgumentException(target + " is not written in " + request.precision());
    }
    if (request.golden() != null && target.check() == ExportTarget.Check.NONE) {
      throw new IllegalArgumentException(target + " holds data and cannot check itself");
    }
    try {
      return new ExportOutcome.Exported(
          target == ExportTarget.ONNX
              ? OnnxModel.of(request)
              : text(target, request).getBytes(StandardCharsets.UTF_8));
    } catch (ExportRefused refused) {
      return new ExportOutcome.Refused(String.valueOf(refused.getMessage()));
    }
  }

  private static String text(ExportTarget target, ExportRequest request) throws ExportRefused {
    return switch (target) {
      case PYTHON -> PythonCode.plain(request);
      case NUMPY -> PythonCode.numpy(request);
      case PYTORCH -> PythonCode.torch(request);
      case DION -> PythonCode.dion(request);
      case JAX -> PythonCode.jax(request);
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
