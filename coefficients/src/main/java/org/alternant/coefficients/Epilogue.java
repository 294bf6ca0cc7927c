package org.alternant.coefficients;

/// What happens to a product before it is stored.
public enum Epilogue {
  /// αP + βC is computed from the accumulated product and rounded once, as cuBLASLt and
  /// `torch.addmm` do; so is a linear combination, as compiled kernels do.
  FUSED,
  /// A product with its addition is rounded once; the scalings and sums of a linear combination on
  /// their own, as eager PyTorch does with `torch.addmm`.
  ADDMM,
  /// Every scaling, product and sum is rounded on its own, as when an eager framework runs `b * A +
  /// c * A @ A`.
  UNFUSED
}
