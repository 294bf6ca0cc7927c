package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Objects own what they stand for, and failing calls are named.
class OpenClObjectsTest {

  @Test
  void aStatusCodeIsNamedWithItsCall() {
    DeviceSession session = TestDevice.orSkip();
    OpenClException e = assertThrows(OpenClException.class, () -> session.context().buffer(0));
    assertEquals("clCreateBuffer", e.call());
    assertEquals(-61, e.code());
    assertEquals("clCreateBuffer: CL_INVALID_BUFFER_SIZE (-61)", e.getMessage());
  }

  @Test
  void aKernelThatIsNotThereIsNamed() {
    OpenClProgram program = TestDevice.orSkip().program(Precision.FLOAT32);
    OpenClException e = assertThrows(OpenClException.class, () -> program.kernel("nothing"));
    assertEquals("clCreateKernel: CL_INVALID_KERNEL_NAME (-46)", e.getMessage());
  }

  @Test
  void unknownCodesKeepTheirNumber() {
    assertEquals("clX: unknown status (-4711)", new OpenClException("clX", -4711, "").getMessage());
  }

  @Test
  void aBrokenKernelFailsWithTheCompilersLog() {
    OpenClContext context = TestDevice.orSkip().context();
    OpenClException e =
        assertThrows(OpenClException.class, () -> context.build("kernel void f() { broken }", ""));
    assertEquals(StatusCodes.BUILD_PROGRAM_FAILURE, e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("broken"), e::getMessage);
  }

  @Test
  void numbersComeBackFromTheDevice() {
    OpenClContext context = TestDevice.orSkip().context();
    try (OpenClQueue queue = context.queue();
        OpenClBuffer buffer = context.buffer(64)) {
      buffer.write(queue, 2, new double[] {1, -0.5});
      assertArrayEquals(new double[] {-0.5}, buffer.readDoubles(queue, 3, 1));
      buffer.write(queue, 1, new int[] {7});
      buffer.write(queue, 0, new short[] {1, 2});
      assertArrayEquals(new int[] {0x20001, 7}, buffer.readInts(queue, 0, 2));
      assertArrayEquals(new short[] {2, 7, 0}, buffer.readShorts(queue, 1, 3));
    }
  }

  @Test
  void whatIsClosedIsNotUsedAndIsReleasedOnce() {
    OpenClContext context = TestDevice.orSkip().context();
    OpenClQueue queue = context.queue();
    OpenClBuffer buffer = context.buffer(8);
    buffer.close();
    buffer.close();
    Exception e =
        assertThrows(IllegalStateException.class, () -> buffer.write(queue, 0, new int[1]));
    assertEquals("OpenClBuffer is closed", e.getMessage());
    queue.close();
  }

  @Test
  void aClosedArithmeticRefusesItsMatrices() {
    DeviceSession session = TestDevice.orSkip();
    OpenClArithmetic arithmetic = new OpenClArithmetic(session, Precision.FLOAT32);
    OpenClMatrices x = arithmetic.upload(List.of(new DMatrixRMaj(3, 3)));
    arithmetic.close();
    assertThrows(IllegalStateException.class, () -> arithmetic.download(x));
  }

  /// 200 times 16 MiB is more than is kept.
  @Test
  void aClosedArithmeticHasFreedItsMemory() throws Exception {
    DeviceSession session = TestDevice.orSkip();
    Assumptions.assumeTrue(session.properties().processor(), "its memory is not the process's");
    Assumptions.assumeTrue(Files.exists(Path.of("/proc/self/status")), "no /proc");
    long before = residentMebibytes();
    for (int i = 0; i < 200; i++) {
      try (OpenClArithmetic arithmetic = new OpenClArithmetic(session, Precision.FLOAT32)) {
        OpenClMatrices x = arithmetic.allocate(4, 1024, 1024);
        arithmetic.combine(List.of(new Term<>(0, x)), x);
        assertEquals(4, arithmetic.isFinite(x).size());
      }
    }
    long kept = residentMebibytes() - before;
    assertTrue(kept < 200 * 16 / 4, () -> kept + " MiB kept");
  }

  private static long residentMebibytes() throws Exception {
    String line =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(l -> l.startsWith("VmRSS:"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
  }

  @Test
  void aDeviceIsDescribedInALine() {
    DeviceProperties properties =
        new DeviceProperties(
            "Some GPU",
            "Some platform",
            "OpenCL 3.0 Driver 3.1  Linux, assertions",
            "3.1",
            true,
            false,
            true,
            true,
            false,
            1,
            1 << 15,
            256);
    assertEquals(
        "Some GPU (Some platform, OpenCL 3.0 Driver 3.1, driver 3.1)", properties.description());
    assertEquals(
        "[float32, tfloat32, bfloat16, float16]",
        properties.precisions().toString().toLowerCase(Locale.ROOT));
  }
}
