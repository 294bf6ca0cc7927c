package org.alternant.solver.exact;

/// The effort that was allowed is spent: what was asked is not determined.
public final class EffortSpentException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /// Costs no stack trace: it is caught where the effort was allotted.
  public EffortSpentException() {
    super("the effort that was allowed is spent", null, false, false);
  }
}
