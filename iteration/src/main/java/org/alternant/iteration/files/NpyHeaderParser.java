package org.alternant.iteration.files;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parses the header of an `.npy` file: a Python dictionary literal with exactly the keys `descr`,
/// `fortran_order` and `shape`, padded with spaces to a final newline. Only what NumPy writes is
/// accepted; nothing is evaluated.
final class NpyHeaderParser {

  /// Dimensions have no more digits than this, so that they fit a `long` with room to spare.
  private static final int MOST_DIGITS = 15;

  private final String text;
  private final int offset;
  private int position;

  /// Whether only what a matrix or a batch of them can be made of is taken.
  private boolean strict = true;

  private String descr = "";
  private NpyHeader.@Nullable Type type;
  private @Nullable Boolean fortranOrder;
  private @Nullable List<Long> shape;

  /// @param text the header
  /// @param offset where it starts in the file
  NpyHeaderParser(String text, int offset) {
    this.text = text;
    this.offset = offset;
  }

  /// What a header says of any array.
  ///
  /// @param type by the name that safetensors gives it, or NumPy's if it has none there
  /// @param order of its bytes
  /// @param fortranOrder whether the first index runs fastest, not the last
  /// @param shape its dimensions
  record Announced(String type, ByteOrder order, boolean fortranOrder, List<Long> shape) {}

  NpyHeader parse() throws MatrixFormatException {
    fields();
    if (type == null) {
      throw error(0, "the header has no 'descr'");
    }
    return new NpyHeader(type, fortranOrder(), dimensions());
  }

  Announced parseAny() throws MatrixFormatException {
    strict = false;
    fields();
    if (descr.isEmpty()) {
      throw error(0, "the header has no 'descr'");
    }
    return new Announced(
        format(descr).map(NumberFormat::name).orElse(descr),
        order(descr),
        fortranOrder(),
        dimensions());
  }

  private void fields() throws MatrixFormatException {
    expect('{');
    Set<String> keys = new HashSet<>();
    while (!accept('}')) {
      int start = position;
      String key = quoted();
      if (!keys.add(key)) {
        throw error(start, "the header has " + MatrixFormatException.quote(key) + " twice");
      }
      expect(':');
      value(key, start);
      if (!accept(',')) {
        expect('}');
        break;
      }
    }
    requireEnd();
  }

  private void value(String key, int start) throws MatrixFormatException {
    switch (key) {
      case "descr" -> type = type();
      case "fortran_order" -> fortranOrder = truth();
      case "shape" -> shape = shape();
      default ->
          throw error(start, "the header has an unknown key " + MatrixFormatException.quote(key));
    }
  }

  private boolean fortranOrder() throws MatrixFormatException {
    if (fortranOrder == null) {
      throw error(0, "the header has no 'fortran_order'");
    }
    return fortranOrder;
  }

  private List<Long> dimensions() throws MatrixFormatException {
    if (shape == null) {
      throw error(0, "the header has no 'shape'");
    }
    return shape;
  }

  private static ByteOrder order(String descr) {
    return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private NpyHeader.@Nullable Type type() throws MatrixFormatException {
    skipSpaces();
    int start = position;
    if (peek() == '[') {
      throw error(start, "the numbers have a structured dtype; save one field of it");
    }
    descr = quoted();
    if (!strict) {
      return null;
    }
    if (descr.endsWith("O")) {
      throw error(
          start,
          "dtype "
              + MatrixFormatException.quote(descr)
              + " holds pickled Python objects, which are not read");
    }
    NumberFormat format =
        format(descr)
            .orElseThrow(
                () ->
                    error(
                        start,
                        "dtype "
                            + MatrixFormatException.quote(descr)
                            + " is not read; float16, float32 and float64 are: use astype"));
    return new NpyHeader.Type(format, order(descr));
  }

  private static Optional<NumberFormat> format(String descr) {
    return switch (descr) {
      case "<f2", ">f2" -> Optional.of(NumberFormat.F16);
      case "<f4", ">f4" -> Optional.of(NumberFormat.F32);
      case "<f8", ">f8" -> Optional.of(NumberFormat.F64);
      // As NumPy stores the bfloat16 of ml_dtypes.
      case "<V2" -> Optional.of(NumberFormat.BF16);
      default -> Optional.empty();
    };
  }

  private boolean truth() throws MatrixFormatException {
    skipSpaces();
    for (boolean value : new boolean[] {false, true}) {
      String literal = value ? "True" : "False";
      if (text.startsWith(literal, position)) {
        position += literal.length();
        return value;
      }
    }
    throw error(position, "expected True or False");
  }

  /// A tuple of two or three dimensions.
  private List<Long> shape() throws MatrixFormatException {
    skipSpaces();
    int start = position;
    expect('(');
    List<Long> dimensions = new ArrayList<>();
    while (!accept(')')) {
      dimensions.add(dimension());
      if (!accept(',')) {
        expect(')');
        break;
      }
    }
    if (strict && dimensions.size() != 2 && dimensions.size() != 3) {
      throw error(
          start,
          "shape "
              + MatrixFormatException.quote(text.substring(start, position))
              + " has "
              + dimensions.size()
              + (dimensions.size() == 1 ? " dimension" : " dimensions")
              + "; a matrix has two, a batch of matrices three: reshape the array");
    }
    return dimensions;
  }

  private long dimension() throws MatrixFormatException {
    skipSpaces();
    int start = position;
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
    if (position == start) {
      throw error(start, "expected a dimension");
    }
    if (position - start > MOST_DIGITS) {
      throw error(start, "a dimension has more than " + MOST_DIGITS + " digits");
    }
    return Long.parseLong(text.substring(start, position));
  }

  private String quoted() throws MatrixFormatException {
    skipSpaces();
    char quote = peek();
    int end = quote == '\'' || quote == '"' ? text.indexOf(quote, position + 1) : -1;
    if (end < 0) {
      throw error(position, "expected a quoted string");
    }
    String string = text.substring(position + 1, end);
    for (int i = 0; i < string.length(); i++) {
      if (string.charAt(i) < ' ' || string.charAt(i) > '~') {
        throw error(position + 1 + i, "a quoted string has a character outside printable ASCII");
      }
    }
    position = end + 1;
    return string;
  }

  private void requireEnd() throws MatrixFormatException {
    skipSpaces();
    if (position != text.length() - 1 || text.charAt(position) != '\n') {
      throw error(position, "expected only spaces and a final newline after the header's '}'");
    }
  }

  private void expect(char wanted) throws MatrixFormatException {
    if (!accept(wanted)) {
      throw error(position, "expected '" + wanted + "'");
    }
  }

  private boolean accept(char wanted) {
    skipSpaces();
    if (peek() != wanted) {
      return false;
    }
    position++;
    return true;
  }

  private void skipSpaces() {
    while (peek() == ' ') {
      position++;
    }
  }

  /// The next character; NUL, which no header contains in a valid place, at the end.
  private char peek() {
    return position < text.length() ? text.charAt(position) : '\0';
  }

  private MatrixFormatException error(int at, String message) {
    return MatrixFormatException.atByte(offset + at, message);
  }
}
