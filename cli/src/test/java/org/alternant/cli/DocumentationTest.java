package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What README and `docs/` show is what happens.
///
/// In code blocks a line that begins with `$` is typed into a shell, those below it are what comes
/// out, where `...` stands for any lines. The commands of a page run one after the other in one
/// folder. A command without a `$`, in a block or between backticks, runs as well, and has to end
/// with status 0, unless it is a synopsis with brackets; `TABLE` and `FILE…` stand for a table and
/// a matrix. A `java` block is a program; the block after it is what it prints.
class DocumentationTest {

  private static final Path ROOT = Path.of("..");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
  private static final Pattern INLINE = Pattern.compile("`(\\./alternant [^`]+)`");

  /// Between the outputs of two commands.
  private static final String MARK = "=== next command ===";

  @TempDir private Path folder;

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    pages.add(ROOT.resolve("exports/EXPORTS.md"));
    return pages.stream();
  }

  private record Shown(String command, String output) {}

  @ParameterizedTest
  @MethodSource("pages")
  void commandsDoWhatIsShown(Path page) throws IOException, InterruptedException {
    List<Shown> shown = commands(Files.readString(page));
    if (shown.isEmpty()) {
      return;
    }
    List<String> outputs = run(shown);
    for (int i = 0; i < shown.size(); i++) {
      String expected = shown.get(i).output();
      String found = outputs.get(i);
      assertTrue(
          agrees(expected, found),
          page + ": $ " + shown.get(i).command() + "\nshown:\n" + expected + "\nfound:\n" + found);
    }
  }

  private static List<Shown> commands(String page) {
    List<Shown> shown = new ArrayList<>();
    String prose =
        BLOCK
            .matcher(page)
            .replaceAll(
                block -> {
                  if (block.group(1).isEmpty()) {
                    shown.addAll(ofBlock(block.group(2)));
                  }
                  return "";
                });
    INLINE
        .matcher(prose)
        .results()
        .map(MatchResult::group)
        .map(code -> code.substring(1, code.length() - 1))
        .filter(code -> !code.contains("COMMAND") && !code.contains("["))
        .forEach(code -> shown.add(succeeds(code)));
    return shown;
  }

  private static List<Shown> ofBlock(String block) {
    List<Shown> shown = new ArrayList<>();
    for (String part : Pattern.compile("\n\\$ ").splitAsStream("\n" + block).toList()) {
      int end = part.indexOf('\n');
      if (part.startsWith("\n") || part.isBlank()) {
        part.lines().filter(l -> l.startsWith("./alternant")).forEach(l -> shown.add(succeeds(l)));
      } else {
        shown.add(new Shown(part.substring(0, end < 0 ? part.length() : end), rest(part, end)));
      }
    }
    return shown;
  }

  private static String rest(String part, int end) {
    return end < 0 ? "" : part.substring(end + 1).strip();
  }

  /// A command of which only success is said.
  private static Shown succeeds(String command) {
    String typed =
        command
            .replaceFirst(" #.*", "")
            .replaceFirst(" && .*", "")
            .replace("TABLE…", "nanochat-5 jordan-5")
            .replace("TABLE", "nanochat-5")
            .replace("FILE…", "benchmarks/data/momentum-w1-step400.npy")
            .replace("X.npy", "benchmarks/data/momentum-w1-step400.npy");
    return new Shown(typed + " > of-one-command 2>&1 || cat of-one-command", "");
  }

  private List<String> run(List<Shown> shown) throws IOException, InterruptedException {
    ExternalTool bash = ExternalTool.named("bash");
    List<Path> links = new ArrayList<>();
    for (String part : List.of("coefficients", "benchmarks")) {
      links.add(Files.createSymbolicLink(folder.resolve(part), ROOT.resolve(part).toRealPath()));
    }
    StringBuilder script = new StringBuilder("exec 2>&1\nset -o pipefail\n");
    ProcessLauncher.write(folder.resolve("alternant"));
    for (Shown one : shown) {
      script.append(one.command()).append("\ns=$?; echo '").append(MARK).append("'; (exit $s)\n");
    }
    String out = bash.reading(script.toString()).end(folder, "-s").out();
    // JUnit warns where it deletes a link.
    for (Path link : links) {
      Files.delete(link);
    }
    return Stream.of(out.split(MARK + "\n", -1)).map(String::strip).toList();
  }

  /// Whether an output is what is shown, line by line.
  private static boolean agrees(String shown, String found) {
    StringBuilder pattern = new StringBuilder();
    for (String line : shown.lines().toList()) {
      pattern.append(
          line.strip().equals("...") ? "(?:.*\n)*?" : Pattern.quote(line.stripTrailing()) + " *\n");
    }
    return Pattern.matches(shown.isEmpty() ? "\n?" : pattern.toString(), found + "\n");
  }

  private static final Pattern JAVA =
      Pattern.compile("(?ms)^```java\\n(.*?)^```$(?:\\s*^```\\n(.*?)^```$)?");

  @ParameterizedTest
  @MethodSource("pages")
  void programsPrintWhatIsShown(Path page) throws IOException, InterruptedException {
    int count = 0;
    for (MatchResult block : JAVA.matcher(Files.readString(page)).results().toList()) {
      Path program = folder.resolve("Example" + ++count + ".java");
      Files.writeString(program, block.group(1));
      ExternalTool java = ExternalTool.at(Path.of(System.getProperty("java.home"), "bin", "java"));
      String printed =
          java.run(
              folder,
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              program.getFileName().toString());
      String shown = block.group(2) == null ? "" : block.group(2).strip();
      if (!agrees(shown, printed.strip())) {
        assertEquals(shown, printed.strip(), () -> page + ": program " + program.getFileName());
      }
    }
  }

  @Test
  void dotsStandForAnyLines() {
    assertTrue(agrees("a\n...\nd", "a\nb\nc\nd"));
    assertTrue(agrees("...\nd", "d"));
    assertTrue(!agrees("a\n...\nd", "a\nb"));
    assertTrue(!agrees("a", "a\nb"));
    assertTrue(!agrees("", "b"));
  }

  @Test
  void commandsAreFound() throws IOException {
    assertTrue(commands(Files.readString(ROOT.resolve("README.md"))).size() > 10);
  }
}
