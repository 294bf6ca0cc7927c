package org.alternant.iteration.nativelib;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects the candidates for [NativeLibrary#open] in the order in which they are tried.
///
/// ```
/// LibrarySearch.of(List.of("libOpenCL.so.1", "libOpenCL.so"))
///     .given(System.getProperty("alternant.opencl.path"))
///     .byLoader()
///     .under(Path.of("/usr/local/cuda/lib64"))
///     .candidates()
/// ```
public final class LibrarySearch {

  private final List<String> names;
  private final Set<String> candidates = new LinkedHashSet<>();

  private LibrarySearch(List<String> names) {
    this.names = List.copyOf(names);
  }

  /// A search that has no candidates yet.
  ///
  /// @param names file names of the library, the preferred one first
  /// @return the search
  public static LibrarySearch of(List<String> names) {
    return new LibrarySearch(names);
  }

  /// Adds a place that the user names.
  ///
  /// @param place a folder in which the library lies, or the library itself; null or empty adds
  ///   nothing
  /// @return this
  public LibrarySearch given(@Nullable String place) {
    if (place != null && !place.isEmpty()) {
      Path path = Path.of(place).toAbsolutePath();
      if (Files.isRegularFile(path)) {
        candidates.add(path.toString());
      } else {
        under(path);
      }
    }
    return this;
  }

  /// Adds the bare names, which the system's loader looks for in its own places (`LD_LIBRARY_PATH`,
  /// `ldconfig`).
  ///
  /// @return this
  public LibrarySearch byLoader() {
    candidates.addAll(names);
    return this;
  }

  /// Adds a folder. Where it does not exist, one candidate in it stands for all of them, so that
  /// the reasons mention it.
  ///
  /// @param folder which holds the library
  /// @return this
  public LibrarySearch under(Path folder) {
    List<String> tried = Files.isDirectory(folder) ? names : names.subList(0, 1);
    tried.forEach(name -> candidates.add(folder.resolve(name).toString()));
    return this;
  }

  /// Adds folders that match a pattern, in the order of their names: in a Python environment each
  /// package has its own folder of libraries.
  ///
  /// @param parent the folder in which to look
  /// @param inner the folder's path inside each subfolder of `parent`
  /// @return this
  public LibrarySearch underEach(Path parent, String inner) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
      for (Path child : children) {
        Path folder = child.resolve(inner);
        if (names.stream().anyMatch(name -> Files.exists(folder.resolve(name)))) {
          folders.add(folder);
        }
      }
    } catch (IOException e) {
      // No such folder: the candidate below says what was looked for.
      return under(parent.resolve("*").resolve(inner));
    }
    folders.sort(null);
    folders.forEach(this::under);
    return this;
  }

  /// Adds the files of a folder whose names match a pattern, in their order: the libraries in
  /// Python's wheels carry a checksum in their names. A folder that does not exist adds nothing.
  ///
  /// @param folder the folder
  /// @param pattern as for [Files#newDirectoryStream(Path, String)]
  /// @return this
  public LibrarySearch matching(Path folder, String pattern) {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, pattern)) {
      children.forEach(child -> found.add(child.toAbsolutePath().toString()));
    } catch (IOException | DirectoryIteratorException e) {
      return this;
    }
    found.sort(null);
    candidates.addAll(found);
    return this;
  }

  /// Everything added, without repetitions.
  ///
  /// @return in the order of adding
  public List<String> candidates() {
    return List.copyOf(candidates);
  }
}
