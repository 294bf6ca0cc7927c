package org.alternant.iteration.cuda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.alternant.iteration.nativelib.LibrarySearch;
import org.jspecify.annotations.Nullable;

/// Where CUDA's libraries are looked for.
///
/// @param given what the user says: a folder with the libraries or one of them, a CUDA toolkit, or
///   a Python environment's `site-packages` with NVIDIA's packages in it; null for nothing
/// @param byLoader whether the system's loader is asked
/// @param toolkits where a CUDA toolkit may be
record CudaPlaces(@Nullable String given, boolean byLoader, List<Path> toolkits) {

  /// The system property that says where to look first.
  static final String PROPERTY = "alternant.cuda.path";

  /// The environment variable that does the same.
  static final String VARIABLE = "ALTERNANT_CUDA_PATH";

  CudaPlaces {
    toolkits = List.copyOf(toolkits);
  }

  /// The places of this machine.
  @SuppressWarnings("NullAway") // System.getenv and System.getProperty answer null.
  static CudaPlaces ofMachine() {
    return of(System::getProperty, System::getenv);
  }

  /// @param property answers null for a property that is not set
  /// @param variable answers null for a variable that is not set
  static CudaPlaces of(
      UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable) {
    String given = property.apply(PROPERTY);
    List<Path> toolkits = new ArrayList<>();
    for (String name : List.of("CUDA_HOME", "CUDA_PATH")) {
      String toolkit = variable.apply(name);
      if (toolkit != null && !toolkit.isEmpty()) {
        toolkits.add(Path.of(toolkit));
      }
    }
    toolkits.add(Path.of("/usr/local/cuda"));
    return new CudaPlaces(given == null ? variable.apply(VARIABLE) : given, true, toolkits);
  }

  /// The candidates for a library, the first to be tried first.
  ///
  /// @param name its file name
  List<String> candidates(String name) {
    LibrarySearch search = LibrarySearch.of(List.of(name));
    if (given != null && !given.isEmpty()) {
      Path place = Path.of(given).toAbsolutePath();
      Path parent = place.getParent();
      Path folder = parent != null && Files.isRegularFile(place) ? parent : place;
      search
          .under(folder)
          .under(folder.resolve("lib64"))
          .underEach(folder.resolve("nvidia"), "lib");
    }
    if (byLoader) {
      search.byLoader();
    }
    toolkits.forEach(toolkit -> search.under(toolkit.resolve("lib64")));
    return search.candidates();
  }
}
