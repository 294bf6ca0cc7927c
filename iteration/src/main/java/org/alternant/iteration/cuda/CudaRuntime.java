package org.alternant.iteration.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// libcudart with types.
final class CudaRuntime {

  /// `cudaDevAttrComputeCapabilityMajor` and `…Minor` in `driver_types.h`.
  private static final int COMPUTE_CAPABILITY_MAJOR = 75;

  private static final int COMPUTE_CAPABILITY_MINOR = 76;

  /// `cudaStreamNonBlocking`: the stream does not wait for work of others on the default stream.
  private static final int NON_BLOCKING = 1;

  /// More than `struct cudaDeviceProp` has in any version; it begins with the device's name.
  private static final int DEVICE_PROPERTIES_BYTES = 8192;

  private static final int DEVICE_NAME_BYTES = 256;

  private final CudartFunctions functions;
  private final StatusCalls calls;

  CudaRuntime(CudartFunctions functions) {
    this.functions = functions;
    calls = new StatusCalls(functions.getErrorName, functions.getErrorString);
  }

  /// A device.
  ///
  /// @param index as `cudaSetDevice` counts them
  /// @param name of the product
  /// @param major of its compute capability
  /// @param minor of its compute capability
  record Device(int index, String name, int major, int minor) {}

  CudartFunctions functions() {
    return functions;
  }

  StatusCalls calls() {
    return calls;
  }

  int version() {
    return calls.number(functions.runtimeGetVersion);
  }

  /// The newest CUDA that the driver supports; 0 where there is no driver.
  int driverVersion() {
    return calls.number(functions.driverGetVersion);
  }

  int deviceCount() {
    return calls.number(functions.getDeviceCount);
  }

  Device device(int index) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment properties = arena.allocate(DEVICE_PROPERTIES_BYTES, Long.BYTES);
      calls.call(functions.getDeviceProperties, properties, index);
      String name = properties.asSlice(0, DEVICE_NAME_BYTES).getString(0);
      return new Device(
          index,
          name,
          calls.number(functions.deviceGetAttribute, COMPUTE_CAPABILITY_MAJOR, index),
          calls.number(functions.deviceGetAttribute, COMPUTE_CAPABILITY_MINOR, index));
    }
  }

  /// Makes later calls of this thread act on a device.
  void use(Device device) {
    calls.call(functions.setDevice, device.index());
  }

  /// Memory of the device, with anything in it.
  DeviceMemory allocate(long bytes) {
    return new DeviceMemory(calls.make(functions.malloc, functions.free, bytes), bytes);
  }

  CudaStream stream() {
    return new CudaStream(
        this, calls.make(functions.streamCreate, functions.streamDestroy, NON_BLOCKING));
  }

  /// A moment on a stream's clock.
  Handle event() {
    return calls.make(functions.eventCreate, functions.eventDestroy);
  }

  /// The time between two recorded events, in seconds.
  double secondsBetween(Handle begun, Handle ended) {
    calls.call(functions.eventSynchronize, ended.value());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment milliseconds = arena.allocate(ValueLayout.JAVA_FLOAT);
      calls.call(functions.eventElapsedTime, milliseconds, begun.value(), ended.value());
      return milliseconds.get(ValueLayout.JAVA_FLOAT, 0) * 1e-3;
    }
  }
}
