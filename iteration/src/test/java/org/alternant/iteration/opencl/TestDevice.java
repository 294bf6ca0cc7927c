package org.alternant.iteration.opencl;

import org.alternant.testing.ExternalTool;

/// The device on which OpenCL is tested. Where there is none, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
final class TestDevice {

  private static final DeviceChoice CHOICE = DeviceChoice.ofMachine(Tiling::of);

  private TestDevice() {}

  static DeviceSession orSkip() {
    return switch (CHOICE) {
      case DeviceChoice.Chosen chosen -> chosen.session();
      case DeviceChoice.None none ->
          ExternalTool.missing("no OpenCL device: " + String.join("; ", none.reasons()));
    };
  }
}
