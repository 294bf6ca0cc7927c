package org.alternant.cli.options;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;

/// A folder that a command fills with files, each whole or not at all, the last of which says what
/// the others are: it is there when all are.
///
/// @param folder which; it is made where it is not there
/// @param force whether it may hold files already, of which those of the same names are overwritten
public record OutputFolder(Path folder, boolean force) {

  /// Fails early, before any work, where nothing can be written or something must not be.
  public void check() throws BadInput {
    try {
      if (!Files.exists(folder)) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isWritable(parent)) {
          throw new BadInput("cannot write " + folder + ": no folder can be made in " + parent);
        }
      } else if (!Files.isDirectory(folder)) {
        throw new BadInput(folder + ": is a file; name a folder");
      } else if (!force && !isEmpty()) {
        throw new BadInput(folder + ": is not empty; --force overwrites files in it");
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /// Writes files.
  ///
  /// @param files by their names
  public void write(SequencedMap<String, byte[]> files) throws BadInput {
    check();
    try {
      if (!Files.exists(folder)) {
        Files.createDirectory(folder);
      }
      // What it says is not true of files that are being overwritten.
      Files.deleteIfExists(folder.resolve(files.lastEntry().getKey()));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        WholeFile.named(folder.resolve(file.getKey())).write(file.getValue(), force);
      }
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  private BadInput cannotWrite(IOException e) {
    return new BadInput("cannot write to " + folder + ": " + Errors.reason(e));
  }
}
