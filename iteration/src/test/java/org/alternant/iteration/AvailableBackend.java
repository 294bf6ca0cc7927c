package org.alternant.iteration;

import org.alternant.testing.ExternalTool;

/// A backend that a test needs. Where it is not available, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
final class AvailableBackend {

  private AvailableBackend() {}

  static Backend orSkip(Backend backend) {
    if (backend.availability() instanceof Availability.Unavailable unavailable) {
      String reason = "backend " + backend.name() + ": " + String.join("; ", unavailable.reasons());
      return ExternalTool.missing(reason);
    }
    return backend;
  }
}
