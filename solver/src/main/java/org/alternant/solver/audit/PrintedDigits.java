package org.alternant.solver.audit;

import java.math.BigDecimal;
import java.util.List;
import org.alternant.coefficients.Step;

/// The digits that a table's coefficients are printed with, and what they leave open.
///
/// @param decimals the largest number of decimals among the coefficients
record PrintedDigits(int decimals) {

  /// Agreement expected of tables printed with all digits: they come from double-precision solvers.
  private static final double FULL_DIGITS_NOISE = 1e-9;

  private static final double FULL_DIGITS_RESOLUTION = 1e-12;

  /// More decimals than this and a table counts as printed with all digits.
  private static final int FEW_DECIMALS = 8;

  /// How far a factor or scale may be from 1 and still be 1, in units of the resolution.
  private static final double UNITY = 50;

  /// The digits after the decimal point of the coefficients' shortest decimals.
  static PrintedDigits of(List<Step> rows) {
    return new PrintedDigits(
        rows.stream()
            .flatMap(row -> row.coefficients().stream())
            .mapToInt(c -> Math.max(0, BigDecimal.valueOf(c).stripTrailingZeros().scale()))
            .max()
            .orElse(0));
  }

  boolean areFew() {
    return decimals <= FEW_DECIMALS;
  }

  /// How far a coefficient is from another: in units of the last decimal where few are printed,
  /// else relatively.
  double difference(double coefficient, double expected) {
    double difference = Math.abs(coefficient - expected);
    return areFew() ? difference * StrictMath.pow(10, decimals) : difference / Math.abs(expected);
  }

  /// The [#difference] that the digits can explain: half a unit of the last decimal for rounding,
  /// and as much again for a slip.
  double noise() {
    return areFew() ? 1 : FULL_DIGITS_NOISE;
  }

  /// Whether numbers are as close as the digits can tell.
  boolean areSame(double value, double other) {
    double resolution = areFew() ? 1 / StrictMath.pow(10, decimals) : FULL_DIGITS_RESOLUTION;
    return Math.abs(value - other) < UNITY * resolution;
  }
}
