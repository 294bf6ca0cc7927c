package org.alternant.toolkit.validate;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.iteration.run.MatrixIteration;

/// The known reason where the Gram form fails: it is not restarted where it should be, and a
/// negative eigenvalue that rounding gives XXᵀ is multiplied by far more than the table promises
/// ([GramRestarts] has the model).
///
/// @param spuriousEigenvalue the eigenvalue, as a multiple of ‖XXᵀ‖
/// @param excess how many times more than the table promises the steps multiply it by; infinite
///   where it overflows
/// @param needed the steps after which to restart
public record GramNeedsRestarts(double spuriousEigenvalue, double excess, List<Integer> needed) {

  /// Copies the list.
  public GramNeedsRestarts {
    needed = List.copyOf(needed);
  }

  /// Whether an iteration fails for this reason, if it fails.
  ///
  /// @param iteration what was run
  /// @return empty in the standard form, and where the Gram form is restarted where it should be or
  ///   where as much is gained
  public static Optional<GramNeedsRestarts> of(MatrixIteration iteration) {
    if (!(iteration.form() instanceof Form.Gram form)) {
      return Optional.empty();
    }
    List<Integer> needed = GramRestarts.needed(iteration.steps(), iteration.precision());
    double excess = GramRestarts.excess(iteration.steps(), form, iteration.precision());
    return form.restarts().equals(needed) || excess <= GramRestarts.LARGEST_EXCESS
        ? Optional.empty()
        : Optional.of(
            new GramNeedsRestarts(
                GramRestarts.spuriousEigenvalue(iteration.precision()), excess, needed));
  }
}
