package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alternant.coefficients.format.JacksonParser;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.ejml.data.DMatrixRMaj;

/// A file in Hugging Face's format: eight bytes with the length of a header, the header in JSON,
/// and the numbers of all tensors, little-endian, each in C order.
///
/// The header is read and checked at once, numbers when they are asked for: of the file, which may
/// have any size, no more than one matrix is in memory.
final class Safetensors implements TensorFile {

  /// As the format's own library has it.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final String METADATA = "__metadata__";

  private final Path file;
  private final SeekableByteChannel channel;
  private final long dataStart;
  private final Map<String, Place> places;

  /// A tensor and where its numbers begin, from the start of the data.
  private record Place(Tensor tensor, long begin) {}

  private Safetensors(Path file, SeekableByteChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    long length = read(channel, 0, Long.BYTES, file).getLong(0);
    long available = channel.size() - Long.BYTES;
    if (length < 0 || length > available) {
      throw new TensorFormatException(
          file, "is not in the format of safetensors, or its header is cut off");
    }
    if (length > LONGEST_HEADER) {
      throw new TensorFormatException(
          file, "the header has " + length + " bytes; at most " + LONGEST_HEADER + " are read");
    }
    dataStart = Long.BYTES + length;
    byte[] header = new byte[(int) length];
    read(channel, Long.BYTES, (int) length, file).get(header);
    places = places(file, header, available - length);
  }

  /// Whether a file is meant to be one: by its name, so that of a damaged one is said what is
  /// wrong, or because it begins with a length that fits it and a brace.
  static boolean recognises(Path file) throws IOException {
    if (file.toString().endsWith(".safetensors")) {
      return true;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      if (channel.size() < Long.BYTES + 2) {
        return false;
      }
      ByteBuffer start = read(channel, 0, Long.BYTES + 1, file);
      long length = start.getLong(0);
      return length >= 2 && length <= channel.size() - Long.BYTES && start.get(Long.BYTES) == '{';
    }
  }

  /// Opens a file and reads its header.
  ///
  /// @throws TensorFormatException if it is malformed, or the file is cut off
  static Safetensors open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return new Safetensors(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Map<String, Place> places(Path file, byte[] header, long available)
      throws TensorFormatException {
    JsonValue value;
    try {
      value = JacksonParser.parse(header);
    } catch (TableFormatException e) {
      throw new TensorFormatException(file, "the header is not JSON: " + e.getMessage());
    }
    if (!(value instanceof JsonObject object)) {
      throw new TensorFormatException(file, "the header is no JSON object");
    }
    Map<String, Place> places = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> field : object.fields().entrySet()) {
      if (!field.getKey().equals(METADATA)) {
        places.put(field.getKey(), place(file, field.getKey(), field.getValue(), available));
      }
    }
    return places;
  }

  private static Place place(Path file, String name, JsonValue value, long available)
      throws TensorFormatException {
    if (!(value instanceof JsonObject fields)
        || !(fields.get("dtype") instanceof JsonValue.Text(String type))
        || !(fields.get("shape") instanceof JsonArray shape)
        || !(fields.get("data_offsets") instanceof JsonArray offsets)) {
      throw new TensorFormatException(
          file, name, "the header does not give dtype, shape and data_offsets");
    }
    Tensor tensor = new Tensor(name, type, wholes(file, name, shape));
    List<Long> ends = wholes(file, name, offsets);
    if (ends.size() != 2 || ends.getFirst() > ends.getLast()) {
      throw new TensorFormatException(file, name, "data_offsets are not a beginning and an end");
    }
    if (ends.getLast() > available) {
      throw new TensorFormatException(
          file,
          name,
          "its numbers end at byte "
              + ends.getLast()
              + " of the data, of which the file has "
              + available
              + ": it is cut off");
    }
    if (tensor.format().isPresent()
        && !hasSize(tensor, ends.getLast() - ends.getFirst(), tensor.format().get().size())) {
      throw new TensorFormatException(
          file,
          name,
          "shape "
              + tensor.shapeText()
              + " of "
              + type
              + " does not match its "
              + (ends.getLast() - ends.getFirst())
              + " bytes");
    }
    return new Place(tensor, ends.getFirst());
  }

  /// Whether so many bytes are what the shape says, without overflow.
  private static boolean hasSize(Tensor tensor, long bytes, int size) {
    long left = bytes;
    if (left % size != 0) {
      return false;
    }
    left /= size;
    if (tensor.shape().contains(0L)) {
      return left == 0;
    }
    for (long dimension : tensor.shape()) {
      if (left % dimension != 0) {
        return false;
      }
      left /= dimension;
    }
    return left == 1;
  }

  private static List<Long> wholes(Path file, String name, JsonArray array)
      throws TensorFormatException {
    List<Long> numbers = new ArrayList<>();
    for (JsonValue element : array.elements()) {
      if (!(element instanceof JsonValue.Numeric numeric)
          || numeric.value() < 0
          || numeric.value() > 0x1p52
          || numeric.value() != Math.rint(numeric.value())) {
        throw new TensorFormatException(
            file, name, "shape and data_offsets are whole numbers from 0 on");
      }
      numbers.add((long) numeric.value());
    }
    return numbers;
  }

  @Override
  public List<Tensor> tensors() {
    return places.values().stream().map(Place::tensor).toList();
  }

  @Override
  public DMatrixRMaj numbers(Tensor tensor, long index) throws IOException {
    NumberFormat format = tensor.format().orElseThrow();
    DMatrixRMaj matrix = new DMatrixRMaj((int) tensor.rows(), (int) tensor.columns());
    int bytes = matrix.getNumElements() * format.size();
    long begin =
        dataStart + Objects.requireNonNull(places.get(tensor.name())).begin() + index * bytes;
    ByteBuffer numbers = read(channel, begin, bytes, file);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = format.number(numbers, i);
    }
    return matrix;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ByteBuffer read(SeekableByteChannel channel, long position, int length, Path file)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new TensorFormatException(file, "the file ends in the middle of its numbers");
      }
    }
    return buffer.flip();
  }
}
