package org.alternant.coefficients;

/// A binary floating-point format in which an iteration is run.
public enum Precision {
  /// IEEE 754 binary64: 53 significant bits.
  FLOAT64(53),
  /// IEEE 754 binary32: 24 significant bits.
  FLOAT32(24),
  /// NVIDIA's TensorFloat-32: the exponents of binary32, 11 significant bits.
  TFLOAT32(11),
  /// bfloat16: the exponents of binary32, 8 significant bits.
  BFLOAT16(8),
  /// IEEE 754 binary16: 11 significant bits.
  FLOAT16(11);

  /// The root mean square of rounding errors in units of u times the rounded number: uniform errors
  /// up to half a unit in the last place, significands uniform in [1, 2).
  public static final double ROUNDING_RMS = 0.41;

  private final int significantBits;

  Precision(int significantBits) {
    this.significantBits = significantBits;
  }

  /// The unit roundoff u: rounding a real number in the format's normal range to nearest changes it
  /// by a relative error of at most u.
  ///
  /// @return 2⁻ᵖ for p significant bits, the implicit one included
  public double unitRoundoff() {
    return Math.scalb(1.0, -significantBits);
  }
}
