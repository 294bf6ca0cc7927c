package org.alternant.cli.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The options of all commands in a folder of one small file each.
///
/// To read annotations, picocli makes classes and calls them by reflection, interpreted: it takes
/// longer than everything else in a short command together. So the launcher has written once, after
/// a build, what the annotations say, and every start reads that instead. Without the folder, and
/// where help or the version is asked for, annotations are read as ever.
public final class CommandModels {

  /// The system property that names the folder.
  public static final String PROPERTY = "alternant.models";

  private static final String ROOT = "alternant";

  private CommandModels() {}

  /// Writes what the annotations say.
  ///
  /// @param all the command line with all commands
  /// @param folder where to
  /// @throws IOException if a file cannot be written
  public static void write(CommandLine all, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(all.getCommandSpec(), folder.resolve(ROOT));
    for (CommandLine command : all.getSubcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      if (spec.userObject() != null) {
        write(spec, folder.resolve(spec.name()));
      }
    }
  }

  private static void write(CommandSpec spec, Path file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CommandModel.of(spec).write(new DataOutputStream(bytes));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    Files.write(file, bytes.toByteArray());
  }

  /// A command line of one command, where it is known and annotations are not needed.
  ///
  /// @param main what has the options of all commands
  /// @param command the command's class
  /// @param name its name
  /// @param arguments what was typed
  /// @return empty where annotations have to be read
  public static Optional<CommandLine> find(
      Object main, Class<?> command, String name, List<String> arguments) {
    String folder = System.getProperty(PROPERTY);
    if (folder == null || arguments.stream().anyMatch(CommandModels::mayAskForHelp)) {
      return Optional.empty();
    }
    CommandModel root = read(Path.of(folder, ROOT));
    CommandModel model = read(Path.of(folder, name));
    if (root == null || model == null) {
      return Optional.empty();
    }
    try {
      CommandSpec spec = root.spec(main);
      spec.addSubcommand(name, model.spec(CommandModel.made(command)));
      return Optional.of(new CommandLine(spec));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // They are of another build, or damaged, which picocli and Java tell in many ways.
      return Optional.empty();
    }
  }

  private static @Nullable CommandModel read(Path file) {
    if (!Files.isRegularFile(file)) {
      return null;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return CommandModel.read(in);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /// Short options may be written together.
  private static boolean mayAskForHelp(String argument) {
    return argument.equals("--help")
        || argument.equals("--version")
        || (argument.startsWith("-")
            && !argument.startsWith("--")
            && (argument.contains("h") || argument.contains("V")));
  }
}
