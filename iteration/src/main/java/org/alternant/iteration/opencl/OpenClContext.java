package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;
import org.alternant.iteration.nativelib.NativeFunction;

/// A device in use: where programs are built, and buffers and queues made.
final class OpenClContext extends OpenClObject {

  private static final long READ_WRITE = 1;
  private static final int PROGRAM_BUILD_LOG = 0x1183;

  private final OpenClLibrary library;
  private final OpenClDevice device;

  private OpenClContext(OpenClDevice device, long handle) {
    super(handle, device.library().clReleaseContext);
    this.library = device.library();
    this.device = device;
  }

  static OpenClContext of(OpenClDevice device) {
    NativeFunction function = device.library().clCreateContext;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment devices = arena.allocateFrom(ValueLayout.JAVA_LONG, device.handle());
      return new OpenClContext(
          device,
          create(
              function,
              status ->
                  function.asLong(
                      MemorySegment.NULL,
                      1,
                      devices,
                      MemorySegment.NULL,
                      MemorySegment.NULL,
                      status)));
    }
  }

  /// Calls a function that returns a new object and leaves its status in the last argument.
  static long create(NativeFunction function, Function<MemorySegment, Long> call) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(ValueLayout.JAVA_INT);
      long handle = call.apply(status);
      OpenClException.check(function, status.get(ValueLayout.JAVA_INT, 0));
      return handle;
    }
  }

  /// A queue that runs one command after the other.
  OpenClQueue queue() {
    NativeFunction function = library.clCreateCommandQueue;
    return new OpenClQueue(
        library,
        create(function, status -> function.asLong(handle(), device.handle(), 0L, status)));
  }

  /// Uninitialised memory.
  ///
  /// @param bytes 1 or more
  OpenClBuffer buffer(long bytes) {
    NativeFunction function = library.clCreateBuffer;
    return new OpenClBuffer(
        library,
        create(
            function,
            status -> function.asLong(handle(), READ_WRITE, bytes, MemorySegment.NULL, status)));
  }

  /// Compiles a program.
  ///
  /// @throws OpenClException with the compiler's log if it does not compile
  OpenClProgram build(String source, String options) {
    OpenClProgram program = new OpenClProgram(library, create(source));
    NativeFunction function = library.clBuildProgram;
    try (Arena arena = Arena.ofConfined()) {
      int code =
          function.asInt(
              program.handle(),
              1,
              arena.allocateFrom(ValueLayout.JAVA_LONG, device.handle()),
              arena.allocateFrom(options),
              MemorySegment.NULL,
              MemorySegment.NULL);
      if (code != StatusCodes.SUCCESS) {
        try (program) {
          throw new OpenClException(function.name(), code, log(program));
        }
      }
      return program;
    }
  }

  private long create(String source) {
    NativeFunction function = library.clCreateProgramWithSource;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sources = arena.allocate(ValueLayout.ADDRESS);
      sources.set(ValueLayout.ADDRESS, 0, arena.allocateFrom(source));
      return create(
          function, status -> function.asLong(handle(), 1, sources, MemorySegment.NULL, status));
    }
  }

  private String log(OpenClProgram program) {
    NativeFunction function = library.clGetProgramBuildInfo;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
      OpenClException.check(
          function,
          function.asInt(
              program.handle(), device.handle(), PROGRAM_BUILD_LOG, 0L, MemorySegment.NULL, size));
      MemorySegment text = arena.allocate(size.get(ValueLayout.JAVA_LONG, 0) + 1);
      OpenClException.check(
          function,
          function.asInt(
              program.handle(),
              device.handle(),
              PROGRAM_BUILD_LOG,
              text.byteSize() - 1,
              text,
              MemorySegment.NULL));
      return text.getString(0).strip();
    }
  }
}
