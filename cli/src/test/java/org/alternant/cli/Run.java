package org.alternant.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.alternant.cli.text.StandardOutput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One run of the command line inside the test's process.
public record Run(int status, String out, String err) {

  public static Run of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Run run = into(out, arguments);
    return new Run(run.status, out.toString(StandardCharsets.UTF_8), run.err);
  }

  /// A run with a standard output of its own, which may fail.
  public static Run into(OutputStream sink, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream reported = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(reported, true, StandardCharsets.UTF_8));
      int status = Main.run(new StandardOutput(sink, () -> false), arguments);
      return new Run(status, "", reported.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  public static Run withInput(byte[] input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      return of(arguments);
    } finally {
      System.setIn(before);
    }
  }

  public static Run withInput(String input, String... arguments) {
    return withInput(input.getBytes(StandardCharsets.UTF_8), arguments);
  }

  public JsonNode json() {
    return JsonMapper.builder().build().readTree(out);
  }
}
