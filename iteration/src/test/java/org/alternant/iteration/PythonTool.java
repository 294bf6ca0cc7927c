package org.alternant.iteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A Python that has a module. Where there is none, the test is skipped with a printed reason; with
/// `-Dexternal=required` it fails.
final class PythonTool {

  private static final long TIME_LIMIT_SECONDS = 300;

  /// Looks for a module without loading it.
  private static final String PROBE =
      "import importlib.util, sys; sys.exit(importlib.util.find_spec(sys.argv[1]) is None)";

  private final Path program;

  private PythonTool(Path program) {
    this.program = program;
  }

  /// Looks in the folders of the PATH and then in /usr/bin: a distribution's modules are for its
  /// own Python, which may be hidden behind another one.
  static PythonTool with(String module, Path folder) throws IOException, InterruptedException {
    List<String> places =
        new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)));
    places.add("/usr/bin");
    for (String place : places) {
      Path program = Path.of(place, "python3");
      if (Files.isExecutable(program) && Files.isRegularFile(program)) {
        PythonTool python = new PythonTool(program);
        if (python.exitStatus(folder, "", List.of("-c", PROBE, module)) == 0) {
          return python;
        }
      }
    }
    String reason = "no python3 on the PATH or in /usr/bin has the module " + module;
    if ("required".equals(System.getProperty("external"))) {
      fail(reason + ", and -Dexternal=required");
    }
    System.out.println("Skipped: " + reason);
    return Assumptions.abort(reason);
  }

  /// Runs a script to its end.
  ///
  /// @param folder where its input and output are kept
  /// @param input what it reads from standard input
  /// @return what it printed on standard output
  String run(Path folder, String input, Path script) throws IOException, InterruptedException {
    int status = exitStatus(folder, input, List.of(script.toString()));
    assertEquals(0, status, Files.readString(folder.resolve("err")));
    return Files.readString(folder.resolve("out"));
  }

  private int exitStatus(Path folder, String input, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectInput(Files.writeString(folder.resolve("in"), input).toFile())
            .redirectOutput(folder.resolve("out").toFile())
            .redirectError(folder.resolve("err").toFile())
            .start();
    try {
      assertTrue(process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS), "timed out: " + command);
    } finally {
      process.destroyForcibly();
    }
    return process.exitValue();
  }
}
