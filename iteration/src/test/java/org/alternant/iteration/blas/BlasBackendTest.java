package org.alternant.iteration.blas;

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

class BlasBackendTest extends DeviceContract {

  @BeforeAll
  static void findsALibrary() {
    AvailableBackend.orSkip(new BlasBackend());
  }

  @Override
  protected Backend backend() {
    return new BlasBackend();
  }

  @Test
  void isFoundByItsNameAndNamesItsLibrary() {
    assertEquals("blas", backend().name());
    assertEquals(BlasBackend.class, Backends.find("blas").orElseThrow().getClass());
    String library =
        assertInstanceOf(Availability.Available.class, backend().availability()).device();
    assertTrue(library.matches(".+ \\(.+\\)"), library);
  }
}
