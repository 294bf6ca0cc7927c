package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// What does not fit the memory is refused before it begins where that can be known, and ends with
/// one line and its own status where it cannot.
class MemoryTest {

  private static final int NOT_ENOUGH_MEMORY = 5;

  @Command(name = "fill")
  private record Fill(Supplier<RuntimeException> failure) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw failure.get();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rows 8 --cols 8 --repeat 1000000000",
        "--rows 8 --cols 8 --batch 1000000000",
        "--rows 40000 --cols 40000",
        "--rows 2000000000 --cols 1 --trace",
      })
  void isAskedForBeforeItIsNeeded(String matrices) {
    Run run = Run.of(("validate jordan-5 " + matrices).split(" "));
    assertEquals(NOT_ENOUGH_MEMORY, run.status());
    assertEquals("", run.out());
    assertTrue(
        run.err()
            .matches("alternant validate: this takes about .* of memory, .*: ask for less.*\n"),
        run.err());
  }

  @Test
  void thatIsUsedUpIsOneLine() {
    assertOneLine(
        () -> {
          throw new OutOfMemoryError("Java heap space");
        });
    assertOneLine(
        () -> {
          throw new StackOverflowError();
        });
    // As EJML's threads hand it on.
    assertOneLine(
        () -> new IllegalStateException(new RuntimeException(new OutOfMemoryError("heap"))));
  }

  private static void assertOneLine(Supplier<RuntimeException> failure) {
    CommandLine commandLine = Main.commandLine();
    commandLine.addSubcommand(new Fill(failure));
    StringWriter err = new StringWriter();
    commandLine.setErr(new PrintWriter(err));
    assertEquals(NOT_ENOUGH_MEMORY, commandLine.execute("fill"));
    assertTrue(err.toString().matches("alternant fill: not enough memory: .*\n"), err.toString());
  }
}
