package org.alternant.exports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoldenVectorsTest {

  private static GoldenVectors vectors(int inputs, int outputs, int images) {
    return new GoldenVectors(
        6, 4, 1, zeros(inputs), zeros(outputs), zeros(4), zeros(images), 1e-12, 1e-4, null);
  }

  private static List<Double> zeros(int count) {
    return Collections.nCopies(count, 0.0);
  }

  private static String message(int inputs, int outputs, int images) {
    IllegalArgumentException misuse =
        assertThrows(IllegalArgumentException.class, () -> vectors(inputs, outputs, images));
    return String.valueOf(misuse.getMessage());
  }

  @Test
  void matricesHaveAsManyEntriesAsTheirShapeSays() {
    assertEquals(24, vectors(24, 24, 4).output().size());
    assertEquals("a 6×4 matrix has 24 entries, not 23", message(23, 24, 4));
    assertEquals("a 6×4 matrix has 24 entries, not 25", message(24, 25, 4));
  }

  @Test
  void eachSingularValueHasOneImage() {
    assertEquals("4 singular values have 4 images, not 3", message(24, 24, 3));
  }
}
