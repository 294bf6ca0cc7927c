package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.alternant.cli.model.CommandModels;
import org.alternant.cli.tables.SolveCommand;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// What is read instead of annotations says the same, so that annotations stay the one place where
/// options are written down.
class CommandModelsTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    CommandModels.write(Main.commandLine(), folder);
  }

  static Stream<CommandLine> commands() {
    return Main.commandLine().getSubcommands().values().stream()
        .filter(command -> !command.getCommandName().equals("generate-completion"));
  }

  private static CommandLine modelled(Class<?> command, String name) {
    System.setProperty(CommandModels.PROPERTY, folder.toString());
    try {
      return CommandModels.find(new Main(), command, name, List.of()).orElseThrow();
    } finally {
      System.clearProperty(CommandModels.PROPERTY);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void argumentsAreThoseOfTheAnnotations(CommandLine annotated) {
    CommandSpec expected = annotated.getCommandSpec();
    CommandSpec found =
        command(modelled(expected.userObject().getClass(), expected.name()), expected.name())
            .getCommandSpec();
    assertEquals(expected.qualifiedName(), found.qualifiedName());
    assertEquals(expected.args().size(), found.args().size());
    assertFalse(found.args().isEmpty());
    for (int i = 0; i < expected.options().size(); i++) {
      assertSameOption(expected.options().get(i), found.options().get(i));
    }
    for (int i = 0; i < expected.positionalParameters().size(); i++) {
      PositionalParamSpec one = expected.positionalParameters().get(i);
      PositionalParamSpec other = found.positionalParameters().get(i);
      assertSameArgument(one, other);
      assertEquals(one.index(), other.index());
      assertEquals(one.initialValue(), other.initialValue());
    }
  }

  private static void assertSameOption(OptionSpec expected, OptionSpec found) {
    assertArrayEquals(expected.names(), found.names());
    assertSameArgument(expected, found);
    assertEquals(expected.usageHelp(), found.usageHelp());
    assertEquals(expected.versionHelp(), found.versionHelp());
    assertEquals(expected.negatable(), found.negatable());
    assertEquals(expected.fallbackValue(), found.fallbackValue());
    // Those of picocli's own have no field.
    if (!expected.usageHelp() && !expected.versionHelp()) {
      assertEquals(expected.initialValue(), found.initialValue());
    }
  }

  private static void assertSameArgument(ArgSpec expected, ArgSpec found) {
    assertEquals(expected.type(), found.type());
    assertArrayEquals(expected.auxiliaryTypes(), found.auxiliaryTypes());
    assertEquals(expected.paramLabel(), found.paramLabel());
    assertEquals(expected.arity(), found.arity());
    assertEquals(expected.arity().isUnspecified(), found.arity().isUnspecified());
    assertEquals(expected.splitRegex(), found.splitRegex());
    assertEquals(expected.defaultValue(), found.defaultValue());
    assertEquals(expected.required(), found.required());
    assertEquals(expected.interactive(), found.interactive());
    assertEquals(expected.scopeType(), found.scopeType());
    assertEquals(expected.inherited(), found.inherited());
    assertEquals(classes(expected), classes(found));
  }

  private static List<Class<?>> classes(ArgSpec argument) {
    return Arrays.<Object>stream(argument.converters()).<Class<?>>map(Object::getClass).toList();
  }

  @Test
  void valuesArriveInTheCommand() {
    CommandLine line = modelled(SolveCommand.class, "solve");
    var parsed = line.parseArgs("solve", "--degree", "5", "--lower=0.5", "--json", "--debug");
    assertEquals(5, (int) parsed.subcommand().matchedOptionValue("--degree", 0));
    assertTrue(parsed.subcommand().hasMatchedOption("--debug"));
    assertSame(SolveCommand.class, command(line, "solve").getCommandSpec().userObject().getClass());
  }

  private static CommandLine command(CommandLine line, String name) {
    return Objects.requireNonNull(line.getSubcommands().get(name), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h", "-V", "--version", "-hV"})
  void whatMayAskForHelpReadsTheAnnotations(String word) {
    System.setProperty(CommandModels.PROPERTY, folder.toString());
    try {
      List<String> words = List.of("solve", word);
      assertTrue(CommandModels.find(new Main(), SolveCommand.class, "solve", words).isEmpty());
    } finally {
      System.clearProperty(CommandModels.PROPERTY);
    }
  }

  @Test
  void withoutTheFolderAnnotationsAreRead() throws IOException {
    assertTrue(CommandModels.find(new Main(), SolveCommand.class, "solve", List.of()).isEmpty());
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.copy(folder.resolve("alternant"), other.resolve("alternant"));
    Files.writeString(other.resolve("solve"), "cut");
    System.setProperty(CommandModels.PROPERTY, other.toString());
    try {
      assertTrue(CommandModels.find(new Main(), SolveCommand.class, "solve", List.of()).isEmpty());
    } finally {
      System.clearProperty(CommandModels.PROPERTY);
    }
  }

  /// Whatever stands in the files, annotations are read instead or the command line is a usable
  /// one.
  @Test
  void damagedModelsAreNoErrors() throws IOException {
    Path other = Files.createDirectory(folder.resolve("damaged"));
    Files.copy(folder.resolve("alternant"), other.resolve("alternant"));
    byte[] whole = Files.readAllBytes(folder.resolve("solve"));
    System.setProperty(CommandModels.PROPERTY, other.toString());
    try {
      for (int place = 0; place < whole.length; place += 7) {
        byte[] damaged = whole.clone();
        damaged[place] ^= (byte) (1 << place % 8);
        Files.write(other.resolve("solve"), damaged);
        CommandModels.find(new Main(), SolveCommand.class, "solve", List.of())
            .ifPresent(line -> assertNotNull(command(line, "solve")));
      }
    } finally {
      System.clearProperty(CommandModels.PROPERTY);
    }
  }
}
