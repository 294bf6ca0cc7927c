package org.alternant.iteration.cuda;

/// Recorded operations that the device runs without the host in between.
final class CudaGraph implements AutoCloseable {

  private final CudaRuntime runtime;
  private final Handle executable;

  CudaGraph(CudaRuntime runtime, Handle executable) {
    this.runtime = runtime;
    this.executable = executable;
  }

  void launch(CudaStream stream) {
    runtime.calls().call(runtime.functions().graphLaunch, executable.value(), stream.value());
  }

  @Override
  public void close() {
    executable.close();
  }
}
