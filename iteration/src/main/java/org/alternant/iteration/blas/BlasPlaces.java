package org.alternant.iteration.blas;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.alternant.iteration.nativelib.LibrarySearch;
import org.jspecify.annotations.Nullable;

/// Where a BLAS is looked for.
///
/// @param given what the user says: a library, or a folder with one, and no other is taken; null or
///   empty for nothing
/// @param byLoader whether the system's loader is asked
/// @param environments folders of Conda environments
/// @param packages folders in which Python keeps packages
record BlasPlaces(
    @Nullable String given, boolean byLoader, List<Path> environments, List<Path> packages) {

  /// The system property that says where to look first.
  static final String PROPERTY = "alternant.blas.path";

  /// The environment variable that does the same.
  static final String VARIABLE = "ALTERNANT_BLAS_PATH";

  /// What is looked for, in words.
  static final String WHAT = "libopenblas, libmkl_rt, libblis or Accelerate";

  /// Libraries that are faster than EJML. Netlib's reference, which is not, is not among them; a
  /// libblas is, because distributions give any of them that name.
  private static final List<String> NAMES =
      List.of(
          "libopenblas.so.0",
          "libopenblas.so",
          "libmkl_rt.so.2",
          "libmkl_rt.so",
          "libblis.so.4",
          "libblis.so",
          "libblas.so.3",
          "libopenblas.dylib",
          "/System/Library/Frameworks/Accelerate.framework/Accelerate");

  /// Names of OpenBLAS in the wheels of NumPy and SciPy, and in the package scipy-openblas.
  private static final String WHEELS = "lib{scipy_,}openblas*.{so,dylib}";

  private static final List<String> FOLDERS_OF_WHEELS =
      List.of(
          "numpy.libs",
          "scipy.libs",
          "numpy/.dylibs",
          "scipy/.dylibs",
          "scipy_openblas64/lib",
          "scipy_openblas32/lib");

  BlasPlaces {
    given = given == null || given.isEmpty() ? null : given;
    environments = List.copyOf(environments);
    packages = List.copyOf(packages);
  }

  /// The places of this machine.
  @SuppressWarnings("NullAway") // System.getenv and System.getProperty answer null.
  static BlasPlaces ofMachine() {
    return of(System::getProperty, System::getenv);
  }

  /// @param property answers null for a property that is not set
  /// @param variable answers null for a variable that is not set
  static BlasPlaces of(
      UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> variable) {
    String given = property.apply(PROPERTY);
    List<Path> environments = folders(variable.apply("CONDA_PREFIX"));
    List<Path> pythons = new ArrayList<>(folders(variable.apply("VIRTUAL_ENV")));
    pythons.addAll(environments);
    for (Path home : folders(property.apply("user.home"))) {
      pythons.add(home.resolve(".local"));
      pythons.addAll(subfolders(home.resolve(".pyenv/versions"), "*"));
    }
    pythons.add(Path.of("/usr/local"));
    pythons.add(Path.of("/usr"));
    List<Path> packages = new ArrayList<>();
    for (Path python : pythons) {
      for (Path version : subfolders(python.resolve("lib"), "python3*")) {
        packages.add(version.resolve("site-packages"));
        packages.add(version.resolve("dist-packages"));
      }
    }
    return new BlasPlaces(
        given == null ? variable.apply(VARIABLE) : given, true, environments, packages);
  }

  /// Only absolute ones: nothing is loaded from wherever a command happens to be started.
  private static List<Path> folders(@Nullable String name) {
    return name == null || !Path.of(name).isAbsolute() ? List.of() : List.of(Path.of(name));
  }

  private static List<Path> subfolders(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, pattern)) {
      children.forEach(found::add);
    } catch (IOException | DirectoryIteratorException e) {
      return List.of();
    }
    found.sort(null);
    return found;
  }

  /// Where is looked, for a person to read.
  String words() {
    List<String> words = new ArrayList<>();
    if (given != null) {
      return given;
    }
    if (byLoader) {
      words.add("the loader's path");
    }
    environments.forEach(environment -> words.add(environment.resolve("lib").toString()));
    if (!packages.isEmpty()) {
      words.add("NumPy and SciPy of " + packages.size() + " Python folders");
    }
    return words.isEmpty() ? "no place" : String.join(", ", words);
  }

  /// The candidates, the first to be tried first.
  List<String> candidates() {
    LibrarySearch search = LibrarySearch.of(NAMES);
    search.given(given);
    if (given != null) {
      // Whoever names a library wants no other.
      return search.matching(Path.of(given).toAbsolutePath(), WHEELS).candidates();
    }
    if (byLoader) {
      search.byLoader();
    }
    environments.forEach(environment -> search.under(environment.resolve("lib")));
    for (Path folder : packages) {
      FOLDERS_OF_WHEELS.forEach(wheel -> search.matching(folder.resolve(wheel), WHEELS));
    }
    return search.candidates();
  }
}
