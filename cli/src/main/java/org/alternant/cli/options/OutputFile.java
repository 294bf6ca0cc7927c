package org.alternant.cli.options;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
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

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to FILE instead of standard output.")
  private @Nullable Path file;

  @Option(names = "--force", description = "Overwrite FILE if it exists.")
  private boolean force;

  /// Whether a file is written, and not standard output.
  public boolean isFile() {
    return file != null;
  }

  /// The file to write; null for standard output.
  public @Nullable Path file() {
    return file;
  }

  /// Fails early, before any work, where the file must not be overwritten.
  public void check() {
    if (file != null && !force && Files.exists(file)) {
      throw exists(file);
    }
  }

  /// Writes the bytes through a temporary file beside the target, so that nobody ever sees half of
  /// them.
  public void write(byte[] content) throws BadInput, IOException {
    if (file == null) {
      Output.utf8(spec, content);
      return;
    }
    if (Files.isDirectory(file)) {
      throw new BadInput(file + ": is a directory; name a file in it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInput(file + ": there is no directory " + folder + " to write to");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, content);
      return;
    }
    try {
      writeThroughTemporary(file, folder, content);
    } catch (FileAlreadyExistsException e) {
      throw exists(file);
    } catch (IOException e) {
      throw new BadInput("cannot write " + file + ": " + Errors.describe(e));
    }
  }

  private void writeThroughTemporary(Path target, Path folder, byte[] content) throws IOException {
    // Not by createTempFile: its files are for their owner only, and so would the target be.
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      Files.write(temporary, content, StandardOpenOption.CREATE_NEW);
      if (force) {
        Files.move(
            temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(temporary, target);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private ParameterException exists(Path target) {
    return new ParameterException(spec.commandLine(), target + " exists; --force overwrites it");
  }
}
