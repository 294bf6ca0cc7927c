package org.alternant.solver.design;

import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.text.EnumIds;

/// Rounding may annihilate the smallest singular values that a schedule was to be made for, so that
/// no step can bring them back.
public final class LostInRoundingException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final double lower;
  private final int step;
  private final transient RoundingAssumptions assumptions;

  LostInRoundingException(double lower, int step, RoundingAssumptions assumptions) {
    super(
        "singular values of "
            + lower
            + " may be lost in "
            + EnumIds.of(assumptions.precision())
            + " rounding of "
            + assumptions.shape()
            + " matrices "
            + (step == 0 ? "before the first step" : "in step " + step));
    this.lower = lower;
    this.step = step;
    this.assumptions = assumptions;
  }

  /// The smallest singular value.
  ///
  /// @return the request's lower end
  public double lower() {
    return lower;
  }

  /// Where it may be lost.
  ///
  /// @return the step, from 1 on; 0: the input's own rounding suffices
  public int step() {
    return step;
  }

  /// The rounding that may do it.
  ///
  /// @return the request's
  public RoundingAssumptions assumptions() {
    return assumptions;
  }
}
