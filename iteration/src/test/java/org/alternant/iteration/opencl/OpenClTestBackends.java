package org.alternant.iteration.opencl;

import org.alternant.iteration.run.Backend;

/// Backends that only tests use.
public final class OpenClTestBackends {

  private static final class ThreadTiling {
    static final DeviceChoice CHOICE =
        DeviceChoice.ofMachine((_, _) -> new Tiling(4, 4, 1, 16, 16, 16));
  }

  private OpenClTestBackends() {}

  /// The machine's device with the tiling of a graphics processor.
  ///
  /// @return the backend
  public static Backend withThreadTiling() {
    return new OpenClBackend(() -> ThreadTiling.CHOICE);
  }
}
