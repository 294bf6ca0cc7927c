package org.alternant.iteration.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.BackendContract;
import org.alternant.iteration.run.Backends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract, computed by the stand-in for CUDA's libraries.
class CudaBackendTest extends BackendContract {

  private static final String PROPERTY = "alternant.cuda.path";

  @TempDir private static Path folder;
  private static StandIn standIn;
  private static @Nullable String before;

  @BeforeAll
  static void build() {
    standIn = StandIn.build(folder, ".so.13");
    before = System.setProperty(PROPERTY, folder.toString());
  }

  @AfterAll
  static void restore() {
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  @AfterEach
  void nothingIsMisusedOrLeft() {
    assertEquals("", standIn.complaint());
    assertEquals(0, standIn.live());
    standIn.reset();
  }

  @Override
  protected Backend backend() {
    return new CudaBackend();
  }

  @Test
  void isFoundWithItsDeviceAndVersions() {
    Backend backend = Backends.find("cuda").orElseThrow();
    assertInstanceOf(CudaBackend.class, backend);
    assertEquals(
        new Availability.Available(
            "Stand-in GPU (compute capability 9.0), CUDA 13.0, driver for CUDA 13.0,"
                + " cuBLASLt 13.1.1"),
        backend.availability());
  }
}
