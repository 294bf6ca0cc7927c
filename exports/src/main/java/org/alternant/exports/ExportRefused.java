package org.alternant.exports;

/// A table that a runtime cannot take; inside this package only.
final class ExportRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Refusal.OfRuntime refusal;

  /// @param refusal why
  ExportRefused(Refusal.OfRuntime refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  Refusal.OfRuntime refusal() {
    return refusal;
  }
}
