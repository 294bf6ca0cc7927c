package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A program in which an export is run. Where it is missing, the test is skipped with a printed
/// reason; with `-Dexternal=required` it fails.
final class ExternalTool {

  private static final long TIME_LIMIT_SECONDS = 300;

  private final Path program;

  private ExternalTool(Path program) {
    this.program = program;
  }

  /// How a program ended.
  record Ended(int status, String out, String err) {}

  /// Finds a program on the PATH; ends the test where there is none.
  static ExternalTool named(String name) {
    Optional<ExternalTool> tool = find(name);
    return tool.isPresent() ? tool.get() : missing("no program named " + name + " on the PATH");
  }

  /// Finds a program on the PATH.
  static Optional<ExternalTool> find(String name) {
    return all(name).stream().findFirst();
  }

  /// What Java needs of the system to draw text; ends the test where it is missing.
  static void requireFonts() {
    System.setProperty("java.awt.headless", "true");
    FigureStyle.missingFonts().ifPresent(reason -> missing("no fonts for Java: " + reason));
  }

  /// A program that was just built.
  static ExternalTool at(Path program) {
    return new ExternalTool(program);
  }

  /// A Python that has a module; ends the test where there is none.
  static ExternalTool pythonWith(String module) throws IOException, InterruptedException {
    Optional<ExternalTool> python = findPythonWith(module);
    return python.isPresent() ? python.get() : missing("no Python with " + module);
  }

  /// A Python that has a module: the first on the PATH that has, or Debian's.
  static Optional<ExternalTool> findPythonWith(String module)
      throws IOException, InterruptedException {
    List<ExternalTool> interpreters = new ArrayList<>(all("python3"));
    interpreters.add(new ExternalTool(Path.of("/usr/bin/python3")));
    for (ExternalTool python : interpreters) {
      Path folder = Files.createTempDirectory("python");
      if (Files.isExecutable(python.program)
          && python.end(folder, "-c", "import " + module).status() == 0) {
        return Optional.of(python);
      }
    }
    return Optional.empty();
  }

  private static List<ExternalTool> all(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .map(folder -> Path.of(folder, name))
        .filter(program -> Files.isExecutable(program) && Files.isRegularFile(program))
        .map(ExternalTool::new)
        .toList();
  }

  private static ExternalTool missing(String reason) {
    if ("required".equals(System.getProperty("external"))) {
      fail(reason + ", and -Dexternal=required");
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /// Runs the program to its end and requires that it succeeds.
  ///
  /// @param folder where it runs
  /// @return what it printed on standard output
  String run(Path folder, String... arguments) throws IOException, InterruptedException {
    Ended ended = end(folder, arguments);
    assertEquals(0, ended.status(), () -> program + ": " + ended.out() + ended.err());
    return ended.out();
  }

  /// Runs the program to its end.
  Ended end(Path folder, String... arguments) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      assertTrue(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS), "timed out: " + command);
    } finally {
      process.destroyForcibly();
    }
    return new Ended(process.exitValue(), read(out), read(err));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
