package org.alternant.iteration.opencl;

import org.alternant.iteration.run.AvailableBackend;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.DeviceContract;
import org.junit.jupiter.api.BeforeAll;

/// The same kernels shared out as for a device that runs every work-item in a thread of its own.
class OpenClThreadTilingTest extends DeviceContract {

  @BeforeAll
  static void findsADevice() {
    AvailableBackend.orSkip(OpenClTestBackends.withThreadTiling());
  }

  @Override
  protected Backend backend() {
    return OpenClTestBackends.withThreadTiling();
  }
}
