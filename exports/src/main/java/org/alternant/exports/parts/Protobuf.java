package org.alternant.exports.parts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// One message in Protocol Buffers' wire format: as much of it as ONNX models need.
///
/// Source: Protocol Buffers documentation, *Encoding*.
public final class Protobuf {

  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;
  private static final int PAYLOAD_BITS = 7;
  private static final int CONTINUES = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// An empty message.
  public Protobuf() {}

  /// Appends an integer that is not negative.
  ///
  /// @param field its number
  /// @param value the integer
  /// @return this
  public Protobuf integer(int field, long value) {
    varint((long) field << 3 | VARINT);
    varint(value);
    return this;
  }

  /// Appends a text.
  ///
  /// @param field its number
  /// @param value the text
  /// @return this
  public Protobuf text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /// Appends a message.
  ///
  /// @param field its number
  /// @param value the message
  /// @return this
  public Protobuf message(int field, Protobuf value) {
    return bytes(field, value.toBytes());
  }

  /// Appends bytes.
  ///
  /// @param field its number
  /// @param value the bytes
  /// @return this
  public Protobuf bytes(int field, byte[] value) {
    varint((long) field << 3 | LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  /// The message as it is sent.
  ///
  /// @return its bytes
  public byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void varint(long value) {
    long rest = value;
    while (rest >= CONTINUES) {
      bytes.write((int) (rest % CONTINUES) | CONTINUES);
      rest >>>= PAYLOAD_BITS;
    }
    bytes.write((int) rest);
  }
}
