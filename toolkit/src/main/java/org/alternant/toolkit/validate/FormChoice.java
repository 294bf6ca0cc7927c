package org.alternant.toolkit.validate;

import java.util.List;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;

/// In which [Form] a run is asked for. Where the Gram form has to be restarted depends on the
/// precision.
public sealed interface FormChoice {

  /// The form for some steps in a precision.
  ///
  /// @param steps p₁ first
  /// @param precision the format
  /// @return the form
  Form of(List<Step> steps, Precision precision);

  /// One form for every precision.
  ///
  /// @param form the standard form, or the Gram form with its restarts, of which there may be none
  record Given(Form form) implements FormChoice {
    @Override
    public Form of(List<Step> steps, Precision precision) {
      return form;
    }
  }

  /// The Gram form, restarted as often as [GramRestarts#needed] finds for each precision.
  record GramRestartedAsNeeded() implements FormChoice {
    @Override
    public Form of(List<Step> steps, Precision precision) {
      return new Form.Gram(GramRestarts.needed(steps, precision));
    }
  }
}
