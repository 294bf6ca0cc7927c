package org.alternant.coefficients.literal;

/// What keeps a file from being read, and where.
public final class LiteralException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String problem;

  /// A defect.
  ///
  /// @param place its line and column; empty for the whole file
  /// @param problem what it is
  LiteralException(String place, String problem) {
    super(place.isEmpty() ? problem : place + ": " + problem);
    this.place = place;
    this.problem = problem;
  }

  /// Where it is.
  ///
  /// @return a line and column; empty for the whole file
  public String place() {
    return place;
  }

  /// What is wrong.
  ///
  /// @return one line without control characters
  public String problem() {
    return problem;
  }
}
