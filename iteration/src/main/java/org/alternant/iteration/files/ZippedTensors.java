package org.alternant.iteration.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Tensors in an archive: NumPy's `.npz`, an `.npy` file each, or what PyTorch's `torch.save`
/// writes, a pickle that names tensors and a file for each storage.
final class ZippedTensors implements TensorFile {

  private static final byte[] MAGIC = {'P', 'K', 3, 4};

  /// Deflate makes nothing smaller than this part of it.
  private static final long MOST_COMPRESSED = 1032;

  private final Path file;
  private final Archive archive;
  private final Map<String, Place> places;

  /// The entry that was read last, and how far.
  private @Nullable InputStream unpacking;

  private @Nullable String unpacked;
  private long position;

  /// A tensor and where its numbers are.
  ///
  /// @param tensor what is said of it
  /// @param entry the entry of the archive
  /// @param begin where the numbers begin in it, in bytes
  /// @param layout how they lie
  /// @param order of their bytes
  record Place(Tensor tensor, String entry, long begin, StridedLayout layout, ByteOrder order) {}

  private ZippedTensors(Path file, Archive archive) throws IOException {
    this.file = file;
    this.archive = archive;
    places = places(file, archive);
  }

  static boolean recognises(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return Arrays.equals(stream.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /// Opens an archive and reads what it says of its tensors.
  ///
  /// @throws TensorFormatException if it is damaged, or holds something else
  static ZippedTensors open(Path file) throws IOException {
    try {
      Archive archive = Archive.open(file);
      try {
        return new ZippedTensors(file, archive);
      } catch (IOException | RuntimeException e) {
        archive.close();
        throw e;
      }
    } catch (ZipException | EOFException e) {
      throw new TensorFormatException(file, "is a damaged archive: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      // As the names of entries may be.
      throw new TensorFormatException(file, "is a damaged archive");
    }
  }

  private static Map<String, Place> places(Path file, Archive archive) throws IOException {
    List<? extends ZipEntry> entries = archive.entries();
    for (ZipEntry entry : entries) {
      requireSize(file, entry);
    }
    for (ZipEntry entry : entries) {
      if (entry.getName().equals("data.pkl") || entry.getName().endsWith("/data.pkl")) {
        return TorchTensors.of(file, archive, entry);
      }
    }
    if (!entries.isEmpty()
        && entries.stream().allMatch(entry -> entry.getName().endsWith(NpzTensors.ENDING))) {
      return NpzTensors.of(file, archive, entries);
    }
    throw new TensorFormatException(
        file, "is an archive of neither NumPy (.npy entries) nor PyTorch (data.pkl)");
  }

  /// So that nothing is allocated for what cannot be there.
  private static void requireSize(Path file, ZipEntry entry) throws IOException {
    long packed = entry.getCompressedSize();
    long most =
        entry.getMethod() == ZipEntry.STORED
            ? packed
            : Math.min(packed, Long.MAX_VALUE / MOST_COMPRESSED) * MOST_COMPRESSED;
    if (packed > Files.size(file) || entry.getSize() > most) {
      throw new TensorFormatException(file, "is a damaged archive: an entry is larger than it");
    }
  }

  @Override
  public List<Tensor> tensors() {
    return places.values().stream().map(Place::tensor).toList();
  }

  @Override
  public DMatrixRMaj numbers(Tensor tensor, long index) throws IOException {
    Place place = Objects.requireNonNull(places.get(tensor.name()));
    NumberFormat format = tensor.format().orElseThrow();
    long span = place.layout.span();
    ZipEntry entry = archive.entry(place.entry);
    long begin = place.begin + format.size() * place.layout.first(index);
    if (entry == null || span > (entry.getSize() - begin) / format.size()) {
      throw new TensorFormatException(
          file, tensor.name(), "its numbers go beyond what the archive has of them");
    }
    if (tensor.numbers() > entry.getSize() / format.size()) {
      throw new TensorFormatException(
          file, tensor.name(), "repeats numbers (a view by expand?); save a contiguous copy");
    }
    if (span > Tensor.LARGEST / format.size()) {
      throw new TensorFormatException(
          file, tensor.name(), "its numbers are too far apart; save a contiguous copy");
    }
    try {
      InputStream stream = at(entry, begin);
      byte[] bytes = stream.readNBytes((int) span * format.size());
      position += bytes.length;
      if (bytes.length < span * format.size()) {
        throw new TensorFormatException(file, tensor.name(), "is cut off");
      }
      return place.layout.matrix(tensor, format, ByteBuffer.wrap(bytes).order(place.order));
    } catch (ZipException | EOFException e) {
      // Nobody knows how far it was unpacked.
      unpacked = null;
      throw new TensorFormatException(
          file, tensor.name(), "is damaged in the archive: " + e.getMessage());
    }
  }

  /// The numbers of an entry from a byte on: read on where the last ones ended, since what is
  /// before has to be unpacked to get there.
  private InputStream at(ZipEntry entry, long begin) throws IOException {
    InputStream stream = unpacking;
    if (stream == null || !entry.getName().equals(unpacked) || begin < position) {
      if (stream != null) {
        stream.close();
      }
      stream = archive.stream(entry);
      unpacking = stream;
      unpacked = entry.getName();
      position = 0;
    }
    stream.skipNBytes(begin - position);
    position = begin;
    return stream;
  }

  @Override
  public void close() throws IOException {
    // Closes what it unpacks, too.
    archive.close();
  }
}
