package org.alternant.iteration.opencl;

import org.alternant.iteration.nativelib.NativeFunction;

/// An object of OpenCL that is owned: closing it releases it, once.
abstract class OpenClObject implements AutoCloseable {

  private static final long CLOSED = 0;

  private final NativeFunction release;
  private long handle;

  OpenClObject(long handle, NativeFunction release) {
    this.handle = handle;
    this.release = release;
  }

  /// The object as the library knows it.
  ///
  /// @throws IllegalStateException if it is closed
  final long handle() {
    if (handle == CLOSED) {
      throw new IllegalStateException(getClass().getSimpleName() + " is closed");
    }
    return handle;
  }

  @Override
  public final void close() {
    if (handle != CLOSED) {
      long released = handle;
      handle = CLOSED;
      OpenClException.check(release, release.asInt(released));
    }
  }
}
