package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alternant.iteration.nativelib.NativeFunction;

/// A compiled program.
final class OpenClProgram extends OpenClObject {

  private final OpenClLibrary library;

  OpenClProgram(OpenClLibrary library, long handle) {
    super(handle, library.clReleaseProgram);
    this.library = library;
  }

  /// One of its kernels, with arguments of its own.
  ///
  /// @throws OpenClException if it has none of that name
  OpenClKernel kernel(String name) {
    NativeFunction function = library.clCreateKernel;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      long handle =
          OpenClContext.create(function, status -> function.asLong(handle(), text, status));
      return new OpenClKernel(library, handle);
    }
  }
}
