package org.alternant.iteration.cuda;

import java.io.Serial;
import org.alternant.iteration.run.DeviceException;

/// A function of CUDA or cuBLASLt failed.
public final class CudaException extends DeviceException {

  @Serial private static final long serialVersionUID = 1;

  /// The function.
  private final String call;

  /// The status it returned.
  private final int code;

  /// What the library calls that status.
  private final String name;

  /// Names call, status and meaning.
  ///
  /// @param call the C function
  /// @param code the status it returned
  /// @param name the name of that status, such as `cudaErrorMemoryAllocation`
  /// @param description what the library says about it
  public CudaException(String call, int code, String name, String description) {
    super(call + " failed: " + name + " (" + code + "): " + description);
    this.call = call;
    this.code = code;
    this.name = name;
  }

  /// The function that failed.
  ///
  /// @return the C function's name
  public String call() {
    return call;
  }

  /// The status it returned.
  ///
  /// @return not 0
  public int code() {
    return code;
  }

  /// The name of the status.
  ///
  /// @return as in NVIDIA's headers
  public String name() {
    return name;
  }
}
