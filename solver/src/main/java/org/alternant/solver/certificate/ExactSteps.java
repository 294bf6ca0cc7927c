package org.alternant.solver.certificate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Effort;

/// What is known of steps already, for compositions that share them, and the effort that they
/// share.
public final class ExactSteps {

  /// What a proof may take at most: shipped tables take less than a hundredth of it (observed in
  /// EffortTest), and so many operations took 5 seconds.
  static final long OPERATIONS = 800_000_000L;

  private final Effort effort;
  private final Map<Step, ExactStep> known = new HashMap<>();

  private ExactSteps(Effort effort) {
    this.effort = effort;
  }

  /// For proofs that must come to an end.
  ///
  /// @return no steps yet, and the effort that any table may take
  public static ExactSteps withinReason() {
    return within(OPERATIONS);
  }

  static ExactSteps within(long operations) {
    return new ExactSteps(Effort.of(operations));
  }

  /// For proofs about tables that were designed here.
  ///
  /// @return no steps yet, and effort without a bound
  public static ExactSteps unbounded() {
    return new ExactSteps(Effort.unbounded());
  }

  Effort effort() {
    return effort;
  }

  List<ExactStep> of(List<Step> steps) {
    return steps.stream()
        .map(step -> known.computeIfAbsent(step, one -> new ExactStep(one, effort)))
        .toList();
  }
}
