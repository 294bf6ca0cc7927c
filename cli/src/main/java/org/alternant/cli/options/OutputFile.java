package org.alternant.cli.options;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.text.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Where a command writes its result: a file, whole or not at all, or standard output.
public final class OutputFile {

  /// As a FILE.
  public static final Path STANDARD_OUTPUT = Path.of("-");

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write, whole or not at all; - or /dev/stdout is standard output, if the"
              + " command prints nothing else there.")
  private @Nullable Path file;

  @Option(names = "--force", description = "Overwrite FILE if it exists.")
  private boolean force;

  /// Whether a file is written, and not standard output, by whatever name.
  public boolean isFile() {
    return file != null && !isStandardOutput(file);
  }

  private static boolean isStandardOutput(Path file) {
    try {
      return file.equals(STANDARD_OUTPUT) || WholeFile.named(file).isStandardOutput();
    } catch (IOException e) {
      // Which [#check] will say.
      return false;
    }
  }

  /// Whether what is written has no name of its own that could end in something: standard output,
  /// another open descriptor, a pipe or a device.
  public boolean isStream() {
    try {
      return file != null && (!isFile() || WholeFile.named(file).isWrittenAsItIs());
    } catch (IOException e) {
      // Nothing can be written there, which [#check] will say.
      return true;
    }
  }

  /// What was named; null where nothing was.
  public @Nullable Path file() {
    return file;
  }

  /// Whether files are overwritten.
  public boolean force() {
    return force;
  }

  /// Fails early, before any work, where the file cannot be written or must not be overwritten.
  public void check() throws BadInput {
    Companions.require(spec, "--force", "-o");
    checkFile();
  }

  /// The same where --force is for something else too.
  ///
  /// @param other the option that names it
  public void checkBeside(String other) throws BadInput {
    Companions.require(spec, "--force", "-o", other);
    checkFile();
  }

  private void checkFile() throws BadInput {
    if (file != null && isFile()) {
      try {
        check(WholeFile.named(file), file);
      } catch (IOException e) {
        throw cannotWrite(file, e);
      }
    }
  }

  private void check(WholeFile target, Path named) throws BadInput, IOException {
    if (Files.isDirectory(target.path())) {
      throw new BadInput(named + ": is a directory; name a file in it");
    }
    if (!Files.isDirectory(target.folder())) {
      throw new BadInput(named + ": there is no directory " + target.folder() + " to write to");
    }
    if (target.isPresent() && !force) {
      throw exists(named);
    }
    if (!target.isWrittenAsItIs() && !Files.isWritable(target.folder())) {
      throw new BadInput(
          "cannot write "
              + named
              + ": no file can be made in "
              + target.folder()
              + "; name one in another directory");
    }
  }

  /// Writes the bytes so that nobody ever sees half of them.
  public void write(byte[] content) throws BadInput, IOException {
    if (file == null || !isFile()) {
      Output.bytes(spec, content);
      return;
    }
    checkFile();
    try {
      WholeFile.named(file).write(content, force);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private static BadInput cannotWrite(Path file, IOException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "no file can be made in its folder; name one in another"
            : Errors.reason(e);
    return new BadInput("cannot write " + file + ": " + reason);
  }

  private ParameterException exists(Path target) {
    return new ParameterException(spec.commandLine(), target + " exists; --force overwrites it");
  }
}
