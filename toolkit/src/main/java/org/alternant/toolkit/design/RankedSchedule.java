package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.ImageOutcome;

/// A schedule that a search looked at: designed, certified and counted.
///
/// @param request what it was designed from
/// @param steps p₁ first
/// @param image the certified image of its interval
/// @param cost what it costs in the search's unit, restarts included
/// @param form the form in which it costs that
public record RankedSchedule(
    DesignRequest request, List<Step> steps, ImageOutcome image, double cost, Form form) {

  /// Of smaller errors the rounding of the coefficients decides, and only certificates tell: a
  /// search tries the most promising schedules, and others may have smaller ones.
  public static final double FAINT = 1e-12;

  /// Copies the list.
  public RankedSchedule {
    steps = List.copyOf(steps);
  }

  /// Its certified worst-case error.
  ///
  /// @return the error; infinite where the images leave the range of binary64
  public double error() {
    return image.rank();
  }

  /// The degree of each step.
  ///
  /// @return in order
  public List<Integer> degrees() {
    return request.degrees();
  }
}
