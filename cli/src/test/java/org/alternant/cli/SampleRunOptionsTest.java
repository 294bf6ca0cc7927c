package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What does not go with runs of sample matrices is wrong usage, said before anything is printed.
class SampleRunOptionsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recommend --precision float64 --storage float32",
        "compare jordan-5 --precision float64 --storage float32",
        "verify jordan-5 --precision float64 --storage float32",
        "compare jordan-5 --precision bf16 --lower 0 --upper 0",
        "compare jordan-5 --precision bf16 --lower -1 --upper -0.5",
        "verify jordan-5 --check bfloat16 --lower 0 --upper 0",
        "verify jordan-5 --check bfloat16 --lower -1 --upper -0.5",
        "verify jordan-5 --precision bf16 --lower -1 --upper -0.5",
        "verify jordan-5 --runtime loop --storage format",
        "design --lower 1 --budget 9 --precision bf16",
      })
  void isUsage(String words) {
    Run run = Run.of(words.split(" ", -1));
    assertEquals(2, run.status(), run.err());
    assertEquals("", run.out());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void matricesHaveTheSingularValuesThatAreNotNegative() {
    for (String lower : new String[] {"0", "-1"}) {
      Run run = Run.of("compare", "1.5,-0.5", "--precision", "bf16", "--lower", lower);
      assertEquals(0, run.status(), run.err());
      assertTrue(run.out().contains("measured, not proved"));
    }
  }

  @Test
  void shortNamesOfFormatsAreUnderstood() {
    Run brief = Run.of("verify", "jordan-5", "--check", "bf16");
    assertEquals(0, brief.status(), brief.err());
    assertEquals(Run.of("verify", "jordan-5", "--check", "bfloat16").out(), brief.out());
  }
}
