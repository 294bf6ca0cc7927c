package org.alternant.iteration.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/// The tensors of what PyTorch's `torch.save` writes: dictionaries and lists of them, nested, whose
/// keys and indices make up a tensor's name.
final class TorchTensors {

  private static final long LONGEST_PICKLE = 100_000_000;

  /// Deeper nesting than any checkpoint's.
  private static final int DEEPEST = 50;

  /// More values than any checkpoint has: lists may name each other many times.
  private static final int MOST = 2_000_000;

  /// Names are joined from keys: many long ones would fill the memory.
  private static final int LONGEST_NAME = 10_000;

  private final Path file;
  private final String folder;
  private final ByteOrder order;
  private final Map<String, ZippedTensors.Place> places = new LinkedHashMap<>();
  private int visited;

  private TorchTensors(Path file, String folder, ByteOrder order) {
    this.file = file;
    this.folder = folder;
    this.order = order;
  }

  static Map<String, ZippedTensors.Place> of(Path file, Archive archive, ZipEntry pickle)
      throws IOException {
    if (pickle.getSize() > LONGEST_PICKLE) {
      throw new TensorFormatException(file, "its data.pkl is larger than any list of tensors");
    }
    String folder = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
    Object value;
    try (InputStream stream = archive.stream(pickle)) {
      value = new Unpickler(stream.readAllBytes()).value();
    } catch (Unpickler.RefusedException e) {
      throw new TensorFormatException(file, "its data.pkl " + e.getMessage());
    }
    TorchTensors tensors = new TorchTensors(file, folder, order(archive, folder));
    tensors.collect("", value, 0);
    return tensors.places;
  }

  private static ByteOrder order(Archive archive, String folder) throws IOException {
    ZipEntry entry = archive.entry(folder + "byteorder");
    if (entry == null) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    try (InputStream stream = archive.stream(entry)) {
      String word = new String(stream.readNBytes(8), StandardCharsets.US_ASCII);
      return word.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
  }

  private void collect(String name, Object value, int depth) throws TensorFormatException {
    if (depth > DEEPEST || ++visited > MOST || name.length() > LONGEST_NAME) {
      throw new TensorFormatException(
          file, "its data.pkl nests deeper, holds more, or has longer names, than any checkpoint");
    }
    switch (value) {
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          collect(joined(name, String.valueOf(entry.getKey())), entry.getValue(), depth + 1);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          collect(joined(name, String.valueOf(i)), list.get(i), depth + 1);
        }
      }
      case Unpickler.StoredTensor stored -> add(name.isEmpty() ? "tensor" : name, stored);
      default -> {
        // A number, a text or a setting.
      }
    }
  }

  private static String joined(String name, String part) {
    return name.isEmpty() ? part : name + "." + part;
  }

  private void add(String name, Unpickler.StoredTensor stored) throws TensorFormatException {
    Tensor tensor = new Tensor(name, stored.type(), stored.shape());
    ZippedTensors.Place place =
        new ZippedTensors.Place(
            tensor,
            folder + "data/" + stored.key(),
            0,
            new StridedLayout(stored.shape(), stored.strides(), stored.offset()),
            order);
    if (places.put(name, place) != null) {
      throw new TensorFormatException(file, name, "has the name of another tensor");
    }
  }
}
