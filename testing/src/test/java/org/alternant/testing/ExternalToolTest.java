package org.alternant.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.alternant.testing.ExternalTool.Ended;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class ExternalToolTest {

  private static final String EXTERNAL = System.getProperty("external", "");

  private final ExternalTool shell = ExternalTool.at(Path.of("/bin/sh"));

  @TempDir private Path folder;

  @AfterEach
  void restore() {
    System.setProperty("external", EXTERNAL);
  }

  private static <E extends Throwable> void assertEndsWith(
      Class<E> exception, String message, Executable test) {
    assertEquals(message, assertThrows(exception, test).getMessage());
  }

  @Test
  void testsWithoutTheirToolAreSkippedWithAPrintedReason() {
    System.setProperty("external", "if-present");
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertEndsWith(
          TestAbortedException.class,
          "no program named no-such on the PATH",
          () -> ExternalTool.named("no-such"));
      assertEndsWith(
          TestAbortedException.class,
          "no python3 on the PATH or in /usr/bin has the module no_such",
          () -> ExternalTool.pythonWith("no_such"));
    } finally {
      System.setOut(console);
    }
    assertEquals(
        List.of(
            "Skipped: no program named no-such on the PATH",
            "Skipped: no python3 on the PATH or in /usr/bin has the module no_such"),
        printed.toString(StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void testsWithoutARequiredToolFail() {
    System.setProperty("external", "required");
    assertEndsWith(
        AssertionFailedError.class,
        "no program named no-such on the PATH, and -Dexternal=required",
        () -> ExternalTool.named("no-such"));
    assertEndsWith(
        AssertionFailedError.class,
        "no device, and -Dexternal=required",
        () -> ExternalTool.missing("no device"));
  }

  @Test
  void programsAreFoundByNameAndFoldersAreNone() throws IOException, InterruptedException {
    assertEquals("found", ExternalTool.named("sh").run(folder, "-c", "printf found"));
    assertEquals(Optional.empty(), ExternalTool.find("."));
    assertEquals(Optional.empty(), ExternalTool.find("no-such"));
  }

  @Test
  void pythonsAreAskedForTheirModules() throws IOException, InterruptedException {
    assertEquals("0\n", ExternalTool.pythonWith("json").run(folder, "-c", "print(0)"));
    assertEquals(Optional.empty(), ExternalTool.findPythonWith("no_such"));
  }

  @Test
  void theProgramRunsInItsFolderAndLeavesNothingElseThere()
      throws IOException, InterruptedException {
    assertEquals("", shell.runQuietly(folder, "-c", "printf '%s' \"$1\" > \"$0\"", "a b", "ü"));
    assertEquals("ü", Files.readString(folder.resolve("a b")));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void standardInputIsWhatIsGivenOrEmpty() throws IOException, InterruptedException {
    assertEquals("1 + 1\nü", shell.reading("1 + 1\nü").run(folder, "-c", "cat"));
    assertEquals("", shell.run(folder, "-c", "cat"));
  }

  @Test
  void statusAndBothOutputsAreReported() throws IOException, InterruptedException {
    String script = "printf out; printf err >&2; exit 7";
    assertEquals(new Ended(7, "out", "err"), shell.end(folder, "-c", script));
    assertEndsWith(
        AssertionFailedError.class,
        "/bin/sh: outerr ==> expected: <0> but was: <7>",
        () -> shell.run(folder, "-c", script));
  }

  @Test
  void wordsOnStandardErrorAreAComplaint() throws IOException, InterruptedException {
    String script = "printf out; printf err >&2";
    assertEquals("out", shell.run(folder, "-c", script));
    assertEndsWith(
        AssertionFailedError.class,
        "/bin/sh ==> expected: <Ended[status=0, out=out, err=]>"
            + " but was: <Ended[status=0, out=out, err=err]>",
        () -> shell.runQuietly(folder, "-c", script));
  }

  @Test
  void whatTakesTooLongIsEndedAndShowsItsOutput() {
    assertEndsWith(
        AssertionFailedError.class,
        "not done within PT2S: [/bin/sh, -c, printf begun; exec sleep 60]: begun",
        () -> shell.within(Duration.ofSeconds(2)).end(folder, "-c", "printf begun; exec sleep 60"));
  }
}
