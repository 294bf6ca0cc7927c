package org.alternant.coefficients;

/// What runs when more steps are asked for than a table has rows.
public enum Tail {
  /// Nothing: the table is run as it stands.
  STOP,
  /// The last row again.
  REPEAT_LAST
}
