package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Step;

/// A schedule that a search looked at: designed, certified and counted.
///
/// @param request what it was designed from
/// @param steps p₁ first
/// @param error its certified worst-case error; infinite where the images leave the range of
///   binary64
/// @param cost what it costs in the search's unit, restarts included
/// @param form the form in which it costs that
public record RankedSchedule(
    DesignRequest request, List<Step> steps, double error, double cost, Form form) {

  /// Copies the list.
  public RankedSchedule {
    steps = List.copyOf(steps);
  }

  /// The degree of each step.
  ///
  /// @return in order
  public List<Integer> degrees() {
    return request.degrees();
  }
}
