package org.alternant.coefficients;

/// What runs a table, by how it rounds. Measured in bfloat16 with PyTorch 1.13 and 2.15 and JAX
/// 0.10 on processors (`docs/PRECISION.md`): each is what the emulation does, but for the order in
/// which products are summed.
public enum TargetRuntime {
  /// Compiled kernels (`torch.compile`, CUDA): a product with its addition, and a combination,
  /// once.
  COMPILED(Epilogue.FUSED, false),
  /// The exported PyTorch loop in eager mode: `torch.addmm` rounds once, every other operation by
  /// itself. Coefficients stay binary32 numbers.
  PYTORCH(Epilogue.ADDMM, false),
  /// A loop of single operations in eager PyTorch on a processor, as its older versions round:
  /// every operation by itself, and every coefficient to the format of the matrix that it
  /// multiplies.
  PYTORCH_CPU(Epilogue.UNFUSED, true),
  /// A loop as people write it, `a * X + (b * A + c * A @ A) @ X`, in eager mode on a GPU: every
  /// operation by itself.
  LOOP(Epilogue.UNFUSED, false),
  /// The exported JAX loop: products and combinations in binary32, rounded once.
  JAX(Epilogue.FUSED, false);

  private final Epilogue epilogue;
  private final boolean roundsCoefficients;

  TargetRuntime(Epilogue epilogue, boolean roundsCoefficients) {
    this.epilogue = epilogue;
    this.roundsCoefficients = roundsCoefficients;
  }

  /// Where results are rounded.
  ///
  /// @return the epilogue
  public Epilogue epilogue() {
    return epilogue;
  }

  /// Whether coefficients are rounded to the format before they multiply anything.
  ///
  /// @return true for old eager PyTorch on a processor
  public boolean roundsCoefficients() {
    return roundsCoefficients;
  }
}
