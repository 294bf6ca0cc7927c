package org.alternant.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

  private static final int SECONDS = 12;

  /// What is drawn by work of a part a second, on a terminal of so many columns.
  private static String drawn(int columns) {
    StringWriter written = new StringWriter();
    long[] now = {0};
    Progress progress =
        new Progress(new PrintWriter(written), SECONDS, () -> columns, () -> now[0]);
    for (int i = 0; i < SECONDS; i++) {
      now[0] += 1_000_000_000L;
      progress.advance();
    }
    progress.finish();
    return written.toString();
  }

  @Test
  void nothingIsWrittenWhereThereIsNoTerminal() {
    assertEquals("", drawn(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 20, 30, 40, 60, 80, 200})
  void noLineReachesTheLastColumnAndAllIsWiped(int columns) {
    List<String> lines = Stream.of(drawn(columns).split("\r")).toList();
    lines.forEach(line -> assertTrue(line.length() < columns, line));
    assertTrue(lines.isEmpty() || lines.getLast().isBlank());
  }

  @Test
  void aWideTerminalHasABar() {
    assertTrue(
        drawn(80).contains("\r[" + "#".repeat(15) + ".".repeat(15) + "] 6 of 12, 6 s left "));
    assertTrue(drawn(20).contains("\r6 of 12, 6 s left "));
  }
}
