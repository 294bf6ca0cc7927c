package org.alternant.toolkit.survey;

/// By what matrices are put together.
public enum Grouping {
  /// Names in which numbers are replaced, such as `layers.*.attn.q_proj.weight`.
  KIND,
  /// Shapes: for an optimizer's state, whose tensors are numbered.
  SHAPE
}
