package org.alternant.spark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/// Bytes of a file that Hadoop reads.
final class HadoopChannel implements SeekableByteChannel {

  /// Read at once into a buffer that is no array.
  private static final int CHUNK = 1 << 16;

  private final FSDataInputStream stream;
  private final long size;
  private boolean closed;

  HadoopChannel(FSDataInputStream stream, long size) {
    this.stream = stream;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (position() >= size) {
      return -1;
    }
    if (target.hasArray()) {
      int read =
          stream.read(target.array(), target.arrayOffset() + target.position(), target.remaining());
      target.position(target.position() + Math.max(read, 0));
      return read;
    }
    byte[] bytes = new byte[Math.min(CHUNK, target.remaining())];
    int read = stream.read(bytes, 0, bytes.length);
    target.put(bytes, 0, Math.max(read, 0));
    return read;
  }

  @Override
  public long position() throws IOException {
    return stream.getPos();
  }

  @Override
  public HadoopChannel position(long position) throws IOException {
    if (position != stream.getPos()) {
      stream.seek(position);
    }
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    stream.close();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public HadoopChannel truncate(long length) {
    throw new NonWritableChannelException();
  }
}
