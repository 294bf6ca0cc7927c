package org.alternant.solver.design;

import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.ImageOutcome;

/// A schedule with coefficients on a grid, together with what it is measured against.
///
/// The errors are certified on the request's interval. Those with safety are for inputs up to s
/// times the upper end of its interval at every step but the last; without a safety factor they are
/// the same.
///
/// @param steps the steps found: every coefficient on the grid; intervals and error brackets are
///   those of the best polynomials on what the steps before leave, null where that is not positive
/// @param unrounded the recipe in binary64
/// @param nearest the recipe with each number rounded to the grid
/// @param found the steps found
/// @param optimal whether no coefficients on the grid err less, which is proved for some single
///   steps
public record GridSchedule(
    List<Step> steps, Errors unrounded, Errors nearest, Errors found, boolean optimal) {

  /// The worst-case errors of one schedule.
  ///
  /// @param worst the image of the request's interval, with max |1 − p_T(…p₁(x)…)|
  /// @param withSafety the same, with the inputs that the safety factor is for
  public record Errors(ImageOutcome worst, ImageOutcome withSafety) {}

  /// Copies the list.
  public GridSchedule {
    steps = List.copyOf(steps);
  }
}
