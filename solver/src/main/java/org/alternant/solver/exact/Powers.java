package org.alternant.solver.exact;

import java.math.BigInteger;

/// Powers y = xᵖ of positive numbers, for a whole p ≥ 1, their roots, and their differences without
/// subtraction.
public final class Powers {

  private Powers() {}

  /// xᵖ in binary64.
  ///
  /// @param x the base
  /// @param p the exponent
  /// @return the power, with p − 1 roundings
  public static double of(double x, int p) {
    double power = x;
    for (int i = 1; i < p; i++) {
      power *= x;
    }
    return power;
  }

  /// The p-th root in binary64.
  ///
  /// @param y the radicand, 0 or more
  /// @param p the exponent
  /// @return y^(1/p), the same on every machine
  public static double root(double y, int p) {
    return switch (p) {
      case 1 -> y;
      case 2 -> Math.sqrt(y);
      default -> StrictMath.pow(y, 1.0 / p);
    };
  }

  /// The quotient (aᵖ − bᵖ)/(a − b) = Σ aⁱ b^(p−1−i), in which nothing cancels.
  ///
  /// @param a a positive number
  /// @param b another, or the same
  /// @param p the exponent
  /// @return the quotient, with a relative error of about 2p·2⁻⁵³
  public static double quotient(double a, double b, int p) {
    double sum = 1;
    double power = 1;
    for (int i = 1; i < p; i++) {
      power *= b;
      sum = sum * a + power;
    }
    return sum;
  }

  /// The exact power.
  ///
  /// @param x the base
  /// @param p the exponent
  /// @return xᵖ
  public static Dyadic of(Dyadic x, int p) {
    return switch (p) {
      case 1 -> x;
      case 2 -> x.times(x);
      default -> new Dyadic(x.significand().pow(p), p * x.exponent());
    };
  }

  /// The p-th root, rounded down.
  ///
  /// @param y the radicand, 0 or more
  /// @param p the exponent
  /// @param bits the significant bits wanted at least
  /// @return the largest multiple of a power of two, of so many bits or more, that is at most
  ///   y^(1/p); y itself for p = 1
  public static Dyadic rootFloor(Dyadic y, int p, int bits) {
    if (p == 1) {
      return y;
    }
    int shift = Math.max(0, p * bits - y.significand().bitLength());
    shift += Math.floorMod(y.exponent() - shift, p);
    return new Dyadic(rootFloor(y.significand().shiftLeft(shift), p), (y.exponent() - shift) / p);
  }

  /// The p-th root, rounded up.
  ///
  /// @param y the radicand, 0 or more
  /// @param p the exponent
  /// @param bits the significant bits wanted at least
  /// @return the smallest multiple of a power of two, of so many bits or more, that is at least
  ///   y^(1/p); y itself for p = 1
  public static Dyadic rootCeiling(Dyadic y, int p, int bits) {
    Dyadic floor = rootFloor(y, p, bits);
    boolean exact = of(floor, p).compareTo(y) == 0;
    return exact ? floor : new Dyadic(floor.significand().add(BigInteger.ONE), floor.exponent());
  }

  /// Newton's method from above: every iterate but the last exceeds the root.
  private static BigInteger rootFloor(BigInteger y, int p) {
    if (y.signum() == 0 || p == 2) {
      return y.sqrt();
    }
    BigInteger order = BigInteger.valueOf(p);
    BigInteger others = BigInteger.valueOf(p - 1L);
    BigInteger next = BigInteger.ONE.shiftLeft((y.bitLength() + p - 1) / p);
    BigInteger root;
    do {
      root = next;
      next = root.multiply(others).add(y.divide(root.pow(p - 1))).divide(order);
    } while (next.compareTo(root) < 0);
    return root;
  }
}
