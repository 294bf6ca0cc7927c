package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The list of conditions and exit statuses in docs/COMMANDS.md is what happens, and the statuses
/// are those of the help.
class ExitStatusesTest {

  private static final Path PAGE = Path.of("..", "docs", "COMMANDS.md");

  private static final Pattern CONDITION =
      Pattern.compile("(?m)^\\| [^|]+ \\| `((?:[^`|]|\\\\\\|)+)` \\| (\\d+) \\|$");

  private static final Pattern STATUS = Pattern.compile("(?m)^\\| (\\d+) \\| [^|]+ \\|$");

  private static final String DEFECT = "70";

  /// Statuses of which nothing is said on standard error, but for what was asked for.
  private static final Set<Integer> SILENT = Set.of(0, 1);

  private record Condition(String command, int status) {}

  @TempDir private Path folder;

  private static List<Condition> conditions() throws IOException {
    return CONDITION
        .matcher(Files.readString(PAGE))
        .results()
        .map(row -> new Condition(row.group(1).replace("\\|", "|"), Integer.parseInt(row.group(2))))
        .toList();
  }

  @Test
  @Tag("slow")
  void everyConditionHasItsStatusAndAnErrorIsOneLine() throws IOException, InterruptedException {
    ProcessLauncher.write(folder.resolve("alternant"));
    StringBuilder script = new StringBuilder("set -o pipefail\nPATH=.:$PATH\n");
    List<Condition> conditions = conditions();
    for (Condition condition : conditions) {
      script
          .append("rm -f t; (")
          .append(condition.command())
          .append(") 2>err </dev/null >out; echo $? $(wc -l <err)\n");
    }
    List<String> found =
        ExternalTool.named("bash")
            .reading(script.toString())
            .end(folder, "-s")
            .out()
            .lines()
            .toList();
    assertEquals(conditions.size(), found.size());
    for (int i = 0; i < found.size(); i++) {
      Condition condition = conditions.get(i);
      String[] statusAndLines = found.get(i).split(" ", -1);
      assertEquals(condition.status(), Integer.parseInt(statusAndLines[0]), condition.command());
      if (!SILENT.contains(condition.status()) && !condition.command().equals("alternant")) {
        assertEquals("1", statusAndLines[1], condition.command());
      }
    }
  }

  @Test
  void everyStatusHasAConditionAndIsInTheHelp() throws IOException {
    Set<String> statuses =
        STATUS
            .matcher(Files.readString(PAGE))
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(statuses.remove(DEFECT));
    assertEquals(
        statuses,
        conditions().stream()
            .map(condition -> Integer.toString(condition.status()))
            .collect(Collectors.toCollection(TreeSet::new)));
    assertEquals(
        statuses, Main.commandLine().getCommandSpec().usageMessage().exitCodeList().keySet());
  }
}
