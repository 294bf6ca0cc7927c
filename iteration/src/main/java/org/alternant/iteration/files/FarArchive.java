package org.alternant.iteration.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// A ZIP archive on any file system, as the format's description (APPNOTE.TXT) has it: the
/// directory at its end, also that of ZIP64, and entries that are stored or deflated, one read at a
/// time.
final class FarArchive implements Archive {

  private static final int END = 0x06054b50;
  private static final int END_64 = 0x06064b50;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;

  /// Bytes of them without what has any length.
  private static final int END_LENGTH = 22;

  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_64_LENGTH = 20;
  private static final int CENTRAL_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;

  private static final int LONGEST_COMMENT = 0xffff;
  private static final long LONGEST_DIRECTORY = 100_000_000;

  /// Where the sizes of 64 bits stand in an entry's extra fields.
  private static final int EXTRA_64 = 1;

  private static final long SEE_EXTRA = 0xffffffffL;

  private static final int CHUNK = 1 << 16;

  private final SeekableByteChannel channel;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// An entry and where it begins.
  private static final class Entry extends ZipEntry {
    private long begin;

    Entry(String name) {
      super(name);
    }
  }

  private FarArchive(SeekableByteChannel channel) throws IOException {
    this.channel = channel;
    ByteBuffer directory = directory();
    while (directory.hasRemaining()) {
      Entry entry = entry(directory);
      if (entries.put(entry.getName(), entry) != null) {
        throw new ZipException("two entries of one name");
      }
    }
  }

  static FarArchive open(Path file) throws IOException {
    SeekableByteChannel channel = Files.newByteChannel(file);
    try {
      return new FarArchive(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private ByteBuffer directory() throws IOException {
    int length = (int) Math.min(channel.size(), END_LENGTH + LONGEST_COMMENT);
    long begin = channel.size() - length;
    ByteBuffer tail = bytes(begin, length);
    int end = length - END_LENGTH;
    while (end >= 0
        && (tail.getInt(end) != END
            || Short.toUnsignedInt(tail.getShort(end + 20)) != length - END_LENGTH - end)) {
      end--;
    }
    if (end < 0) {
      throw new ZipException("its directory is not there");
    }
    long stop = begin + end;
    long size = Integer.toUnsignedLong(tail.getInt(end + 12));
    long from = Integer.toUnsignedLong(tail.getInt(end + 16));
    int locator = end - LOCATOR_64_LENGTH;
    if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
      stop = tail.getLong(locator + 8);
      ByteBuffer wide = bytes(stop, END_64_LENGTH);
      if (wide.getInt(0) != END_64) {
        throw new ZipException("its directory is not where it should be");
      }
      size = wide.getLong(40);
      from = wide.getLong(48);
    }
    if (size < 0 || size > LONGEST_DIRECTORY || from != stop - size) {
      throw new ZipException("its directory is not where it should be");
    }
    return bytes(from, (int) size);
  }

  /// The next entry of the directory.
  private static Entry entry(ByteBuffer directory) throws ZipException {
    int at = directory.position();
    if (directory.remaining() < CENTRAL_LENGTH || directory.getInt(at) != CENTRAL) {
      throw new ZipException("its directory is damaged");
    }
    int nameLength = Short.toUnsignedInt(directory.getShort(at + 28));
    int extraLength = Short.toUnsignedInt(directory.getShort(at + 30));
    int length =
        CENTRAL_LENGTH
            + nameLength
            + extraLength
            + Short.toUnsignedInt(directory.getShort(at + 32));
    if (length > directory.remaining()) {
      throw new ZipException("its directory is cut off");
    }
    if ((directory.getShort(at + 8) & 1) != 0) {
      throw new ZipException("it is encrypted");
    }
    int extra = at + CENTRAL_LENGTH + nameLength;
    Sizes sizes = new Sizes(wide(directory.slice(extra, extraLength)));
    Entry entry =
        new Entry(
            StandardCharsets.UTF_8
                .decode(directory.slice(at + CENTRAL_LENGTH, nameLength))
                .toString());
    int method = Short.toUnsignedInt(directory.getShort(at + 10));
    if (method != ZipEntry.STORED && method != ZipEntry.DEFLATED) {
      throw new ZipException("an entry is packed in a way that is not known");
    }
    entry.setMethod(method);
    entry.setSize(sizes.of(directory.getInt(at + 24)));
    entry.setCompressedSize(sizes.of(directory.getInt(at + 20)));
    entry.begin = sizes.of(directory.getInt(at + 42));
    directory.position(at + length);
    return entry;
  }

  /// Sizes of 64 bits, in the order of those of 32 that refer to them.
  private record Sizes(ByteBuffer wide) {

    long of(int brief) throws ZipException {
      long size = Integer.toUnsignedLong(brief);
      if (size == SEE_EXTRA) {
        if (wide.remaining() < Long.BYTES) {
          throw new ZipException("a size is not there");
        }
        size = wide.getLong();
      }
      if (size < 0) {
        throw new ZipException("a size is negative");
      }
      return size;
    }
  }

  /// The extra field with sizes of 64 bits; empty where there is none.
  private static ByteBuffer wide(ByteBuffer extra) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    while (extra.remaining() >= 4) {
      int kind = Short.toUnsignedInt(extra.getShort());
      int length = Math.min(Short.toUnsignedInt(extra.getShort()), extra.remaining());
      if (kind == EXTRA_64) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private ByteBuffer bytes(long position, int length) throws IOException {
    if (position < 0 || position > channel.size() - length) {
      throw new ZipException("it is cut off");
    }
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    channel.position(position);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        throw new ZipException("it is cut off");
      }
    }
    return buffer.flip();
  }

  @Override
  public List<? extends ZipEntry> entries() {
    return List.copyOf(entries.values());
  }

  @Override
  public @Nullable ZipEntry entry(String name) {
    return entries.get(name);
  }

  @Override
  public InputStream stream(ZipEntry entry) throws IOException {
    long header = ((Entry) entry).begin;
    ByteBuffer local = bytes(header, LOCAL_LENGTH);
    if (local.getInt(0) != LOCAL) {
      throw new ZipException("an entry is not where it should be");
    }
    long begin =
        header
            + LOCAL_LENGTH
            + Short.toUnsignedInt(local.getShort(26))
            + Short.toUnsignedInt(local.getShort(28));
    if (entry.getCompressedSize() > channel.size() - begin) {
      throw new ZipException("an entry is cut off");
    }
    Packed packed = new Packed(begin, begin + entry.getCompressedSize());
    return entry.getMethod() == ZipEntry.STORED ? packed : new Unpacked(packed, new Inflater(true));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// A part of the file.
  private final class Packed extends InputStream {
    private long next;
    private final long end;

    Packed(long begin, long end) {
      next = begin;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (next >= end) {
        return -1;
      }
      channel.position(next);
      int count = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, end - next)));
      next += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.clamp(count, 0, end - next);
      next += skipped;
      return skipped;
    }
  }

  private static final class Unpacked extends InflaterInputStream {

    Unpacked(Packed packed, Inflater inflater) {
      super(packed, inflater, CHUNK);
    }

    @Override
    public void close() throws IOException {
      super.close();
      inf.end();
    }
  }
}
