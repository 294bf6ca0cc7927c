package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;
import org.alternant.iteration.nativelib.NativeFunction;

/// Memory of a device. Positions count numbers of the type that is transferred. A transfer waits
/// for what was enqueued before it, and is over when the call returns.
final class OpenClBuffer extends OpenClObject {

  private static final int BLOCKING = 1;

  private final OpenClLibrary library;

  OpenClBuffer(OpenClLibrary library, long handle) {
    super(handle, library.clReleaseMemObject);
    this.library = library;
  }

  void write(OpenClQueue queue, long position, short[] numbers) {
    write(queue, position, arena -> arena.allocateFrom(ValueLayout.JAVA_SHORT, numbers), 2);
  }

  void write(OpenClQueue queue, long position, int[] numbers) {
    write(queue, position, arena -> arena.allocateFrom(ValueLayout.JAVA_INT, numbers), 4);
  }

  void write(OpenClQueue queue, long position, float[] numbers) {
    write(queue, position, arena -> arena.allocateFrom(ValueLayout.JAVA_FLOAT, numbers), 4);
  }

  void write(OpenClQueue queue, long position, double[] numbers) {
    write(queue, position, arena -> arena.allocateFrom(ValueLayout.JAVA_DOUBLE, numbers), 8);
  }

  short[] readShorts(OpenClQueue queue, long position, int count) {
    return read(queue, position, count, 2, numbers -> numbers.toArray(ValueLayout.JAVA_SHORT));
  }

  int[] readInts(OpenClQueue queue, long position, int count) {
    return read(queue, position, count, 4, numbers -> numbers.toArray(ValueLayout.JAVA_INT));
  }

  float[] readFloats(OpenClQueue queue, long position, int count) {
    return read(queue, position, count, 4, numbers -> numbers.toArray(ValueLayout.JAVA_FLOAT));
  }

  double[] readDoubles(OpenClQueue queue, long position, int count) {
    return read(queue, position, count, 8, numbers -> numbers.toArray(ValueLayout.JAVA_DOUBLE));
  }

  private void write(
      OpenClQueue queue, long position, Function<Arena, MemorySegment> numbers, int bytes) {
    try (Arena arena = Arena.ofConfined()) {
      transfer(library.clEnqueueWriteBuffer, queue, position * bytes, numbers.apply(arena));
    }
  }

  private <A> A read(
      OpenClQueue queue, long position, int count, int bytes, Function<MemorySegment, A> toArray) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment numbers = arena.allocate((long) count * bytes, Long.BYTES);
      transfer(library.clEnqueueReadBuffer, queue, position * bytes, numbers);
      return toArray.apply(numbers);
    }
  }

  private void transfer(
      NativeFunction function, OpenClQueue queue, long offset, MemorySegment numbers) {
    OpenClException.check(
        function,
        function.asInt(
            queue.handle(),
            handle(),
            BLOCKING,
            offset,
            numbers.byteSize(),
            numbers,
            0,
            MemorySegment.NULL,
            MemorySegment.NULL));
  }
}
