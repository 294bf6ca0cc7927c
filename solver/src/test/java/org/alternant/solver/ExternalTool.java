package org.alternant.solver;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program that a test asks for a second opinion. Where it is missing, the test is skipped with a
/// printed reason; with `-Dexternal=required` it fails.
final class ExternalTool {

  private static final long TIME_LIMIT_SECONDS = 300;

  private final Path program;

  private ExternalTool(Path program) {
    this.program = program;
  }

  /// Finds a program on the PATH; ends the test where there is none.
  static ExternalTool named(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        return new ExternalTool(program);
      }
    }
    String reason = "no program named " + name + " on the PATH";
    if ("required".equals(System.getProperty("external"))) {
      fail(reason + ", and -Dexternal=required");
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /// Runs the program to its end.
  ///
  /// @param folder where its input and output are kept
  /// @param input what it reads from standard input
  /// @return what it printed on standard output; on standard error it prints nothing
  String run(Path folder, String input, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS), "timed out: " + command);
    } finally {
      process.destroyForcibly();
    }
    assertTrue(Files.size(err) == 0, () -> read(err));
    return read(out);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
