package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `-o FILE` does to files, links and other things that have the name.
class OutputFileTest {

  private static final String TABLE = Run.of("export", "jordan-5", "--to", "csv").out();
  private static final String OLD = "old";

  @TempDir private Path folder;

  private Run write(Path file, String... more) {
    return Run.of(
        Stream.concat(
                Stream.of("export", "jordan-5", "--to", "csv", "-o", file.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private void assertWritten(Path file, Run run) throws IOException {
    assertEquals(new Run(0, "", ""), run);
    assertEquals(TABLE, Files.readString(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  @Test
  void dashIsStandardOutput() {
    assertEquals(new Run(0, TABLE, ""), write(Path.of("-")));
    assertEquals(new Run(0, TABLE, ""), write(Path.of("-"), "--force"));
    assertFalse(Files.exists(Path.of("-")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"})
  void soAreItsNames(String name) {
    assertEquals(new Run(0, TABLE, ""), write(Path.of(name)));
    assertEquals(new Run(0, TABLE, ""), write(Path.of(name), "--force"));
  }

  @Test
  void linksStayAndTheirTargetIsReplaced() throws IOException {
    Path target = Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("t"), OLD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a", "t"));
    Path chain = Files.createSymbolicLink(folder.resolve("chain"), link.toAbsolutePath());
    Run refused = write(chain);
    assertEquals(2, refused.status());
    assertTrue(refused.err().contains(chain + " exists; --force overwrites it"), refused.err());
    assertEquals(OLD, Files.readString(target));
    assertWritten(target, write(chain, "--force"));
    assertEquals(Path.of("a", "t"), Files.readSymbolicLink(link));
    assertTrue(Files.isSymbolicLink(chain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--force"})
  void aLinkToNothingCreatesItsTarget(String force) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("target"));
    Run run = force.isEmpty() ? write(link) : write(link, force);
    assertWritten(folder.resolve("target"), run);
    assertTrue(Files.isSymbolicLink(link));
  }

  @Test
  void linksThatLeadNowhereAreOneLine() throws IOException {
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    Path astray = Files.createSymbolicLink(folder.resolve("astray"), Path.of("none", "x"));
    for (String[] more : List.of(new String[0], new String[] {"--force"})) {
      assertEquals(
          new Run(
              3,
              "",
              "alternant export: cannot write " + loop + ": its symbolic links lead nowhere\n"),
          write(loop, more));
      Run run = write(astray, more);
      assertEquals(3, run.status());
      assertTrue(run.err().contains("there is no directory " + folder.resolve("none")), run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r-----", "rwxr-x--x"})
  void theModeStays(String mode) throws IOException {
    Path file = Files.writeString(folder.resolve("file"), OLD);
    Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
    Files.setPosixFilePermissions(file, permissions);
    assertWritten(file, write(file, "--force"));
    assertEquals(permissions, Files.getPosixFilePermissions(file));
    assertEquals(List.of("file"), names());
  }

  @Test
  void aNewFileIsAsReadableAsAnyOther() throws IOException {
    Path other = Files.createFile(folder.resolve("other"));
    for (String[] more : List.of(new String[0], new String[] {"--force"})) {
      Path file = folder.resolve("file" + more.length);
      assertWritten(file, write(file, more));
      assertEquals(Files.getPosixFilePermissions(other), Files.getPosixFilePermissions(file));
    }
  }

  @Test
  void furtherNamesOfAReplacedFileKeepWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), OLD);
    Path other = Files.createLink(folder.resolve("other"), file);
    assertWritten(file, write(file, "--force"));
    assertEquals(OLD, Files.readString(other));
  }

  @Test
  void namesMayBeAsLongAsTheSystemTakes() throws IOException {
    for (int length : new int[] {213, 214, 254, 255}) {
      Path file = folder.resolve("n".repeat(length));
      assertWritten(file, write(file));
      assertWritten(file, write(file, "--force"));
      Files.delete(file);
    }
    Path accents = folder.resolve("é".repeat(127));
    assertWritten(accents, write(accents));
    Run run = write(folder.resolve("n".repeat(256)));
    assertEquals(3, run.status());
    assertTrue(run.err().endsWith(": file name too long\n"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void whatCannotBeWrittenIsNamedAndLeavesNothing() throws IOException {
    assertEquals(
        new Run(3, "", "alternant export: " + folder + ": is a directory; name a file in it\n"),
        write(folder));
    assertEquals(
        new Run(3, "", "alternant export: cannot write /dev/full: No space left on device\n"),
        write(Path.of("/dev/full")));
    Run proc = write(Path.of("/proc/self/x.csv"));
    assertEquals(3, proc.status());
    assertTrue(proc.err().startsWith("alternant export: cannot write /proc/self/x.csv: "));
    assertFalse(proc.err().contains(".tmp"), proc.err());
    assertEquals(
        "alternant export: Invalid value for option '--output': expected the name of a file, found"
            + " nothing (try 'alternant export --help')\n",
        Run.of("export", "jordan-5", "--to", "csv", "-o", "").err());
    assertEquals(List.of(), names());
  }

  /// There is nothing in them that would have to be kept.
  @Test
  @EnabledOnOs(OS.LINUX)
  void pipesAndDevicesAreWrittenAsTheyAre() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    Path link = Files.createSymbolicLink(folder.resolve("link"), pipe);
    for (String[] more : List.of(new String[0], new String[] {"--force"})) {
      for (Path name : List.of(pipe, link)) {
        FutureTask<String> read = new FutureTask<>(() -> Files.readString(pipe));
        Thread.ofVirtual().start(read);
        assertEquals(new Run(0, "", ""), write(name, more));
        assertEquals(TABLE, read.get());
      }
      assertEquals(new Run(0, "", ""), write(Path.of("/dev/null"), more));
    }
    assertEquals(List.of("link", "pipe"), names().stream().sorted().toList());
    assertTrue(Files.readAttributes(pipe, BasicFileAttributes.class).isOther());
  }

  /// Such as Java's libraries.
  @Test
  @EnabledOnOs(OS.LINUX)
  void filesThatAreOpenForReadingStayWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), OLD);
    try (FileChannel open = FileChannel.open(file)) {
      assertTrue(open.isOpen());
      try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
        Path descriptor = descriptors.filter(each -> leadsTo(each, file)).findFirst().orElseThrow();
        for (String[] more : List.of(new String[0], new String[] {"--force"})) {
          Run run = write(descriptor, more);
          assertEquals(3, run.status());
          assertTrue(run.err().endsWith(descriptor + ": not open for writing\n"), run.err());
        }
      }
    }
    assertEquals(OLD, Files.readString(file));
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aNameWithASlashAtItsEndIsNoFiles() throws IOException {
    Run run = Run.of("export", "jordan-5", "--to", "csv", "-o", folder + "/new/");
    assertEquals(3, run.status());
    assertTrue(run.err().contains("there is no directory"), run.err());
    assertEquals(List.of(), names());
  }

  /// Before any work: an hour's design must not be lost to a mistyped folder.
  @Test
  void whatCannotBeWrittenIsSaidFirst() {
    Run run = Run.of("design", "--degree", "3", "--steps", "9", "--lower", "2", "-o", "/tmp");
    assertEquals(3, run.status());
    assertTrue(run.err().contains("is a directory"), run.err());
  }
}
