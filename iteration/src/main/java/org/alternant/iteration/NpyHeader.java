package org.alternant.iteration;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the header of an `.npy` file says.
///
/// @param type the type of its numbers
/// @param fortranOrder whether they are stored column by column
/// @param rows m ≥ 0
/// @param columns n ≥ 0
record NpyHeader(Type type, boolean fortranOrder, long rows, long columns) {

  /// A binary floating-point format and a byte order.
  ///
  /// @param size bytes a number: 2, 4 or 8
  /// @param order the byte order
  record Type(int size, ByteOrder order) {

    /// The number at an index of a buffer, widened exactly.
    double number(ByteBuffer buffer, int index) {
      return switch (size) {
        case 2 -> Float.float16ToFloat(buffer.getShort(index * 2));
        case 4 -> buffer.getFloat(index * 4);
        default -> buffer.getDouble(index * 8);
      };
    }
  }
}
