package org.alternant.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimilarTest {

  private static final List<String> NAMES = List.of("jordan-5", "you-5", "you-6");

  @Test
  void aFewMistakesAreForgiven() {
    assertEquals(Optional.of("jordan-5"), Similar.to("jordan5", NAMES));
    assertEquals(Optional.of("jordan-5"), Similar.to("jodran-5", NAMES));
    assertEquals(Optional.of("you-6"), Similar.to("you-66", NAMES));
  }

  @Test
  void manyAreNot() {
    assertEquals(Optional.empty(), Similar.to("no-such-table", NAMES));
    assertEquals(Optional.empty(), Similar.to("", NAMES));
    assertEquals(Optional.empty(), Similar.to("j".repeat(100_000), NAMES));
  }
}
