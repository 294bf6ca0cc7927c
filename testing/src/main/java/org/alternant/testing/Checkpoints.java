package org.alternant.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes files of tensors as their libraries do.
public final class Checkpoints {

  private final List<String> fields = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /// A file without tensors.
  public Checkpoints() {}

  /// Adds a tensor of binary32 numbers.
  ///
  /// @param name its name
  /// @param shape its dimensions
  /// @param numbers as many as the shape has, in C order
  /// @return this
  public Checkpoints with(String name, List<Integer> shape, double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putFloat((float) number);
    }
    return with(name, "F32", shape, bytes.array());
  }

  /// Adds a tensor of numbers of any type.
  ///
  /// @param name its name
  /// @param type its type, as the format spells it
  /// @param shape its dimensions
  /// @param bytes its numbers
  /// @return this
  public Checkpoints with(String name, String type, List<Integer> shape, byte[] bytes) {
    int begin = data.size();
    data.writeBytes(bytes);
    fields.add(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
            .formatted(
                name,
                type,
                shape.stream().map(String::valueOf).collect(Collectors.joining(",")),
                begin,
                data.size()));
    return this;
  }

  /// The whole file.
  ///
  /// @return its bytes
  public byte[] bytes() {
    return bytes("{\"__metadata__\":{\"format\":\"pt\"}," + String.join(",", fields) + "}");
  }

  /// The whole file, with another header.
  ///
  /// @param header JSON, or what is none
  /// @return its bytes
  public byte[] bytes(String header) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    return file.putLong(text.length).put(text).put(data.toByteArray()).array();
  }

  /// Writes the file.
  ///
  /// @param file where
  /// @return `file`
  /// @throws IOException if it cannot be written
  public Path write(Path file) throws IOException {
    return Files.write(file, bytes());
  }
}
