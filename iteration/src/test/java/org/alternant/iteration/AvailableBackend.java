package org.alternant.iteration;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/// A backend that a test needs. Where it is not available, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
final class AvailableBackend {

  private AvailableBackend() {}

  static Backend orSkip(Backend backend) {
    if (backend.availability() instanceof Availability.Unavailable unavailable) {
      String reason = "backend " + backend.name() + ": " + String.join("; ", unavailable.reasons());
      if ("required".equals(System.getProperty("external"))) {
        fail(reason + ", and -Dexternal=required");
      }
      System.out.println("Skipped: " + reason);
      return Assumptions.abort(reason);
    }
    return backend;
  }
}
