package org.alternant.toolkit.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.alternant.coefficients.Interval;
import org.alternant.iteration.measure.Measures;

/// What became of singular values below those that a table is made for, of which it promises
/// nothing but that they stay below its upper end: in momentum matrices, the directions that hardly
/// any gradient has gone into.
///
/// @param count how many there are
/// @param all how many singular values the matrix has
/// @param smallest the smallest of them
/// @param images where they came out, without regard to signs
/// @param others where the others did; empty where there are none
public record BelowInterval(
    int count, int all, double smallest, Interval images, Optional<Interval> others) {

  /// Looks for them.
  ///
  /// @param measures of a run, not of a clip
  /// @param lower the least singular value that the table is made for
  /// @return what became of them; empty where there are none
  public static Optional<BelowInterval> of(Measures measures, double lower) {
    List<Double> images = measures.images();
    List<Double> values = measures.inputSingularValues();
    int above = (int) values.stream().filter(value -> value >= lower).count();
    if (images.size() != values.size() || above == values.size()) {
      return Optional.empty();
    }
    return Optional.of(
        new BelowInterval(
            values.size() - above,
            values.size(),
            values.getLast(),
            range(images.stream().skip(above)).orElseThrow(),
            range(images.stream().limit(above))));
  }

  private static Optional<Interval> range(Stream<Double> images) {
    return images.map(Math::abs).map(x -> new Interval(x, x)).reduce(Interval::hull);
  }
}
