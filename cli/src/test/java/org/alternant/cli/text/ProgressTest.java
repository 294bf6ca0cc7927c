package org.alternant.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

  private final StringWriter written = new StringWriter();
  private long now;

  private Progress progress(int columns) {
    return new Progress(new PrintWriter(written), () -> columns, () -> now);
  }

  private void pass(double seconds) {
    now += (long) (seconds * 1e9);
  }

  /// What is drawn by work of a part a second, on a terminal of so many columns.
  private String drawn(int columns) {
    Progress progress = progress(columns);
    for (int i = 1; i <= SECONDS; i++) {
      progress.draw();
      pass(1);
      progress.advanced(i, SECONDS);
      progress.draw();
    }
    progress.finish();
    return written.toString();
  }

  private String line(Progress progress) {
    written.getBuffer().setLength(0);
    progress.draw();
    return written.toString().strip();
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
  }

  @Test
  void aNarrowTerminalHasWords() {
    assertTrue(drawn(20).contains("\r6 of 12, 6 s left "));
  }

  @Test
  void workThatCountsNothingShowsItsTime() {
    Progress progress = progress(80);
    pass(7);
    assertEquals("working for 7 s", line(progress));
    pass(233);
    assertEquals("working for 4 min", line(progress));
  }

  @Test
  void forecastGrowsWhileAPartTakesLongerThanThoseBefore() {
    Progress progress = progress(20);
    pass(1);
    progress.advanced(1, 4);
    assertEquals("1 of 4, 3 s left", line(progress));
    pass(9);
    assertEquals("1 of 4, 10 s left", line(progress));
  }

  @Test
  void everyStageIsForecastByItsOwnParts() {
    Progress progress = progress(20);
    pass(100);
    progress.advanced(1, 1);
    assertEquals("working for 100 s", line(progress));
    pass(1);
    progress.advanced(1, 3);
    assertEquals("1 of 3, 2 s left", line(progress));
    pass(1);
    progress.advanced(2, 3);
    pass(5);
    progress.advanced(1, 3);
    assertEquals("1 of 3, 10 s left", line(progress));
  }

  @Test
  void nothingIsDrawnAfterTheEnd() {
    Progress progress = progress(80);
    pass(1);
    assertTrue(progress.draw());
    progress.finish();
    assertFalse(progress.draw());
    assertTrue(written.toString().endsWith(" \r"));
  }

  @Test
  void workThatTakesAMomentShowsNothingAndKeepsItsResult() {
    int result =
        Progress.during(
            new PrintWriter(written),
            progress -> {
              progress.advanced(1, 2);
              return 42;
            });
    assertEquals(42, result);
    assertEquals("", written.toString());
  }
}
