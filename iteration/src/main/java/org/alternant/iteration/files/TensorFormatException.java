package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Path;
import org.alternant.coefficients.text.MessageText;

/// A file of tensors that does not hold what is wanted. The message is one line: file, tensor and
/// reason.
public final class TensorFormatException extends IOException {

  private static final long serialVersionUID = 1;

  TensorFormatException(Path file, String reason) {
    super(file + ": " + reason);
  }

  TensorFormatException(Path file, String tensor, String reason) {
    super(file + ": tensor " + MessageText.quote(tensor) + ": " + reason);
  }
}
