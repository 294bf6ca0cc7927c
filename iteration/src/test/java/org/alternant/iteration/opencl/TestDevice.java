package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/// The device on which OpenCL is tested. Where there is none, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
final class TestDevice {

  private static final DeviceChoice CHOICE = DeviceChoice.ofMachine(Tiling::of);

  private TestDevice() {}

  static DeviceSession orSkip() {
    return switch (CHOICE) {
      case DeviceChoice.Chosen chosen -> chosen.session();
      case DeviceChoice.None none -> {
        String reason = "no OpenCL device: " + String.join("; ", none.reasons());
        if ("required".equals(System.getProperty("external"))) {
          fail(reason + ", and -Dexternal=required");
        }
        System.out.println("Skipped: " + reason);
        yield Assumptions.abort(reason);
      }
    };
  }
}
