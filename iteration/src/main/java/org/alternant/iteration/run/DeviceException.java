package org.alternant.iteration.run;

import java.io.Serial;

/// A call of a device's library failed: out of memory, a lost device, an operation the device does
/// not have. The message names call and status.
public abstract class DeviceException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Creates the exception.
  ///
  /// @param message what was called and what it returned
  protected DeviceException(String message) {
    super(message);
  }
}
