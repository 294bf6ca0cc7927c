package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Runs kernels one after the other.
final class OpenClQueue extends OpenClObject {

  private final OpenClLibrary library;

  OpenClQueue(OpenClLibrary library, long handle) {
    super(handle, library.clReleaseCommandQueue);
    this.library = library;
  }

  /// Enqueues a kernel with the arguments it has now.
  ///
  /// @param groups how many groups in each dimension
  /// @param items how many work-items a group has in each dimension
  void launch(OpenClKernel kernel, long[] groups, long[] items) {
    long[] global = new long[groups.length];
    for (int i = 0; i < groups.length; i++) {
      global[i] = Math.multiplyExact(groups[i], items[i]);
    }
    try (Arena arena = Arena.ofConfined()) {
      OpenClException.check(
          library.clEnqueueNDRangeKernel,
          library.clEnqueueNDRangeKernel.asInt(
              handle(),
              kernel.handle(),
              global.length,
              MemorySegment.NULL,
              arena.allocateFrom(ValueLayout.JAVA_LONG, global),
              arena.allocateFrom(ValueLayout.JAVA_LONG, items),
              0,
              MemorySegment.NULL,
              MemorySegment.NULL));
    }
  }

  /// Waits until everything enqueued is done.
  void finish() {
    OpenClException.check(library.clFinish, library.clFinish.asInt(handle()));
  }
}
