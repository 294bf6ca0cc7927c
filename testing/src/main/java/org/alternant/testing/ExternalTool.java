package org.alternant.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A program that a test runs: for a second opinion, to compile something, or as the runtime for
/// which an export is. Where it is missing, the test is skipped with a printed reason; with
/// `-Dexternal=required` it fails.
public final class ExternalTool {

  private static final Duration TIME_LIMIT = Duration.ofMinutes(5);

  private final Path program;
  private final String input;
  private final Duration timeLimit;

  private ExternalTool(Path program, String input, Duration timeLimit) {
    this.program = program;
    this.input = input;
    this.timeLimit = timeLimit;
  }

  /// How a program ended.
  ///
  /// @param status its exit status
  /// @param out what it printed on standard output
  /// @param err what it printed on standard error
  public record Ended(int status, String out, String err) {}

  /// A program whose place is known, such as one that was just built.
  ///
  /// @param program its file
  /// @return the program
  public static ExternalTool at(Path program) {
    return new ExternalTool(program, "", TIME_LIMIT);
  }

  /// Finds a program on the PATH; ends the test where there is none.
  ///
  /// @param name of its file
  /// @return the first with this name
  public static ExternalTool named(String name) {
    return find(name).orElseGet(() -> missing("no program named " + name + " on the PATH"));
  }

  /// Finds a program on the PATH.
  ///
  /// @param name of its file
  /// @return the first with this name
  public static Optional<ExternalTool> find(String name) {
    return all(name, foldersOfPath()).findFirst();
  }

  /// Finds a Python that has a module; ends the test where there is none.
  ///
  /// @param module its name
  /// @return the first on the PATH that can import it, or else Debian's
  /// @throws IOException if a Python cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public static ExternalTool pythonWith(String module) throws IOException, InterruptedException {
    return findPythonWith(module)
        .orElseGet(() -> missing("no python3 on the PATH or in /usr/bin has the module " + module));
  }

  /// Finds a Python that has a module. A distribution's modules are for its own Python, which may
  /// be hidden behind another one: so /usr/bin is looked into after the PATH.
  ///
  /// @param module its name
  /// @return the first on the PATH that can import it, or else Debian's
  /// @throws IOException if a Python cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public static Optional<ExternalTool> findPythonWith(String module)
      throws IOException, InterruptedException {
    Stream<String> folders = Stream.concat(foldersOfPath(), Stream.of("/usr/bin")).distinct();
    // Python looks for modules in the folder that it runs in too.
    Path empty = Files.createTempDirectory("python");
    try {
      for (ExternalTool python : all("python3", folders).toList()) {
        if (python.end(empty, "-c", "import " + module).status() == 0) {
          return Optional.of(python);
        }
      }
      return Optional.empty();
    } finally {
      Files.delete(empty);
    }
  }

  private static Stream<String> foldersOfPath() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
  }

  private static Stream<ExternalTool> all(String name, Stream<String> folders) {
    return folders
        .map(folder -> Path.of(folder, name).toAbsolutePath())
        .filter(program -> Files.isExecutable(program) && Files.isRegularFile(program))
        .map(ExternalTool::at);
  }

  /// Ends a test that needs what this machine does not have, be it a program, a device or a font:
  /// it is skipped and the reason printed, or it fails where `-Dexternal=required`.
  ///
  /// @param reason what is missing
  /// @param <T> of the value in whose place this stands, as with [Assumptions#abort(String)]
  /// @return never
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public static <T> T missing(String reason) {
    if ("required".equals(System.getProperty("external"))) {
      fail(reason + ", and -Dexternal=required");
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /// The same program with something to read; without, its standard input is empty.
  ///
  /// @param text what it reads from standard input
  /// @return the program
  public ExternalTool reading(String text) {
    return new ExternalTool(program, text, timeLimit);
  }

  /// The same program with another limit than five minutes.
  ///
  /// @param limit how long it may run
  /// @return the program
  public ExternalTool within(Duration limit) {
    return new ExternalTool(program, input, limit);
  }

  /// Runs the program to its end and requires that it succeeds.
  ///
  /// @param folder where it runs
  /// @param arguments of its command line
  /// @return what it printed on standard output
  /// @throws IOException if it cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public String run(Path folder, String... arguments) throws IOException, InterruptedException {
    Ended ended = end(folder, arguments);
    assertEquals(0, ended.status(), () -> program + ": " + ended.out() + ended.err());
    return ended.out();
  }

  /// Runs the program to its end and requires that it succeeds without a word on standard error.
  ///
  /// @param folder where it runs
  /// @param arguments of its command line
  /// @return what it printed on standard output
  /// @throws IOException if it cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public String runQuietly(Path folder, String... arguments)
      throws IOException, InterruptedException {
    Ended ended = end(folder, arguments);
    assertEquals(new Ended(0, ended.out(), ""), ended, program::toString);
    return ended.out();
  }

  /// Runs the program to its end; the test fails where it takes too long.
  ///
  /// @param folder where it runs
  /// @param arguments of its command line
  /// @return how it ended
  /// @throws IOException if it cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public Ended end(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(program.toString()), Stream.of(arguments)).toList();
    // Not in the program's folder, where its own files may have these names.
    Path streams = Files.createTempDirectory("streams");
    Path in = streams.resolve("in");
    Path out = streams.resolve("out");
    Path err = streams.resolve("err");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(Files.writeString(in, input).toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try {
        if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
          fail("not done within " + timeLimit + ": " + command + ": " + read(out) + read(err));
        }
      } finally {
        process.destroyForcibly();
      }
      return new Ended(process.exitValue(), read(out), read(err));
    } finally {
      for (Path path : List.of(in, out, err, streams)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
