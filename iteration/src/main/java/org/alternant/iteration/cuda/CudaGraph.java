package org.alternant.iteration.cuda;

/// Recorded operations that the device runs without the host in between.
final class CudaGraph implements AutoCloseable {

  private final CudaRuntime runtime;
  private final Resources resources = new Resources();
  private final Handle executable;

  /// @param graph what was recorded, now owned by this object
  CudaGraph(CudaRuntime runtime, Handle graph) {
    this.runtime = runtime;
    resources.own(graph);
    CudartFunctions functions = runtime.functions();
    try {
      executable =
          resources.own(
              runtime
                  .calls()
                  .make(
                      functions.graphInstantiate,
                      functions.graphExecDestroy,
                      graph.value(),
                      0L)); // no flags
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  void launch(CudaStream stream) {
    runtime.calls().call(runtime.functions().graphLaunch, executable.value(), stream.value());
  }

  @Override
  public void close() {
    resources.close();
  }
}
