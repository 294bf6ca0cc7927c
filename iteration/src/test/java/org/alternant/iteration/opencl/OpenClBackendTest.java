package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.AvailableBackend;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.DeviceContract;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenClBackendTest extends DeviceContract {

  @BeforeAll
  static void findsADevice() {
    AvailableBackend.orSkip(new OpenClBackend());
  }

  @Override
  protected Backend backend() {
    return new OpenClBackend();
  }

  @Test
  void isFoundByItsNameAndNamesItsDevice() {
    assertEquals("opencl", backend().name());
    assertEquals(OpenClBackend.class, Backends.find("opencl").orElseThrow().getClass());
    String device =
        assertInstanceOf(Availability.Available.class, backend().availability()).device();
    assertTrue(device.matches(".+ \\(.+, OpenCL \\d.+, driver .+\\)"), device);
  }
}
