package org.alternant.exports;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;

/// What a table can be exported for.
public enum ExportTarget {
  /// Plain Python: the rows, the conventions, and what becomes of a singular value.
  PYTHON("Python, plain lists", Check.IMAGE),
  /// A function on NumPy arrays.
  NUMPY("NumPy", Check.MATRIX),
  /// A function on PyTorch tensors.
  PYTORCH("PyTorch", Check.MATRIX),
  /// What `torch.optim.Muon` takes: one triple for every step.
  TORCH_MUON("torch.optim.Muon", Check.IMAGE),
  /// What NVIDIA Emerging-Optimizers takes as `custom_coefficient_sets`.
  EMERGING_OPTIMIZERS("NVIDIA Emerging-Optimizers", Check.IMAGE),
  /// What microsoft/dion takes as `newton_schulz_func`.
  DION("microsoft/dion", Check.MATRIX),
  /// What Dao-AILab/gram-newton-schulz takes: coefficients and restarts.
  GRAM_NEWTON_SCHULZ("Dao-AILab/gram-newton-schulz", Check.IMAGE),
  /// A function on JAX arrays.
  JAX("JAX", Check.MATRIX),
  /// What `optax.contrib.muon` takes as `ns_coeffs`.
  OPTAX("optax.contrib.muon", Check.IMAGE),
  /// A header for C99 and C++.
  C("C99 and C++", Check.MATRIX, Precision.FLOAT64, Precision.FLOAT32),
  /// A header for CUDA C++, for host and device.
  CUDA("CUDA C++", Check.MATRIX, Precision.FLOAT32, Precision.FLOAT64),
  /// A Rust module.
  RUST("Rust", Check.MATRIX, Precision.FLOAT64, Precision.FLOAT32),
  /// A JavaScript module.
  JAVASCRIPT("JavaScript", Check.MATRIX),
  /// Julia functions.
  JULIA("Julia", Check.MATRIX),
  /// An ONNX model with the steps unrolled.
  ONNX("ONNX", Check.MATRIX, Precision.FLOAT32, Precision.FLOAT64),
  /// Comma-separated values.
  CSV("CSV", Check.NONE, Precision.FLOAT64, Precision.FLOAT32),
  /// A Markdown section with a table.
  MARKDOWN("Markdown", Check.NONE, Precision.FLOAT64, Precision.FLOAT32),
  /// A LaTeX table.
  LATEX("LaTeX", Check.NONE, Precision.FLOAT64, Precision.FLOAT32);

  /// What an export's self-check compares.
  public enum Check {
    /// Nothing: the export is data.
    NONE,
    /// What becomes of some singular values.
    IMAGE,
    /// What becomes of a matrix.
    MATRIX
  }

  private final String title;
  private final Check check;
  private final Precision preferred;
  private final Precision other;

  ExportTarget(String title, Check check) {
    this(title, check, Precision.FLOAT64, Precision.FLOAT64);
  }

  ExportTarget(String title, Check check, Precision preferred, Precision other) {
    this.title = title;
    this.check = check;
    this.preferred = preferred;
    this.other = other;
  }

  /// The name people know it by.
  ///
  /// @return words
  public String title() {
    return title;
  }

  /// What the self-check of an export compares.
  ///
  /// @return the kind of check
  public Check check() {
    return check;
  }

  /// The formats in which the coefficients can be written, the default first. Where there is only
  /// binary64, the runtime rounds them to the format it computes in.
  ///
  /// @return at least one
  public List<Precision> precisions() {
    return preferred == other ? List.of(preferred) : List.of(preferred, other);
  }

  /// Whether exports carry out the steps' evaluation plans. Otherwise they hold coefficients alone.
  ///
  /// @return true where there is a loop of ours
  public boolean runsPlans() {
    return switch (this) {
      case PYTHON, NUMPY, PYTORCH, DION, JAX, C, CUDA, RUST, JAVASCRIPT, JULIA, ONNX -> true;
      case TORCH_MUON, EMERGING_OPTIMIZERS, GRAM_NEWTON_SCHULZ, OPTAX -> false;
      case CSV, MARKDOWN, LATEX -> false;
    };
  }

  /// Whether exports compute a function.
  ///
  /// @param function what is to be computed of a matrix
  /// @return true where there is such code, or data about it
  public boolean computes(ExportFunction function) {
    return switch (function) {
      case POLAR -> true;
      case SQRT, INVSQRT -> this == PYTORCH || this == JAX;
      case INVERSE_ROOT, CLIP ->
          switch (this) {
            case PYTHON, NUMPY, PYTORCH, JAX, CSV, MARKDOWN, LATEX -> true;
            case TORCH_MUON, EMERGING_OPTIMIZERS, DION, GRAM_NEWTON_SCHULZ, OPTAX -> false;
            case C, CUDA, RUST, JAVASCRIPT, JULIA, ONNX -> false;
          };
    };
  }

  /// Whether the export is for a matrix shape.
  ///
  /// @return true for [#ONNX]
  public boolean takesShape() {
    return this == ONNX;
  }

  /// The name in messages and on the command line.
  @Override
  public String toString() {
    return EnumIds.of(this);
  }
}
