package org.alternant.iteration.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;

/// The arrays of NumPy's `.npz`: entries in `.npy` format, of which only the headers are read here.
final class NpzTensors {

  static final String ENDING = ".npy";

  /// Magic bytes, version, and two or four bytes with the length of the header.
  private static final int START = 12;

  private static final int LONGEST_HEADER = 1 << 20;

  private NpzTensors() {}

  static Map<String, ZippedTensors.Place> of(
      Path file, Archive archive, List<? extends ZipEntry> entries) throws IOException {
    Map<String, ZippedTensors.Place> places = new LinkedHashMap<>();
    for (ZipEntry entry : entries) {
      String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
      try (InputStream stream = archive.stream(entry)) {
        if (places.put(name, place(name, entry, stream)) != null) {
          throw new TensorFormatException(file, name, "stands in the archive twice");
        }
      } catch (MatrixFormatException e) {
        throw new TensorFormatException(file, name, String.valueOf(e.getMessage()));
      }
    }
    return places;
  }

  private static ZippedTensors.Place place(String name, ZipEntry entry, InputStream stream)
      throws IOException {
    byte[] start = stream.readNBytes(START);
    if (!NpyReader.recognises(start) || start.length < START) {
      throw MatrixFormatException.atByte(0, "not in NumPy's .npy format");
    }
    boolean brief = start[6] == 1;
    ByteBuffer lengths = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    long length =
        brief
            ? Short.toUnsignedLong(lengths.getShort(8))
            : Integer.toUnsignedLong(lengths.getInt(8));
    if (start[6] < 1 || start[6] > 3 || length > LONGEST_HEADER || length < 2) {
      throw MatrixFormatException.atByte(6, "a version or a header that is not known");
    }
    int begin = brief ? 10 : START;
    byte[] header = new byte[(int) length];
    int read = START - begin;
    System.arraycopy(start, begin, header, 0, read);
    if (stream.readNBytes(header, read, header.length - read) < header.length - read) {
      throw MatrixFormatException.atByte(begin, "the file ends in its header");
    }
    String text = new String(header, StandardCharsets.ISO_8859_1);
    NpyHeaderParser.Announced said = new NpyHeaderParser(text, begin).parseAny();
    Tensor tensor = new Tensor(name, said.type(), said.shape());
    return new ZippedTensors.Place(
        tensor,
        entry.getName(),
        begin + length,
        StridedLayout.contiguous(said.shape(), said.fortranOrder()),
        said.order());
  }
}
