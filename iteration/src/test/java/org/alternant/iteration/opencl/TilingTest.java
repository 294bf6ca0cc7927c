package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alternant.coefficients.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

  private static DeviceProperties device(
      boolean processor, int vectorWidth, long localMemory, long groupSize) {
    return new DeviceProperties(
        "",
        "",
        "",
        "",
        !processor,
        processor,
        true,
        true,
        true,
        vectorWidth,
        localMemory,
        groupSize);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 16, 1048576, 4096",
    "true, 8, 1048576, 4096",
    "true, 4, 32768, 1024",
    "true, 1, 32768, 1024",
    "true, 16, 32768, 64",
    "true, 32, 32768, 16",
    "false, 1, 49152, 1024",
    "false, 4, 32768, 256",
    "false, 1, 32768, 64"
  })
  void aGroupFitsItsDevice(boolean processor, int width, long localMemory, long groupSize) {
    DeviceProperties device = device(processor, width, localMemory, groupSize);
    for (Precision precision : Precision.values()) {
      Tiling tiling = Tiling.of(device, precision);
      int bytes = precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
      long used = (long) tiling.depth() * (tiling.tileRows() + tiling.tileColumns()) * bytes;
      assertTrue(tiling.items() <= groupSize, tiling::toString);
      assertTrue(used <= localMemory, tiling::toString);
      assertEquals(0, tiling.depth() % tiling.width(), tiling::toString);
      assertEquals(0, tiling.tileRows() % tiling.width(), tiling::toString);
    }
  }
}
