package org.alternant.iteration.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibrarySearchTest {

  private static LibrarySearch search() {
    return LibrarySearch.of(List.of("libx.so.2", "libx.so"));
  }

  @Test
  void triesWhatIsGivenFirst(@TempDir Path folder) {
    assertEquals(
        List.of(
            folder.resolve("libx.so.2").toString(),
            folder.resolve("libx.so").toString(),
            "libx.so.2",
            "libx.so"),
        search().given(folder.toString()).byLoader().under(folder).candidates());
  }

  @Test
  void aFileIsTakenAsItIs(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("mine.so"));
    assertEquals(List.of(file.toString()), search().given(file.toString()).candidates());
  }

  @Test
  void nothingGivenAddsNothing() {
    assertEquals(List.of(), search().given(null).given("").candidates());
  }

  @Test
  void aFolderThatDoesNotExistIsNamedOnce(@TempDir Path folder) {
    Path none = folder.resolve("none");
    assertEquals(
        List.of(none.resolve("libx.so.2").toString()),
        search().given(none.toString()).under(none).candidates());
  }

  @Test
  void findsPackagesOfAPythonEnvironment(@TempDir Path site) throws IOException {
    for (String name : List.of("b", "a", "c")) {
      Files.createDirectories(site.resolve(name).resolve("lib"));
    }
    Files.createFile(site.resolve("a/lib/libx.so"));
    Files.createFile(site.resolve("b/lib/libx.so.2"));
    assertEquals(
        List.of(
            site.resolve("a/lib/libx.so.2").toString(),
            site.resolve("a/lib/libx.so").toString(),
            site.resolve("b/lib/libx.so.2").toString(),
            site.resolve("b/lib/libx.so").toString()),
        search().underEach(site, "lib").candidates());
    assertEquals(
        List.of(site.resolve("none/*/lib/libx.so.2").toString()),
        search().underEach(site.resolve("none"), "lib").candidates());
  }
}
