package org.alternant.iteration.opencl;

import java.io.Serial;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.run.DeviceException;

/// A call of OpenCL failed.
public final class OpenClException extends DeviceException {

  @Serial private static final long serialVersionUID = 1;

  private final String call;
  private final int code;

  OpenClException(String call, int code, String details) {
    super(
        call
            + ": "
            + StatusCodes.name(code)
            + " ("
            + code
            + ")"
            + (details.isEmpty() ? "" : ": " + details));
    this.call = call;
    this.code = code;
  }

  /// Throws where a function returned anything but success.
  static void check(NativeFunction function, int code) {
    if (code != StatusCodes.SUCCESS) {
      throw new OpenClException(function.name(), code, "");
    }
  }

  /// What was called.
  ///
  /// @return the C function
  public String call() {
    return call;
  }

  /// What it returned.
  ///
  /// @return a status code, which is not 0
  public int code() {
    return code;
  }
}
