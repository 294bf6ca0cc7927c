package org.alternant.coefficients;

import java.util.ArrayList;
import java.util.List;

/// A binary floating-point format in which an iteration is run. All are formats as IEEE 754 defines
/// them: with subnormal numbers, infinities, and rounding to nearest, ties to even. Every number of
/// each is a binary64 number.
public enum Precision {
  /// IEEE 754 binary64.
  FLOAT64(53, Double.MIN_EXPONENT, Double.MAX_EXPONENT),
  /// IEEE 754 binary32.
  FLOAT32(24, Float.MIN_EXPONENT, Float.MAX_EXPONENT),
  /// NVIDIA's TensorFloat-32, which the operands of products are rounded to: the exponents of
  /// binary32, 11 significant bits.
  TFLOAT32(11, Float.MIN_EXPONENT, Float.MAX_EXPONENT),
  /// bfloat16: the exponents of binary32, 8 significant bits.
  BFLOAT16(8, Float.MIN_EXPONENT, Float.MAX_EXPONENT),
  /// IEEE 754 binary16.
  FLOAT16(11, -14, 15);

  /// The root mean square of rounding errors in units of u times the rounded number: uniform errors
  /// up to half a unit in the last place, significands uniform in [1, 2).
  public static final double ROUNDING_RMS = 0.41;

  /// Consecutive steps that are run in one format.
  ///
  /// @param precision the format
  /// @param begin the first step's number, from 0
  /// @param end the number of the step after the last
  public record Stretch(Precision precision, int begin, int end) {

    /// How many steps there are.
    ///
    /// @return the number
    public int count() {
      return end - begin;
    }
  }

  private final int significantBits;
  private final int smallestExponent;
  private final int largestExponent;

  Precision(int significantBits, int smallestExponent, int largestExponent) {
    this.significantBits = significantBits;
    this.smallestExponent = smallestExponent;
    this.largestExponent = largestExponent;
  }

  /// Steps, put together where the format stays the same.
  ///
  /// @param formats of the steps in order
  /// @return all of them, in order
  public static List<Stretch> stretches(List<Precision> formats) {
    List<Stretch> stretches = new ArrayList<>();
    int begin = 0;
    for (int t = 1; t <= formats.size(); t++) {
      if (t == formats.size() || formats.get(t) != formats.get(begin)) {
        stretches.add(new Stretch(formats.get(begin), begin, t));
        begin = t;
      }
    }
    return stretches;
  }

  /// The number p of significant bits.
  ///
  /// @return p, the implicit bit included
  public int significantBits() {
    return significantBits;
  }

  /// The unit roundoff u: rounding a real number in the format's normal range to nearest changes it
  /// by a relative error of at most u.
  ///
  /// @return 2⁻ᵖ
  public double unitRoundoff() {
    return Math.scalb(1.0, -significantBits);
  }

  /// The largest finite number.
  ///
  /// @return (2 − 2¹⁻ᵖ) 2ᵉ for the largest exponent e
  public double largest() {
    return Math.scalb(2 - 2 * unitRoundoff(), largestExponent);
  }

  /// The smallest positive number with all significant bits.
  ///
  /// @return 2ᵉ for the smallest exponent e
  public double smallestNormal() {
    return Math.scalb(1.0, smallestExponent);
  }

  /// The smallest positive number.
  ///
  /// @return the unit in the last place of the smallest normal number
  public double smallestSubnormal() {
    return spacing(0);
  }

  /// The distance of neighbouring numbers about a number, were there no largest one.
  ///
  /// @param value a finite number
  /// @return the unit in its last place
  public double spacing(double value) {
    int exponent = Math.max(Math.getExponent(value), smallestExponent);
    return Math.scalb(1.0, exponent - significantBits + 1);
  }

  /// Rounds once, to nearest, ties to even. Magnitudes from the largest number plus half a unit on
  /// become infinite; zeros keep their sign, infinities and NaN stay.
  ///
  /// @param value any number
  /// @return the nearest number of the format
  public double nearest(double value) {
    // The quotient by a power of two is exact, so `rint` decides.
    double spacing = spacing(value);
    double rounded = Math.rint(value / spacing) * spacing;
    return Math.abs(rounded) > largest() ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
  }

  /// The format in which matrices are stored: TensorFloat-32 is one of operands only.
  ///
  /// @return binary32 for TensorFloat-32, else the format itself
  public Precision storage() {
    return this == TFLOAT32 ? FLOAT32 : this;
  }

  /// The format in which products are accumulated.
  ///
  /// @return binary64 for binary64, else binary32
  public Precision accumulator() {
    return this == FLOAT64 ? FLOAT64 : FLOAT32;
  }
}
