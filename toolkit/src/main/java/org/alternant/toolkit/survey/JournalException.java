package org.alternant.toolkit.survey;

import java.io.IOException;
import java.nio.file.Path;

/// A file that is no journal of the survey that is made, or cannot be written on. The message is
/// one line: file and reason.
public final class JournalException extends IOException {

  private static final long serialVersionUID = 1;

  JournalException(Path file, String reason) {
    super(file + ": " + reason);
  }
}
