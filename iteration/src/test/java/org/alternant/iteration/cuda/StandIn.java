package org.alternant.iteration.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.alternant.iteration.nativelib.NativeStrings;
import org.alternant.testing.ExternalTool;

/// Libraries with the names of CUDA's, built by gcc from `src/test/c`, which says what they check.
/// Where there is no gcc, a test that builds them is skipped with a printed reason; with
/// `-Dexternal=required` it fails.
public final class StandIn {

  private static final Path SOURCES = Path.of("src/test/c").toAbsolutePath();

  private final Path folder;
  private final NativeLibrary library;

  private StandIn(Path folder, NativeLibrary library) {
    this.folder = folder;
    this.library = library;
  }

  /// Builds both libraries.
  ///
  /// @param folder where
  /// @param suffix of their names, such as `.so.13`
  /// @param options for gcc, such as `-DcudaFree=absent`, which takes a function away
  /// @return the libraries
  public static StandIn build(Path folder, String suffix, String... options) {
    Path cudart = folder.resolve("libcudart" + suffix);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-std=gnu11", "-O3", "-ffp-contract=off", "-shared", "-fPIC"));
    arguments.addAll(List.of("-o", cudart.toString()));
    arguments.addAll(List.of(options));
    arguments.add(SOURCES.resolve("cudart.c").toString());
    arguments.add(SOURCES.resolve("cublaslt.c").toString());
    try {
      ExternalTool gcc = ExternalTool.named("gcc");
      assertEquals("", gcc.runQuietly(folder, arguments.toArray(String[]::new)));
      Files.createSymbolicLink(folder.resolve("libcublasLt" + suffix), cudart);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new StandIn(
        folder,
        assertInstanceOf(
                NativeLibrary.Opening.Opened.class, NativeLibrary.open(List.of(cudart.toString())))
            .library());
  }

  /// Where the libraries are.
  ///
  /// @return the folder
  public Path folder() {
    return folder;
  }

  CudaPlaces places() {
    return new CudaPlaces(folder.toString(), false, List.of());
  }

  CudaBackend backend() {
    return new CudaBackend(places());
  }

  /// Forgets complaints, injected failures and settings.
  public void reset() {
    library.procedure("standin_reset").call();
  }

  /// The number of things made and not destroyed.
  ///
  /// @return 0 where nothing leaks
  public int live() {
    return library.function("standin_live", ValueLayout.JAVA_INT).asInt();
  }

  /// The first misuse.
  ///
  /// @return empty if there was none
  public String complaint() {
    NativeFunction complaint = library.function("standin_complaint", ValueLayout.ADDRESS);
    return NativeStrings.at(complaint.asAddress(), "");
  }

  /// How often a function was called.
  int calls(String function) {
    NativeFunction calls =
        library.function("standin_calls", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    try (Arena arena = Arena.ofConfined()) {
      return calls.asInt(arena.allocateFrom(function));
    }
  }

  /// Makes a function fail once, after some more successes.
  void failLater(String function, int successes, int status) {
    NativeFunction failing =
        library.procedure(
            "standin_fail", ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      failing.call(arena.allocateFrom(function), successes, status);
    }
  }

  /// Changes a version, the number of devices, or what the device can do.
  void set(String setting, int value) {
    NativeFunction set =
        library.procedure("standin_set", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    try (Arena arena = Arena.ofConfined()) {
      set.call(arena.allocateFrom(setting), value);
    }
  }
}
