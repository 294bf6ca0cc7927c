package org.alternant.iteration.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every way in which there can be no device, and what is said about it.
class DeviceChoiceTest {

  private static final long TIME_LIMIT_SECONDS = 60;

  /// What the loader is called on Linux.
  private static final String LOADER = "libOpenCL.so.1";

  private static List<String> reasons(DeviceChoice choice) {
    return assertInstanceOf(DeviceChoice.None.class, choice).reasons();
  }

  @Test
  void aMissingLibraryIsNamedWithWhatToInstall() {
    assertEquals(
        List.of(
            "libnone.so.1: cannot open shared object file: No such file or directory",
            "/nowhere/libnone.so: cannot open shared object file: No such file or directory",
            "install an OpenCL loader (Debian: ocl-icd-libopencl1) and a driver (Debian:"
                + " pocl-opencl-icd for any processor, or the graphics processor's), or set"
                + " -Dalternant.opencl.library=FILE"),
        reasons(DeviceChoice.of(List.of("libnone.so.1", "/nowhere/libnone.so"), null, Tiling::of)));
  }

  @Test
  void aLibraryWithoutOpenClIsNamedWithTheMissingFunction() {
    assertEquals(
        "libc.so.6 has no function clGetPlatformIDs",
        reasons(DeviceChoice.of(List.of("libc.so.6"), null, Tiling::of)).getFirst());
  }

  @Test
  void anUnavailableBackendGivesReasonsAndComputesNothing() {
    OpenClBackend backend =
        new OpenClBackend(() -> DeviceChoice.of(List.of("libc.so.6"), null, Tiling::of));
    assertEquals(
        new Availability.Unavailable(
            List.of("libc.so.6 has no function clGetPlatformIDs", DeviceChoice.INSTALL_LIBRARY)),
        backend.availability());
    assertEquals(Set.of(), backend.precisions());
    Exception e =
        assertThrows(IllegalStateException.class, () -> backend.arithmetic(Precision.FLOAT32));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("no OpenCL device: libc.so.6 has no function clGetPlatformIDs; install"),
        e::getMessage);
  }

  /// Prints the reasons of a process that was started with other variables.
  static final class Reasons {
    private Reasons() {}

    public static void main(String[] arguments) {
      switch (new OpenClBackend().availability()) {
        case Availability.Available(String device) -> System.out.println("available: " + device);
        case Availability.Unavailable(List<String> reasons) -> reasons.forEach(System.out::println);
      }
    }
  }

  private static String inProcess(Path driverFolder, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Reasons.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("OCL_ICD_VENDORS", driverFolder.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS));
    return out;
  }

  @Test
  void aLoaderWithoutDriversSaysWhichToInstall(@TempDir Path empty)
      throws IOException, InterruptedException {
    TestDevice.orSkip();
    assertEquals(
        LOADER
            + ": clGetPlatformIDs: CL_PLATFORM_NOT_FOUND_KHR (-1001)\n"
            + DeviceChoice.INSTALL_DRIVER
            + "\n",
        inProcess(empty));
  }

  @Test
  void theLibraryPropertyIsTriedFirst(@TempDir Path empty)
      throws IOException, InterruptedException {
    TestDevice.orSkip();
    Path given = empty.resolve("none");
    String out = inProcess(empty, "-D" + DeviceChoice.LIBRARY_PROPERTY + "=" + given);
    // The system's opens after it, so that only the driver is missing.
    assertTrue(out.startsWith(LOADER + ": clGetPlatformIDs: "), out);
    out = inProcess(empty, "-D" + DeviceChoice.LIBRARY_PROPERTY + "=/lib/x86_64-linux-gnu");
    assertTrue(out.contains("clGetPlatformIDs: "), out);
  }

  @Test
  void aDeviceIsChosenByNumberOrPartOfItsName() {
    DeviceProperties first = TestDevice.orSkip().properties();
    for (String wanted :
        List.of("0", first.name(), first.name().substring(1).toUpperCase(Locale.ROOT))) {
      DeviceChoice choice = DeviceChoice.of(List.of(LOADER), wanted, Tiling::of);
      try (DeviceSession session = assertInstanceOf(DeviceChoice.Chosen.class, choice).session()) {
        assertEquals(first, session.properties());
      }
    }
  }

  @Test
  void aDeviceThatIsNotThereIsNamedWithThoseThatAre() {
    String name = TestDevice.orSkip().properties().name();
    for (String wanted : List.of("99", "99999999999999999999", "no such device")) {
      List<String> reasons = reasons(DeviceChoice.of(List.of(LOADER), wanted, Tiling::of));
      assertEquals(1, reasons.size());
      String expected =
          "-Dalternant.opencl.device=" + wanted + ": no such device; there are 0: " + name;
      assertTrue(reasons.getFirst().startsWith(expected), reasons::toString);
    }
  }

  @Test
  void kernelsThatDoNotCompileAreAReasonWithTheCompilersLog() {
    String name = TestDevice.orSkip().properties().name();
    // No vector has 5 numbers.
    DeviceChoice choice =
        DeviceChoice.of(List.of(LOADER), "0", (_, _) -> new Tiling(5, 4, 1, 4, 4, 16));
    String reason = reasons(choice).getFirst();
    assertTrue(
        reason.startsWith(name + ": clBuildProgram: CL_BUILD_PROGRAM_FAILURE (-11): "), reason);
    assertTrue(reason.contains("error: "), reason);
    assertTrue(reason.contains("float5"), reason);
  }
}
