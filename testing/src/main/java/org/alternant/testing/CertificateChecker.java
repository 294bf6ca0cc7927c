package org.alternant.testing;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The stand-alone checker `check_certificate.py`, as it is shipped.
public final class CertificateChecker {

  private static final String SCRIPT = "org/alternant/coefficients/format/check_certificate.py";

  /// Runs the checker on many files in one process: `status line` for each.
  private static final String DRIVER =
      """
      import contextlib, io, runpy, sys
      checker, *files = sys.stdin.read().splitlines()
      for file in files:
          sys.argv, status, out = [checker, file], 0, io.StringIO()
          try:
              with contextlib.redirect_stdout(out):
                  runpy.run_path(checker, run_name="__main__")
          except SystemExit as e:
              status = e.code
          print(status, out.getvalue(), end="")
      """;

  private CertificateChecker() {}

  /// What the checker says about tables.
  ///
  /// @param folder for its files
  /// @param tables the content of the files
  /// @return for each the exit status, a space, and the line that is printed
  /// @throws IOException if Python cannot be started
  /// @throws InterruptedException if the thread is interrupted
  public static List<String> answers(Path folder, List<String> tables)
      throws IOException, InterruptedException {
    Path checker = folder.resolve("check_certificate.py");
    try (InputStream script =
        requireNonNull(CertificateChecker.class.getClassLoader().getResourceAsStream(SCRIPT))) {
      Files.write(checker, script.readAllBytes());
    }
    StringBuilder input = new StringBuilder(checker.toString());
    for (int i = 0; i < tables.size(); i++) {
      Path file = folder.resolve(i + ".json");
      Files.writeString(file, tables.get(i), StandardCharsets.UTF_8);
      input.append('\n').append(file);
    }
    ExternalTool python = ExternalTool.named("python3");
    List<String> answers =
        python.reading(input.toString()).runQuietly(folder, "-c", DRIVER).lines().toList();
    assertEquals(tables.size(), answers.size(), () -> String.join("\n", answers));
    return answers;
  }
}
