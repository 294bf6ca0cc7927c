package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.alternant.cli.status.LostText;
import org.alternant.testing.ExternalTool;
import org.alternant.testing.ExternalTool.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text that Java could not read is refused, and never stored or looked up in pieces.
class LostTextTest {

  private static final String ASCII =
      " cannot be read, as Java expects ANSI_X3.4-1968 here; set LC_ALL=C.UTF-8, or start alternant"
          + " by its launcher\n";

  private static final String NOT_UTF_8 = " is not UTF-8; give text and file names in UTF-8\n";

  @TempDir private Path folder;

  /// Runs in a shell, which types the bytes; `$ALTERNANT` is Java without the launcher.
  private Ended bash(String script) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String program =
        "alternant() { '%s' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '%s' %s \"$@\"; }\n"
            .formatted(java, absolute(System.getProperty("java.class.path")), Main.class.getName());
    return ExternalTool.named("bash").end(folder, "-c", program + script);
  }

  private static String absolute(String classPath) {
    StringBuilder absolute = new StringBuilder();
    for (String entry : classPath.split(":", -1)) {
      absolute.append(absolute.isEmpty() ? "" : ":").append(Path.of(entry).toAbsolutePath());
    }
    return absolute.toString();
  }

  @BeforeEach
  void writeATable() throws IOException {
    Files.writeString(folder.resolve("table.json"), "[[1.5, -0.5]]");
  }

  @Test
  void asciiLocaleRefusesWhatIsLost() throws IOException, InterruptedException {
    String design = "design --degree 3 --steps 1 --lower 0.5 -o t.json ";
    Ended description =
        bash("LC_ALL=C; export LC_ALL; alternant " + design + "--description $'\\303\\242'");
    assertEquals(new Ended(2, "", "alternant: argument 11" + ASCII), description);
    assertFalse(Files.exists(folder.resolve("t.json")));
    Ended name = bash("cp table.json $'t\\303\\242'; LC_ALL=C alternant verify $'t\\303\\242'");
    assertEquals(new Ended(2, "", "alternant: argument 2" + ASCII), name);
  }

  @Test
  void asciiLocaleRefusesAFolderThatIsLost() throws IOException, InterruptedException {
    Ended run =
        bash(
            "mkdir $'\\303\\242' && cd $'\\303\\242' && cp ../table.json . &&"
                + " LC_ALL=C alternant verify table.json");
    assertEquals(new Ended(2, "", "alternant: the name of the current folder" + ASCII), run);
  }

  @Test
  void whatIsNoUtf8IsRefused() throws IOException, InterruptedException {
    Ended run = bash("cp table.json $'t\\342'; LC_ALL=C.UTF-8 alternant verify $'t\\342'");
    assertEquals(new Ended(2, "", "alternant: argument 2" + NOT_UTF_8), run);
  }

  @Test
  void whatArrivesWholeIsTaken() {
    String[] arguments = {"verify", "tâble漢.json", ""};
    assertEquals(Optional.empty(), LostText.find(arguments, "/tmp/â", "UTF-8"));
  }
}
