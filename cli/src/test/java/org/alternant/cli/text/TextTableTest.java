package org.alternant.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextTableTest {

  /// In quadratic time they took half a minute.
  @Test
  void thousandsOfRowsTakeAMoment() {
    TextTable table = new TextTable("step", "<image");
    for (int i = 1; i <= 20_000; i++) {
      table.row(Integer.toString(i), "[0.1, 1.0]");
    }
    assertEquals(20_001, assertTimeout(Duration.ofSeconds(5), table::lines).size());
  }
}
