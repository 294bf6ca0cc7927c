package org.alternant.iteration.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A queue of work for the device. Work is done in the order in which it was put in, and nothing is
/// certain to be done before [#synchronize].
final class CudaStream implements Resources.Closing, AutoCloseable {

  /// `cudaMemcpyKind`.
  private static final int HOST_TO_DEVICE = 1;

  private static final int DEVICE_TO_HOST = 2;

  /// `cudaStreamCaptureModeThreadLocal`: what other threads do does not disturb the recording.
  private static final int THREAD_LOCAL = 1;

  private final CudaRuntime runtime;
  private final CudartFunctions functions;
  private final StatusCalls calls;
  private final Handle handle;

  CudaStream(CudaRuntime runtime, Handle handle) {
    this.runtime = runtime;
    functions = runtime.functions();
    calls = runtime.calls();
    this.handle = handle;
  }

  long value() {
    return handle.value();
  }

  /// Copies to the device and waits, so that the source may be freed.
  void copy(MemorySegment source, DeviceMemory target) {
    calls.call(
        functions.copyToDevice,
        target.address(),
        source,
        source.byteSize(),
        HOST_TO_DEVICE,
        handle.value());
    synchronize();
  }

  /// Copies to the host and waits.
  void copy(DeviceMemory source, MemorySegment target) {
    calls.call(
        functions.copyToHost,
        target,
        source.address(),
        target.byteSize(),
        DEVICE_TO_HOST,
        handle.value());
    synchronize();
  }

  /// Waits until everything is done.
  void synchronize() {
    calls.call(functions.streamSynchronize, handle.value());
  }

  /// Records what is put into this stream, without doing it.
  CudaGraph record(Runnable operations) {
    calls.call(functions.streamBeginCapture, handle.value(), THREAD_LOCAL);
    try {
      operations.run();
    } catch (RuntimeException | Error e) {
      abandonRecording(e);
      throw e;
    }
    return new CudaGraph(runtime, endRecording());
  }

  private Handle endRecording() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment graph = arena.allocate(ValueLayout.JAVA_LONG);
      calls.call(functions.streamEndCapture, handle.value(), graph);
      return new Handle(calls, graph.get(ValueLayout.JAVA_LONG, 0), functions.graphDestroy);
    }
  }

  /// Leaves the stream usable. The failure that ended the recording is the one to report.
  private void abandonRecording(Throwable failure) {
    try (Handle _ = endRecording()) {
      // The recording is of no use.
    } catch (CudaException e) {
      failure.addSuppressed(e);
    }
  }

  /// The device's time for what an action puts into this stream.
  double seconds(Runnable action) {
    try (Handle begun = runtime.event();
        Handle ended = runtime.event()) {
      calls.call(functions.eventRecord, begun.value(), handle.value());
      action.run();
      calls.call(functions.eventRecord, ended.value(), handle.value());
      return runtime.secondsBetween(begun, ended);
    }
  }

  @Override
  public void close() {
    handle.close();
  }
}
