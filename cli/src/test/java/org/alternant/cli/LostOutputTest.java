package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.alternant.cli.text.StandardOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Output that cannot be written is said to be lost, by every command that prints.
class LostOutputTest {

  /// A disk that has so many bytes left.
  private static OutputStream room(int bytes) {
    return new OutputStream() {
      private final ByteArrayOutputStream written = new ByteArrayOutputStream();

      @Override
      public void write(int value) throws IOException {
        if (written.size() == bytes) {
          throw new IOException("No space left on device");
        }
        written.write(value);
      }
    };
  }

  private static final String LINE =
      "alternant: cannot write standard output: No space left on device\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "verify --help",
        "generate-completion",
        "solve --degree 3 --lower 0.1",
        "solve --degree 3 --lower 0.1 --json",
        "design --degree 3 --steps 2 --lower 0.1 -q",
        "design --degree 3 --steps 2 --lower 0.1 -q -o -",
        "design --budget 4 --lower 0.1 -q --pareto",
        "verify jordan-5",
        "verify jordan-5 --json",
        "audit jordan-5",
        "compare jordan-5",
        "compare jordan-5 --markdown",
        "validate jordan-5 --rows 2 --cols 2",
        "validate jordan-5 --rows 2 --cols 2 --markdown",
        "export jordan-5 --to c",
        "export jordan-5 --to onnx -o -",
        "catalogue",
        "catalogue jordan-5",
        "catalogue jordan-5 --json",
        "backends"
      })
  void isOneLineAndStatusThree(String command) {
    for (int bytes : new int[] {0, 10}) {
      Run run = Run.into(room(bytes), command.split(" "));
      assertEquals(LINE, run.err());
      assertEquals(3, run.status());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify jordan-5 --max-error 0.1"})
  void hidesAFailedCheck(String command) {
    assertEquals(3, Run.into(room(0), command.split(" ")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify no-such-table", "verify --no-such-option"})
  void isNoMatterWhereNothingIsPrinted(String command) {
    Run run = Run.into(room(0), command.split(" "));
    assertEquals(Run.of(command.split(" ")), run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify jordan-5", "verify jordan-5 --max-error 0.1"})
  void isNoFaultWhereTheReaderIsGone(String command) {
    String[] words = command.split(" ");
    int expected = Run.of(words).status();
    PrintStream out = System.out;
    try {
      assertEquals(expected, Main.run(new StandardOutput(room(10), () -> true), words));
    } finally {
      System.setOut(out);
    }
  }
}
