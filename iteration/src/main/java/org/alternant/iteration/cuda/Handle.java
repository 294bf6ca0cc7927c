package org.alternant.iteration.cuda;

import org.alternant.iteration.nativelib.NativeFunction;

/// An object made by a library, destroyed exactly once.
final class Handle implements AutoCloseable {

  private final StatusCalls calls;
  private final long value;
  private final NativeFunction destroy;
  private boolean closed;

  Handle(StatusCalls calls, long value, NativeFunction destroy) {
    this.calls = calls;
    this.value = value;
    this.destroy = destroy;
  }

  /// The library's handle.
  ///
  /// @throws IllegalStateException if it was destroyed
  long value() {
    if (closed) {
      throw new IllegalStateException("closed: " + destroy.name() + " was called");
    }
    return value;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      calls.call(destroy, value);
    }
  }
}
