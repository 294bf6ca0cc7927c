package org.alternant.coefficients;

/// How the singular values of a sample matrix are spread over an interval. The first two fill it,
/// which meets every part of a polynomial; the others are what matrices in training look like.
public enum SampleKind {
  /// Evenly spaced logarithms.
  GEOMETRIC,
  /// Evenly spaced.
  UNIFORM,
  /// One at the upper end, the others within ten times the lower end, evenly spaced logarithms.
  DOMINANT,
  /// Those of a matrix of independent normal entries, mapped affinely onto the interval.
  GAUSSIAN
}
