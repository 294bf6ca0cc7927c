package org.alternant.iteration.opencl;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;

/// An OpenCL library and what it says about platforms and devices. The constants are those of
/// `CL/cl.h`.
final class OpenCl {

  private static final int PLATFORM_VERSION = 0x0901;
  private static final int PLATFORM_NAME = 0x0902;
  private static final long DEVICE_TYPE_ALL = 0xffffffffL;
  private static final int DEVICE_TYPE = 0x1000;
  private static final long DEVICE_TYPE_CPU = 1 << 1;
  private static final long DEVICE_TYPE_GPU = 1 << 2;
  private static final int DEVICE_MAX_WORK_GROUP_SIZE = 0x1004;
  private static final int DEVICE_LOCAL_MEM_SIZE = 0x1023;
  private static final int DEVICE_AVAILABLE = 0x1027;
  private static final int DEVICE_COMPILER_AVAILABLE = 0x1028;
  private static final int DEVICE_NAME = 0x102b;
  private static final int DRIVER_VERSION = 0x102d;
  private static final int DEVICE_EXTENSIONS = 0x1030;
  private static final int DEVICE_NATIVE_VECTOR_WIDTH_FLOAT = 0x103a;

  private final OpenClLibrary library;

  /// Looks up the library's functions.
  ///
  /// @throws MissingSymbolException if it lacks one of OpenCL 1.2
  OpenCl(NativeLibrary library) {
    this.library = new OpenClLibrary(library);
  }

  OpenClLibrary library() {
    return library;
  }

  /// The platforms, in the library's order.
  ///
  /// @throws OpenClException with [StatusCodes#PLATFORM_NOT_FOUND] if there is none
  long[] platforms() {
    NativeFunction function = library.clGetPlatformIDs;
    return handles(function, call -> function.asInt(call.capacity(), call.values(), call.count()));
  }

  /// The devices of a platform, in its order; there may be none.
  List<OpenClDevice> devices(long platform) {
    List<OpenClDevice> devices = new ArrayList<>();
    for (long device : handles(platform)) {
      devices.add(new OpenClDevice(library, device, properties(platform, device)));
    }
    return devices;
  }

  private long[] handles(long platform) {
    NativeFunction function = library.clGetDeviceIDs;
    try {
      return handles(
          function,
          call ->
              function.asInt(
                  platform, DEVICE_TYPE_ALL, call.capacity(), call.values(), call.count()));
    } catch (OpenClException e) {
      if (e.code() == StatusCodes.DEVICE_NOT_FOUND) {
        return new long[0];
      }
      throw e;
    }
  }

  private DeviceProperties properties(long platform, long device) {
    long type = number(device, DEVICE_TYPE, ValueLayout.JAVA_LONG);
    return new DeviceProperties(
        deviceText(device, DEVICE_NAME),
        text(library.clGetPlatformInfo, platform, PLATFORM_NAME),
        text(library.clGetPlatformInfo, platform, PLATFORM_VERSION),
        deviceText(device, DRIVER_VERSION),
        (type & DEVICE_TYPE_GPU) != 0,
        (type & DEVICE_TYPE_CPU) != 0,
        number(device, DEVICE_AVAILABLE, ValueLayout.JAVA_INT) != 0,
        number(device, DEVICE_COMPILER_AVAILABLE, ValueLayout.JAVA_INT) != 0,
        List.of(deviceText(device, DEVICE_EXTENSIONS).split(" ")).contains("cl_khr_fp64"),
        (int) number(device, DEVICE_NATIVE_VECTOR_WIDTH_FLOAT, ValueLayout.JAVA_INT),
        number(device, DEVICE_LOCAL_MEM_SIZE, ValueLayout.JAVA_LONG),
        number(device, DEVICE_MAX_WORK_GROUP_SIZE, ValueLayout.JAVA_LONG));
  }

  private String deviceText(long device, int property) {
    return text(library.clGetDeviceInfo, device, property);
  }

  private long number(long device, int property, ValueLayout layout) {
    NativeFunction function = library.clGetDeviceInfo;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(layout);
      OpenClException.check(
          function, function.asInt(device, property, layout.byteSize(), value, MemorySegment.NULL));
      return layout.byteSize() == Integer.BYTES
          ? Integer.toUnsignedLong(value.get(ValueLayout.JAVA_INT, 0))
          : value.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  private static String text(NativeFunction function, long object, int property) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(ValueLayout.JAVA_LONG);
      OpenClException.check(
          function, function.asInt(object, property, 0L, MemorySegment.NULL, size));
      MemorySegment text = arena.allocate(size.get(ValueLayout.JAVA_LONG, 0) + 1);
      OpenClException.check(
          function,
          function.asInt(object, property, text.byteSize() - 1, text, MemorySegment.NULL));
      return text.getString(0, StandardCharsets.UTF_8).strip();
    }
  }

  /// The arguments with which a list is asked for.
  private record ListCall(int capacity, MemorySegment values, MemorySegment count) {}

  /// Asks for a list's length, then for the list.
  private static long[] handles(NativeFunction function, ToIntFunction<ListCall> query) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment count = arena.allocate(ValueLayout.JAVA_INT);
      OpenClException.check(function, query.applyAsInt(new ListCall(0, MemorySegment.NULL, count)));
      int length = count.get(ValueLayout.JAVA_INT, 0);
      if (length == 0) {
        return new long[0];
      }
      MemorySegment values = arena.allocate(ValueLayout.JAVA_LONG, length);
      OpenClException.check(function, query.applyAsInt(new ListCall(length, values, count)));
      return values.toArray(ValueLayout.JAVA_LONG);
    }
  }
}
