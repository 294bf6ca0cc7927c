package org.alternant.iteration.nativelib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {

  /// On every Linux with glibc.
  private static final String C_LIBRARY = "libc.so.6";

  private static NativeLibrary cLibrary() {
    return assertInstanceOf(
            NativeLibrary.Opening.Opened.class,
            NativeLibrary.open(List.of("libnone.so.7", C_LIBRARY)))
        .library();
  }

  private static List<String> reasons(String... candidates) {
    return assertInstanceOf(
            NativeLibrary.Opening.NotOpened.class, NativeLibrary.open(List.of(candidates)))
        .reasons();
  }

  @Test
  void theFirstThatOpensIsTaken() {
    assertEquals(C_LIBRARY, cLibrary().path());
  }

  @Test
  void everyReasonIsRemembered(@TempDir Path folder) throws IOException {
    Path text =
        Files.writeString(folder.resolve("libtext.so"), "not a library, however long it is");
    List<String> reasons = reasons("libnone.so.7", "/nowhere/libnone.so", text.toString());
    assertEquals(
        List.of(
            "libnone.so.7: cannot open shared object file: No such file or directory",
            "/nowhere/libnone.so: cannot open shared object file: No such file or directory"),
        reasons.subList(0, 2));
    assertTrue(reasons.get(2).startsWith(text + ": "), reasons.get(2));
    assertEquals(List.of(), reasons());
  }

  @Test
  void callsFunctions() {
    NativeLibrary library = cLibrary();
    NativeFunction labs = library.function("labs", ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG);
    NativeFunction atoi = library.function("atoi", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    NativeFunction getenv = library.function("getenv", ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    NativeFunction srand = library.procedure("srand", ValueLayout.JAVA_INT);
    assertEquals("labs", labs.name());
    srand.call(1);
    assertEquals(1L << 40, labs.asLong(-1L << 40));
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(-12, atoi.asInt(arena.allocateFrom("-12")));
      assertEquals(
          System.getenv("PATH"),
          NativeStrings.at(getenv.asAddress(arena.allocateFrom("PATH")), "none"));
      assertEquals(
          "none", NativeStrings.at(getenv.asAddress(arena.allocateFrom("NO_SUCH_")), "none"));
    }
  }

  @Test
  void aMissingFunctionIsNamedWithItsLibrary() {
    NativeLibrary library = cLibrary();
    assertTrue(library.find("no_such_function").isEmpty());
    MissingSymbolException e =
        assertThrows(
            MissingSymbolException.class,
            () -> library.function("no_such_function", ValueLayout.JAVA_INT));
    assertEquals("libc.so.6 has no function no_such_function", e.getMessage());
  }
}
