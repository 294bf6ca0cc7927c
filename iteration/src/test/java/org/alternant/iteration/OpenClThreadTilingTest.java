package org.alternant.iteration;

import org.alternant.iteration.opencl.OpenClTestBackends;
import org.junit.jupiter.api.BeforeAll;

/// The same kernels shared out as for a device that runs every work-item in a thread of its own.
class OpenClThreadTilingTest extends DeviceContract {

  @BeforeAll
  static void findsADevice() {
    AvailableBackend.orSkip(OpenClTestBackends.withThreadTiling());
  }

  @Override
  Backend backend() {
    return OpenClTestBackends.withThreadTiling();
  }
}
