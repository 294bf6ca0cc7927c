package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeasuresTest {

  private static Measures measures(List<Double> results, List<Double> lower, List<Double> upper) {
    List<Double> images = List.of(1.0, 0.25);
    return new Measures(
        List.of(0.9, 0.1),
        results,
        0,
        0,
        OptionalDouble.of(0),
        images,
        0,
        lower,
        upper,
        0,
        0,
        OptionalInt.of(0),
        List.of());
  }

  /// What is said is of the value that is beyond its bounds, not the largest of all figures.
  @Test
  void theValueThatIsFarthestBeyondItsBoundsIsNamed() {
    Measures outside = measures(List.of(1.125, 0.5), List.of(0.75, 0.25), List.of(1.25, 0.3125));
    assertEquals(Optional.of(new Measures.Unexplained(0.25, 0.0625)), outside.unexplained());
    assertEquals(0.25, outside.roundingAllowance());
    Measures below = measures(List.of(0.5, 0.25), List.of(0.75, 0.25), List.of(1.25, 0.25));
    assertEquals(Optional.of(new Measures.Unexplained(0.5, 0.25)), below.unexplained());
    Measures inside = measures(List.of(1.25, 0.25), List.of(0.75, 0.25), List.of(1.25, 0.25));
    assertEquals(Optional.empty(), inside.unexplained());
  }
}
