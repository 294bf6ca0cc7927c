package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Holds what the command line says against the corpus in this test's resources, byte for byte but
/// for [CorpusMasks].
///
/// `mvn test -pl cli -am -Dtest=CommandLineCorpusTest -Dsurefire.failIfNoSpecifiedTests=false
/// -Dcorpus=write` runs every command of the corpus and writes down what it says now: to be read as
/// a diff before it is checked in. A new case is its `$` line; that command writes the rest.
///
/// [CorpusCase] says how a case is written, [CorpusShell] how it is run.
class CommandLineCorpusTest {

  private static final String WRITE = "write";

  /// Below this many commands something was lost.
  private static final int FEWEST = 150;

  private static final int CONTEXT = 2;

  private static final String ANSI = "picocli.ansi";

  @BeforeAll
  static void noColours() {
    System.setProperty(ANSI, "false");
    System.setProperty("java.awt.headless", "true");
  }

  @AfterAll
  static void coloursAsBefore() {
    System.clearProperty(ANSI);
  }

  @TestFactory
  Stream<DynamicContainer> everyCommandSaysWhatItSaid() throws IOException {
    return CorpusFixtures.corpus().stream().map(CommandLineCorpusTest::container);
  }

  private static DynamicContainer container(Path file) {
    String name = String.valueOf(file.getFileName());
    List<CorpusCase> cases = read(file);
    return DynamicContainer.dynamicContainer(
        name,
        WRITE.equals(System.getProperty("corpus"))
            ? Stream.of(DynamicTest.dynamicTest("write " + name, () -> write(file, cases)))
            : cases.stream()
                .filter(each -> !each.commands().isEmpty())
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> check(name, each))));
  }

  private static List<CorpusCase> read(Path file) {
    try {
      return CorpusCase.parse(Files.readString(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CorpusCase rerun(CorpusCase expected) throws IOException {
    CorpusCase now = expected.rerun();
    return now == null ? ExternalTool.missing("no fonts for Java to draw with") : now;
  }

  private static void check(String file, CorpusCase expected) throws IOException {
    CorpusCase now = rerun(expected);
    if (!now.equals(expected)) {
      fail(
          file
              + ": "
              + expected.name()
              + "\n"
              + String.join("\n", difference(expected.lines(), now.lines()))
              + "\n(-Dcorpus=write accepts all that the commands say now)");
    }
  }

  private static void write(Path file, List<CorpusCase> cases) throws IOException {
    List<String> written = new ArrayList<>();
    for (CorpusCase each : cases) {
      written.add(String.join("\n", rerun(each).lines()) + "\n");
    }
    Files.writeString(file, String.join("\n", written));
  }

  /// The lines that were (`-`) and are (`+`), between the first and the last that differ.
  private static List<String> difference(List<String> expected, List<String> actual) {
    int shorter = Math.min(expected.size(), actual.size());
    int head = 0;
    while (head < shorter && expected.get(head).equals(actual.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && expected.get(expected.size() - 1 - tail).equals(actual.get(actual.size() - 1 - tail))) {
      tail++;
    }
    List<String> lines = new ArrayList<>();
    expected.subList(Math.max(0, head - CONTEXT), head).forEach(line -> lines.add("  " + line));
    expected.subList(head, expected.size() - tail).forEach(line -> lines.add("- " + line));
    actual.subList(head, actual.size() - tail).forEach(line -> lines.add("+ " + line));
    expected
        .subList(
            expected.size() - tail, Math.min(expected.size(), expected.size() - tail + CONTEXT))
        .forEach(line -> lines.add("  " + line));
    return lines;
  }

  private static List<List<String>> commands() throws IOException {
    return CorpusFixtures.corpus().stream()
        .flatMap(file -> read(file).stream())
        .flatMap(each -> each.commands().stream())
        .map(CorpusShell::words)
        .toList();
  }

  @Test
  void thereAreManyCommands() throws IOException {
    assertTrue(commands().size() >= FEWEST, () -> "at least " + FEWEST);
  }

  /// One is singular: "1 decimals", "1 to 1 rows".
  @Test
  void oneIsSingular() throws IOException {
    Pattern plural =
        Pattern.compile("(?<![\\w.,-])1 (?!seconds|is\\b|has\\b|times\\b)[a-z]+[^su\\W]s\\b");
    assertEquals(
        List.of(),
        CorpusFixtures.corpus().stream()
            .flatMap(file -> read(file).stream())
            .flatMap(each -> each.lines().stream())
            .filter(line -> line.startsWith("|") || line.startsWith("!"))
            .filter(line -> plural.matcher(line).find())
            .toList());
  }

  /// But for those that a machine decides, such as that a backend is not available.
  @Test
  void everyExitStatusOccurs() throws IOException {
    Set<String> found =
        CorpusFixtures.corpus().stream()
            .flatMap(file -> read(file).stream())
            .flatMap(each -> each.lines().stream())
            .filter(line -> line.matches("= \\d+"))
            .map(line -> line.substring(2))
            .collect(Collectors.toCollection(TreeSet::new));
    assertTrue(found.containsAll(Set.of("0", "1", "2", "3")), found::toString);
  }

  /// Names of options, and values where an option or argument has a list of them.
  @Test
  void everyOptionOfEveryCommandOccursWithEveryChoice() throws IOException {
    Set<String> missing = new TreeSet<>();
    CommandLine all = Main.commandLine();
    Set<String> names = all.getSubcommands().keySet();
    missing(
        all,
        commands().stream()
            .map(words -> words.stream().skip(1).takeWhile(word -> !names.contains(word)).toList())
            .toList(),
        missing);
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              try {
                missing(command, commandsOf(name), missing);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertEquals("", String.join("\n", missing));
  }

  private static List<List<String>> commandsOf(String name) throws IOException {
    return commands().stream()
        .filter(words -> words.size() > 1 && words.get(1).equals(name))
        .map(words -> words.subList(2, words.size()))
        .toList();
  }

  private static void missing(CommandLine command, List<List<String>> runs, Set<String> missing) {
    Set<String> words = new HashSet<>();
    for (List<String> run : runs) {
      for (String word : run) {
        words.add(word);
        words.addAll(List.of(word.split("[=,]", -1)));
      }
    }
    String name = command.getCommandSpec().qualifiedName();
    for (ArgSpec argument : command.getCommandSpec().args()) {
      if (argument instanceof OptionSpec option) {
        Stream.of(option.names())
            .filter(each -> !words.contains(each))
            .forEach(each -> missing.add(name + " " + each));
      }
      Iterable<String> choices = argument.completionCandidates();
      if (choices != null) {
        for (String choice : choices) {
          if (!words.contains(choice)) {
            missing.add(name + " " + argument.paramLabel() + ": " + choice);
          }
        }
      }
    }
  }
}
