package org.alternant.cli.tables;

import org.alternant.coefficients.SafetyFactor.BakedInto;

/// How a safety factor is spoken of.
final class SafetyWords {

  private SafetyWords() {}

  /// The rows that carry it.
  static String rows(BakedInto bakedInto) {
    return switch (bakedInto) {
      case NONE -> "in no row";
      case ALL_BUT_LAST -> "in all rows but the last";
      case ALL -> "in all rows";
    };
  }
}
