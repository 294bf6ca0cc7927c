package org.alternant.toolkit.design;

import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;

/// What a design may have for its function.
final class FunctionRules {

  private FunctionRules() {}

  /// Refuses what the function does not go with. The model of rounding is refused by the request.
  ///
  /// @throws IllegalArgumentException if an inverse root or a clip is to be made by sample runs, or
  ///   a clip by a search or for another lower end than 0
  static void require(
      TableFunction function, Degrees degrees, LowerEnd lowerEnd, @Nullable TrialTask trial) {
    boolean whole = degrees instanceof Degrees.Given && lowerEnd.equals(new LowerEnd.Given(0));
    if (function.isClip() && !whole) {
      throw new IllegalArgumentException("a clip has given degrees and the lower end 0");
    }
    if (trial != null) {
      function.requireSign("designs by sample runs");
    }
  }
}
