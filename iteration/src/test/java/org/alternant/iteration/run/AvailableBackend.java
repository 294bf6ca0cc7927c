package org.alternant.iteration.run;

import org.alternant.testing.ExternalTool;

/// A backend that a test needs. Where it is not available, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
public final class AvailableBackend {

  private AvailableBackend() {}

  public static Backend orSkip(Backend backend) {
    if (backend.availability() instanceof Availability.Unavailable unavailable) {
      String reason = "backend " + backend.name() + ": " + String.join("; ", unavailable.reasons());
      return ExternalTool.missing(reason);
    }
    return backend;
  }
}
