package org.alternant.iteration.cuda;

/// Memory on the device.
///
/// @param handle its address
/// @param bytes its size
record DeviceMemory(Handle handle, long bytes) implements Resources.Closing, AutoCloseable {

  long address() {
    return handle.value();
  }

  @Override
  public void close() {
    handle.close();
  }
}
