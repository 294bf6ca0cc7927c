package org.alternant.iteration.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How CUDA's libraries are found, and what is said where they are not.
class CudaLibrariesTest {

  private static final String ADVICE =
      "install NVIDIA's driver and CUDA 12 or later (pip install nvidia-cuda-runtime nvidia-cublas"
          + " will do), and set ALTERNANT_CUDA_PATH to the folder of libcudart and libcublasLt, of"
          + " the toolkit, or to site-packages";

  @TempDir private Path folder;

  /// The reasons but for the advice, which comes last.
  private static List<String> reasons(CudaBackend backend) {
    List<String> reasons =
        assertInstanceOf(Availability.Unavailable.class, backend.availability()).reasons();
    assertEquals(ADVICE, reasons.getLast());
    assertEquals(Set.of(), backend.precisions());
    return reasons.subList(0, reasons.size() - 1);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void absentLibrariesAreNamedWithThePlaces() {
    CudaPlaces places =
        new CudaPlaces(folder.toString(), false, List.of(Path.of("/nowhere/toolkit")));
    String where =
        " in "
            + String.join(", ", path(""), path("lib64"), path("nvidia/*/lib"))
            + ", /nowhere/toolkit/lib64";
    assertEquals(
        List.of(
            "found no libcudart.so.13 or .so.12 or .so" + where,
            "found no libcublasLt.so.13 or .so.12 or .so" + where),
        reasons(new CudaBackend(places)));
  }

  @Test
  void withoutThemNothingIsComputed() {
    Backend backend = new CudaBackend(new CudaPlaces(folder.toString(), false, List.of()));
    Exception e =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (AutoCloseable _ = backend.arithmetic(Precision.FLOAT32)) {
                // Not reached.
              }
            });
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("the cuda backend is not available: found no libcudart"));
  }

  @Test
  void aFileThatIsNoLibraryIsReportedAsTheLoaderSays() throws IOException {
    Files.writeString(folder.resolve("libcudart.so.13"), "not a library, however long it may be");
    Files.writeString(folder.resolve("libcublasLt.so.12"), "");
    List<String> reasons =
        reasons(new CudaBackend(new CudaPlaces(folder.toString(), false, List.of())));
    assertEquals(4, reasons.size());
    assertTrue(reasons.get(2).startsWith(path("libcudart.so.13") + ": "), reasons.get(2));
    assertEquals(path("libcublasLt.so.12") + ": file too short", reasons.get(3));
  }

  @Test
  void aMissingFunctionIsAWrongVersion() {
    StandIn standIn = StandIn.build(folder, ".so.13", "-DcudaGraphLaunch=cudaGraphOther");
    assertEquals(
        List.of(
            path("libcudart.so.13")
                + " has no function cudaGraphLaunch: it is of a version that cannot be used"),
        reasons(standIn.backend()));
  }

  @Test
  void aMissingFunctionOfTheOtherLibraryToo() {
    StandIn standIn = StandIn.build(folder, ".so", "-DcublasLtMatmul=cublasLtOther");
    assertEquals(
        List.of(
            path("libcublasLt.so")
                + " has no function cublasLtMatmul: it is of a version that cannot be used"),
        reasons(standIn.backend()));
  }

  @Test
  void anOldToolkitIsRefused() {
    StandIn standIn = StandIn.build(folder, ".so");
    standIn.set("runtime", 11_080);
    assertEquals(
        List.of(path("libcudart.so") + " is of CUDA 11.8, too old"), reasons(standIn.backend()));
  }

  @Test
  void bothLibrariesAreOfOneMajorVersion() {
    StandIn standIn = StandIn.build(folder, ".so");
    standIn.set("lt-runtime", 12_040);
    assertEquals(
        List.of(
            path("libcudart.so")
                + " is of CUDA 13.0, but "
                + path("libcublasLt.so")
                + " of CUDA 12.4"),
        reasons(standIn.backend()));
  }

  @Test
  void withoutADriverThatIsSaid() {
    StandIn standIn = StandIn.build(folder, ".so.13");
    standIn.set("driver", 0);
    assertEquals(
        List.of("there is no NVIDIA driver (libcuda.so.1) for " + path("libcudart.so.13")),
        reasons(standIn.backend()));
  }

  @Test
  void anOldDriverIsNamedWithItsVersion() {
    StandIn standIn = StandIn.build(folder, ".so.13");
    standIn.set("driver", 12_040);
    assertEquals(
        List.of(
            path("libcudart.so.13")
                + ", CUDA 13.0: cudaGetDeviceCount failed: cudaErrorInsufficientDriver (35): CUDA"
                + " driver version is insufficient for CUDA runtime version; the driver is of CUDA"
                + " 12.4"),
        reasons(standIn.backend()));
  }

  @Test
  void anOldDriverRunsTheOlderLibraries() {
    StandIn newer = StandIn.build(folder, ".so.13");
    newer.set("driver", 12_040);
    StandIn older =
        StandIn.build(folder, ".so.12", "-DcudaGetDeviceProperties=cudaGetDeviceProperties_v2");
    older.set("runtime", 12_080);
    older.set("lt-runtime", 12_080);
    older.set("driver", 12_040);
    assertEquals(
        new Availability.Available(
            "Stand-in GPU (compute capability 9.0), CUDA 12.8, driver for CUDA 12.4,"
                + " cuBLASLt 13.1.1"),
        older.backend().availability());
  }

  @Test
  void noDeviceIsCudasToSay() {
    StandIn standIn = StandIn.build(folder, ".so.13");
    standIn.set("devices", 0);
    assertEquals(
        List.of(
            path("libcudart.so.13")
                + ", CUDA 13.0: cudaGetDeviceCount failed: cudaErrorNoDevice (100): no CUDA-capable"
                + " device is detected; the driver is of CUDA 13.0"),
        reasons(standIn.backend()));
  }

  @Test
  void anOldDeviceHasFewerPrecisions() {
    StandIn standIn = StandIn.build(folder, ".so.13");
    assertEquals(EnumSet.allOf(Precision.class), standIn.backend().precisions());
    standIn.set("capability", 75);
    CudaBackend backend = standIn.backend();
    assertEquals(
        EnumSet.of(Precision.FLOAT64, Precision.FLOAT32, Precision.FLOAT16), backend.precisions());
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              try (AutoCloseable _ = backend.arithmetic(Precision.BFLOAT16)) {
                // Not reached.
              }
            });
    assertEquals("Stand-in GPU does not compute in BFLOAT16", e.getMessage());
  }

  @Test
  void findsThePackagesOfAPythonEnvironment() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("nvidia/cu13/lib"));
    Backend backend = new CudaBackend(new CudaPlaces(folder.toString(), false, List.of()));
    StandIn.build(inner, ".so.13");
    assertInstanceOf(Availability.Available.class, backend.availability());
  }

  @Test
  void searchesInTheOrderOfTheDocumentation() {
    Map<String, String> variables =
        Map.of("CUDA_HOME", "/home/cuda", "CUDA_PATH", "", "ALTERNANT_CUDA_PATH", path("given"));
    CudaPlaces places = CudaPlaces.of(_ -> null, variables::get);
    String name = "libcudart.so.13";
    assertEquals(
        List.of(
            path("given/" + name),
            path("given/lib64/" + name),
            path("given/nvidia/*/lib/" + name),
            name,
            "/home/cuda/lib64/" + name,
            "/usr/local/cuda/lib64/" + name),
        places.candidates(name));
    CudaPlaces other = CudaPlaces.of(_ -> path("property"), variables::get);
    assertEquals(path("property/" + name), other.candidates(name).getFirst());
  }
}
