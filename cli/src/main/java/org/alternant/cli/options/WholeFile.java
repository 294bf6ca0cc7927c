package org.alternant.cli.options;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A file that is written whole or not at all: a temporary one beside it takes its place.
///
/// Where a symbolic link was named it is the link's target, which may not exist yet. A file that is
/// replaced leaves its mode, owner and group to its successor; where it has further names (hard
/// links), those keep what was there. Pipes, devices and open descriptors are written as they are.
///
/// @param path what is written: no symbolic link
/// @param isDescriptor whether it is an open file of this process, such as `/dev/stdout`
record WholeFile(Path path, boolean isDescriptor) {

  /// As many links as Linux follows.
  private static final int MOST_LINKS = 40;

  private static final Path DESCRIPTORS = Path.of("/dev/fd");
  private static final String STANDARD_OUTPUT = "1";

  /// Linux: a file for each descriptor, with the flags of `open` in octal.
  private static final Path DESCRIPTOR_FLAGS = Path.of("/proc/self/fdinfo");

  private static final String FLAGS = "flags:";

  /// `O_ACCMODE`, of the last digit; 0 is `O_RDONLY`.
  private static final int ACCESS_MODE = 3;

  private static final Set<PosixFilePermission> FOR_OWNER =
      PosixFilePermissions.fromString("rw-------");

  /// The file that a name means.
  ///
  /// @throws FileSystemLoopException if links lead back to where they came from
  static WholeFile named(Path name) throws IOException {
    Path path = name;
    for (int links = 0; !isDescriptor(path) && Files.isSymbolicLink(path); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(name.toString());
      }
      path = path.resolveSibling(Files.readSymbolicLink(path));
    }
    boolean isDescriptor = isDescriptor(path);
    if (isDescriptor) {
      requireOpenForWriting(path);
    }
    return new WholeFile(path, isDescriptor);
  }

  /// Java has files of its own open, for reading: its libraries. Linux would let them be opened
  /// anew for writing, so that a wrong number would damage one.
  private static void requireOpenForWriting(Path descriptor) throws IOException {
    Path info = DESCRIPTOR_FLAGS.resolve(descriptor.getFileName());
    if (Files.exists(info)) {
      for (String line : Files.readAllLines(info)) {
        if (line.startsWith(FLAGS) && (line.charAt(line.length() - 1) & ACCESS_MODE) == 0) {
          throw new FileSystemException(descriptor.toString(), null, "not open for writing");
        }
      }
    }
  }

  /// Linux shows descriptors as links to what they are open on; followed, `/dev/stdout` would be
  /// replaced where the user appends to it.
  private static boolean isDescriptor(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    try {
      return folder != null && folder.toRealPath().equals(DESCRIPTORS.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  boolean isStandardOutput() {
    return isDescriptor && path.endsWith(STANDARD_OUTPUT);
  }

  /// Whether it is something that holds no content of its own to be replaced: an open descriptor, a
  /// pipe, a device.
  boolean isWrittenAsItIs() {
    return isDescriptor
        || (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path));
  }

  /// Whether something is there that writing would change for good.
  ///
  /// @throws IOException if no file can have this name
  boolean isPresent() throws IOException {
    if (isWrittenAsItIs()) {
      return false;
    }
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  Path folder() {
    Path folder = path.toAbsolutePath().getParent();
    return folder == null ? path.toAbsolutePath() : folder;
  }

  /// @param replaces whether it may replace a file
  /// @throws java.nio.file.FileAlreadyExistsException if it would and may not
  void write(byte[] content, boolean replaces) throws IOException {
    if (isDescriptor) {
      Files.write(path, content, StandardOpenOption.APPEND);
    } else if (isWrittenAsItIs()) {
      Files.write(path, content);
    } else {
      writeThroughTemporary(content, replaces);
    }
  }

  private void writeThroughTemporary(byte[] content, boolean replaces) throws IOException {
    // Short whatever the file's name is. Not by createTempFile: its files are for their owner only,
    // and so would a new file be.
    String random = UUID.randomUUID().toString().substring(0, 13);
    Path temporary = folder().resolve(".alternant-" + random + ".tmp");
    PosixFileAttributes replaced = replaces ? attributes() : null;
    FileAttribute<?>[] secret = {PosixFilePermissions.asFileAttribute(FOR_OWNER)};
    // Whoever is interrupted leaves nothing behind; only what is killed at once does.
    temporary.toFile().deleteOnExit();
    try {
      Files.createFile(temporary, replaced == null ? new FileAttribute<?>[0] : secret);
      Files.write(temporary, content);
      if (replaced != null) {
        inherit(temporary, replaced);
      }
      if (replaces) {
        Files.move(
            temporary, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } else {
        Files.move(temporary, path);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Those of the file that is there; null where there is none, or none of this kind.
  private @Nullable PosixFileAttributes attributes() throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    return view == null || !isPresent() ? null : view.readAttributes();
  }

  private static void inherit(Path file, PosixFileAttributes from) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    try {
      view.setGroup(from.group());
      view.setOwner(from.owner());
    } catch (IOException e) {
      // Only the superuser may give files away: it stays the writer's.
    }
    // Afterwards: a change of owner takes bits away.
    view.setPermissions(from.permissions());
  }
}
