package org.alternant.solver.design;

import org.alternant.coefficients.CoefficientGrid;

/// A schedule needs a coefficient that is larger than every number of the grid.
public final class BeyondGridException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final double coefficient;
  private final int step;
  private final transient CoefficientGrid grid;

  BeyondGridException(double coefficient, int step, CoefficientGrid grid) {
    super("coefficient " + coefficient + " of step " + step + " is beyond " + grid.id());
    this.coefficient = coefficient;
    this.step = step;
    this.grid = grid;
  }

  /// The coefficient.
  ///
  /// @return its value before rounding
  public double coefficient() {
    return coefficient;
  }

  /// Whose it is.
  ///
  /// @return the step, from 1 on
  public int step() {
    return step;
  }

  /// What it does not fit.
  ///
  /// @return the request's grid
  public CoefficientGrid grid() {
    return grid;
  }
}
