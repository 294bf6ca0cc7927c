package org.alternant.iteration.files;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a file says of one tensor.
///
/// @param name its name, unique in the file
/// @param type its number type, as the file spells it
/// @param shape its dimensions, every one ≥ 0
record Tensor(String name, String type, List<Long> shape) {

  /// Rows of a matrix and matrices of a batch are few enough for Java's arrays.
  static final long LARGEST = Integer.MAX_VALUE - 8L;

  Tensor {
    shape = List.copyOf(shape);
  }

  /// Its number format; empty for integers, complex and quantized numbers.
  Optional<NumberFormat> format() {
    for (NumberFormat format : NumberFormat.values()) {
      if (format.name().equals(type)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /// Why no matrices can be made of it; empty if they can.
  Optional<String> whyNot() {
    if (shape.size() < 2 || shape.size() > 4) {
      return Optional.of(
          "has " + shape.size() + (shape.size() == 1 ? " dimension" : " dimensions"));
    }
    if (format().isEmpty()) {
      return Optional.of(
          "holds numbers of type "
              + type
              + "; read are "
              + List.of(NumberFormat.values()).stream()
                  .map(NumberFormat::name)
                  .collect(Collectors.joining(", ")));
    }
    if (shape.contains(0L)) {
      return Optional.of("is empty: shape " + shapeText());
    }
    return numbersOfAMatrix() > LARGEST / format().orElseThrow().size()
        ? Optional.of("is too large: shape " + shapeText())
        : Optional.empty();
  }

  /// Whether matrices are made of it.
  boolean isRead() {
    return whyNot().isEmpty();
  }

  /// How many matrices it is: the first of three dimensions.
  long matrices() {
    return shape.size() == 3 ? shape.getFirst() : 1;
  }

  /// m.
  long rows() {
    return shape.size() == 3 ? shape.get(1) : shape.getFirst();
  }

  /// n: of a convolution's four dimensions the last three together, as Muon takes them.
  long columns() {
    return shape.size() == 3 ? shape.get(2) : shape.stream().skip(1).reduce(1L, Tensor::product);
  }

  /// How many numbers it has, at most [#LARGEST] + 1.
  long numbers() {
    return product(matrices(), numbersOfAMatrix());
  }

  private long numbersOfAMatrix() {
    return product(rows(), columns());
  }

  /// A product; more than [#LARGEST] is one more than that.
  static long product(long a, long b) {
    return a > LARGEST / Math.max(1, b) ? LARGEST + 1 : a * b;
  }

  /// The shape as NumPy writes it.
  String shapeText() {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
