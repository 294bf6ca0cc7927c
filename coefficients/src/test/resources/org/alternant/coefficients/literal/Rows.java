package example;

/** Coefficients. */
final class Rows {
  static final double[][] SIGN = new double[][] {{3.4445, -4.775, 2.0315}, {1.875d, -1.25, 0.375}};

  private Rows() {}
}
