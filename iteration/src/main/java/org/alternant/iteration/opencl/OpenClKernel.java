package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A function that runs on the device, with its arguments.
final class OpenClKernel extends OpenClObject {

  private final OpenClLibrary library;

  OpenClKernel(OpenClLibrary library, long handle) {
    super(handle, library.clReleaseKernel);
    this.library = library;
  }

  /// Sets all arguments, for the launches that follow.
  ///
  /// @param arguments [OpenClBuffer]s, [Integer]s, [Long]s, [Float]s and [Double]s as the kernel
  ///   declares them
  OpenClKernel with(Object... arguments) {
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < arguments.length; i++) {
        MemorySegment value =
            switch (arguments[i]) {
              case OpenClBuffer buffer ->
                  arena.allocateFrom(ValueLayout.JAVA_LONG, buffer.handle());
              case Integer number -> arena.allocateFrom(ValueLayout.JAVA_INT, number);
              case Long number -> arena.allocateFrom(ValueLayout.JAVA_LONG, number);
              case Float number -> arena.allocateFrom(ValueLayout.JAVA_FLOAT, number);
              case Double number -> arena.allocateFrom(ValueLayout.JAVA_DOUBLE, number);
              default -> throw new IllegalArgumentException("no argument: " + arguments[i]);
            };
        OpenClException.check(
            library.clSetKernelArg,
            library.clSetKernelArg.asInt(handle(), i, value.byteSize(), value));
      }
    }
    return this;
  }
}
