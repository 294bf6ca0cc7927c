package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Path;
import org.alternant.coefficients.text.MessageText;

/// A file of tensors that does not hold what is wanted. The message is one line: file, tensor and
/// reason.
public final class TensorFormatException extends IOException {

  private static final long serialVersionUID = 1;

  private final String reason;

  TensorFormatException(Path file, String reason) {
    super(file + ": " + reason);
    this.reason = reason;
  }

  TensorFormatException(Path file, String tensor, String reason) {
    this(file, "tensor " + MessageText.quote(tensor) + ": " + reason);
  }

  /// The same of a file by another name.
  ///
  /// @param file what the file is called
  /// @return the same reason
  public TensorFormatException in(Path file) {
    TensorFormatException named = new TensorFormatException(file, reason);
    named.setStackTrace(getStackTrace());
    return named;
  }
}
