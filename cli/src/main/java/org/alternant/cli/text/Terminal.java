package org.alternant.cli.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The terminal that standard error is, or is not.
final class Terminal {

  /// Asks the system, which Java does for standard input and output only. `stty` writes rows and
  /// columns.
  private static final String[] ASK = {"sh", "-c", "test -t 2 && stty size <&2"};

  /// What a terminal that does not know its size, as a serial line, is taken to have.
  private static final int USUAL = 80;

  private Terminal() {}

  /// How many columns it has; 0 where standard error is no terminal. Takes some milliseconds.
  static int columns() {
    try {
      Process asked =
          new ProcessBuilder(ASK).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      asked.getOutputStream().close();
      String answer =
          new String(asked.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      if (!answer.matches("[0-9]{1,5} [0-9]{1,5}")) {
        return 0;
      }
      int columns = Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
      return columns == 0 ? USUAL : columns;
    } catch (IOException e) {
      return 0;
    }
  }
}
