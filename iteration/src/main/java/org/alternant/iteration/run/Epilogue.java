package org.alternant.iteration.run;

/// What happens to a product before it is stored.
public enum Epilogue {
  /// αP + βC is computed from the accumulated product and rounded once, as cuBLASLt and
  /// `torch.addmm` do.
  FUSED,
  /// Every scaling, product and sum is rounded on its own, as when an eager framework runs `b * A +
  /// c * A @ A`.
  UNFUSED
}
