package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.alternant.cli.launcher.Checkout.Ended;
import org.alternant.cli.launcher.Checkout.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When the launcher builds, for whom it waits, what it says where it cannot, and how it is
/// stopped.
class LauncherTest extends LauncherContract {

  private static final List<String> ONE_BUILD = List.of("begin", "end");

  @Test
  void buildsOnceAndAgainWhenASourceIsEdited() throws IOException, InterruptedException {
    assertBuildsAndRuns();
    assertEquals(ONE_BUILD, checkout.builds());
    checkout.editSource();
    assertBuildsAndRuns();
  }

  @Test
  void sourceEditedDuringABuildIsBuiltNextTime() throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started build = checkout.start("solve");
    Checkout.await(() -> checkout.builds().size() == 1);
    Files.writeString(checkout.source(), "edited");
    Files.delete(place.resolve("hold"));
    assertEquals(0, build.end().status());
    assertBuildsAndRuns();
  }

  @Test
  void argumentsArriveAsTheyAre() throws IOException, InterruptedException {
    String[] odd = {"", " ", "a\nb", "*", "-x", "\\c", "$HOME", "â漢", "'\""};
    checkout.run("solve");
    Ended run = checkout.run(odd);
    assertTrue(run.out().endsWith("Main\n" + String.join("\n", odd) + "\n"), run.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"alternant.jar", "alternant.aot", "alternant.short.aot", "lib/other.jar"})
  void damagedPartIsBuiltAnew(String part) throws IOException, InterruptedException {
    checkout.run("solve");
    checkout.editSource();
    checkout.run("solve");
    String whole = Files.readString(checkout.target(part));
    Files.writeString(checkout.target(part), "cut");
    assertBuildsAndRuns();
    assertEquals(whole, Files.readString(checkout.target(part)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"alternant.jar", "lib/other.jar", "built-by-launcher"})
  void missingPartIsBuiltAnew(String part) throws IOException, InterruptedException {
    checkout.run("solve");
    Files.delete(checkout.target(part));
    assertBuildsAndRuns();
  }

  @Test
  void deletedFolderGetsOneLine() throws IOException, InterruptedException {
    checkout.run("solve");
    assertShellCannot(
        "mkdir gone && cd gone && rmdir ../gone", "the current folder is gone; change to another");
  }

  @Test
  void tooFewOpenFilesGetOneLine() throws IOException, InterruptedException {
    checkout.run("solve");
    assertShellCannot("ulimit -n 13", "too few files may be open, 13; raise ulimit -n to 64 or");
    assertShellCannot("ulimit -n 25", "too few files may be open, 25; raise ulimit -n to 64 or");
  }

  /// After this the launcher says that, whatever the shell itself says before.
  private void assertShellCannot(String before, String words)
      throws IOException, InterruptedException {
    Ended run =
        checkout
            .startCommand(
                "sh",
                "-c",
                before + "; exec \"$0\" \"$1\" solve",
                shell,
                checkout.launcher().toString())
            .end();
    List<String> lines = run.err().lines().filter(line -> !line.contains("getcwd")).toList();
    assertEquals(new Ended(70, "", run.err()), run);
    assertEquals(1, lines.size(), run.err());
    assertTrue(lines.getFirst().startsWith("alternant: " + words), run.err());
  }

  @Test
  void runsWithoutTheCache() throws IOException, InterruptedException {
    checkout.run("solve");
    Files.delete(checkout.target("alternant.aot"));
    Files.delete(checkout.target("alternant.short.aot"));
    // Its folder is not looked at.
    assertRunsSilently();
  }

  @Test
  void saysAtOnceForWhomItWaits() throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started first = checkout.start("solve");
    Checkout.await(() -> checkout.builds().size() == 1);
    Started second = checkout.start("solve");
    String waiting = "alternant: waiting for a build by process ";
    Checkout.await(() -> second.err().endsWith("\n"));
    assertTrue(second.err().startsWith(waiting), second.err());
    List<String> owners =
        first.process.toHandle().descendants().map(p -> Long.toString(p.pid())).toList();
    String owner = second.err().substring(waiting.length()).strip();
    assertTrue(owner.equals(Long.toString(first.process.pid())) || owners.contains(owner), owner);
    Files.delete(place.resolve("hold"));
    assertEquals(0, first.end().status());
    Ended waited = second.end();
    assertEquals(new Ended(0, waited.out(), waiting + owner + "\n"), waited);
    assertTrue(waited.out().contains("-XX:AOTCache="), waited.out());
    assertEquals(ONE_BUILD, checkout.builds());
  }

  @Test
  void manyAtOnceBuildOnce() throws IOException, InterruptedException {
    List<Started> runs = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      runs.add(checkout.start("solve"));
    }
    for (Started run : runs) {
      assertEquals(0, run.end().status());
    }
    assertEquals(ONE_BUILD, checkout.builds());
  }

  @Test
  void manyThatFindAKilledBuildNeverBuildAtTheSameTime() throws IOException, InterruptedException {
    killABuild();
    Files.createFile(place.resolve("broken"));
    List<Started> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(checkout.start("solve"));
    }
    for (Started run : runs) {
      assertEquals(70, run.end().status());
    }
    // The killed one, and each of them alone: two at once would not have seen the other's claim.
    assertEquals(Collections.nCopies(4, "begin"), checkout.builds());
    Files.delete(place.resolve("broken"));
    assertBuildsAndRuns();
  }

  /// Kills a build and all that it started, as a power failure would.
  private void killABuild() throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started build = checkout.start("solve");
    Checkout.await(() -> checkout.builds().size() == 1);
    List<ProcessHandle> children = build.process.descendants().toList();
    build.process.destroyForcibly().waitFor();
    children.forEach(ProcessHandle::destroyForcibly);
    Checkout.await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    Files.delete(place.resolve("hold"));
  }

  @Test
  void killedBuildIsTakenOverAtOnceAndNothingOfItIsTrusted()
      throws IOException, InterruptedException {
    killABuild();
    Files.createDirectories(checkout.target("classes"));
    Path half = Files.writeString(checkout.target("classes/Half.class"), "half a class");
    assertBuildsAndRuns();
    assertFalse(Files.exists(half));
  }

  @Test
  void mavenThatOutlivesItsLauncherIsWaitedFor() throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started build = checkout.start("solve");
    Checkout.await(() -> claims().size() == 2 && checkout.builds().size() == 1);
    build.process.destroyForcibly().waitFor();
    Started second = checkout.start("solve");
    Checkout.await(() -> second.err().endsWith("\n"));
    assertTrue(second.err().startsWith("alternant: waiting for a build by process "));
    Files.delete(place.resolve("hold"));
    assertEquals(0, second.end().status());
    assertEquals(List.of("begin", "end", "begin", "end"), checkout.builds());
  }

  private List<String> claims() throws IOException {
    List<String> claims = new ArrayList<>();
    if (!Files.exists(checkout.target(""))) {
      return claims;
    }
    try (var files = Files.newDirectoryStream(checkout.target(""), "building-*")) {
      files.forEach(file -> claims.add(file.getFileName().toString()));
    }
    return claims;
  }

  @Test
  void claimOfAnotherProcessWithTheSameNumberCountsForNothing()
      throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started build = checkout.start("solve");
    Checkout.await(() -> claims().size() == 2);
    String[] claim = claims().getFirst().split("-", 4);
    build.signal("TERM");
    build.end();
    Files.delete(place.resolve("hold"));
    assertEquals(List.of(), claims());
    // This process, but from another time; and, alone, what launchers before this one left.
    String number = Long.toString(ProcessHandle.current().pid());
    Files.createFile(checkout.target(String.join("-", claim[0], number, "1", claim[3])));
    Files.createDirectories(checkout.target("building"));
    assertBuildsAndRuns();
    assertEquals(List.of(), claims());
  }

  @Test
  void claimOfAnotherMachineIsWaitedForAndNamed() throws IOException, InterruptedException {
    Files.createDirectories(checkout.target(""));
    Path claim = Files.createFile(checkout.target("building-1-1-elsewhere"));
    Started run = checkout.start("solve");
    Checkout.await(() -> run.err().endsWith("\n"));
    String waiting =
        "alternant: waiting for a build by process 1 on another machine; if it is gone, remove "
            + claim
            + "\n";
    assertEquals(waiting, run.err());
    Files.delete(claim);
    Ended waited = run.end();
    assertEquals(new Ended(0, waited.out(), waiting + BUILDING), waited);
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129", "QUIT, 131"})
  void signalStopsABuildAndItsChildren(String signal, int status)
      throws IOException, InterruptedException {
    Files.createFile(place.resolve("hold"));
    Started build = checkout.start("solve");
    Checkout.await(() -> checkout.builds().size() == 1);
    List<ProcessHandle> children = build.process.descendants().toList();
    assertFalse(children.isEmpty());
    long begin = System.nanoTime();
    build.signal(signal);
    assertEquals(new Ended(status, "", BUILDING), build.end());
    assertTrue(System.nanoTime() - begin < 2e9);
    Checkout.await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    assertEquals(List.of(), claims());
    Files.delete(place.resolve("hold"));
    assertBuildsAndRuns();
  }

  @Test
  void failedBuildSaysWhatMavenSays() throws IOException, InterruptedException {
    Files.createFile(place.resolve("broken"));
    Path log = checkout.target("build.log");
    Ended failed = checkout.run("solve");
    assertEquals(
        new Ended(
            70,
            "",
            BUILDING
                + "[ERROR] Main.java: illegal\n"
                + ("alternant: the build failed; all of its output is in " + log + "\n")),
        failed);
    Files.delete(place.resolve("broken"));
    assertBuildsAndRuns();
  }

  @Test
  void whatCannotBeBuiltRunsAsItIs() throws IOException, InterruptedException {
    checkout.run("solve");
    checkout.editSource();
    makeReadOnly();
    Ended run = checkout.run("solve");
    String line =
        "alternant: the sources are newer than what is built, and "
            + place("cli/target")
            + " cannot be written (Read-only file system): running what is built\n";
    assertEquals(new Ended(0, run.out(), line), run);
    assertTrue(run.out().endsWith("org.alternant.cli.Main\nsolve\n"), run.out());
  }

  @Test
  void whatCannotBeBuiltAndIsNotThereFails() throws IOException, InterruptedException {
    makeReadOnly();
    assertFails(
        "nothing is built, and %s cannot be written (Read-only file system)"
            .formatted(place("cli/target")));
  }

  /// Stands for a file system that is read-only, also for root.
  private void makeReadOnly() throws IOException {
    Checkout.script(
        place.resolve("bin/mkdir"),
        """
        #!/bin/sh
        echo "mkdir: cannot create directory 'x': Read-only file system" >&2
        exit 1
        """);
  }

  @Test
  void fileInPlaceOfTheFolderFails() throws IOException, InterruptedException {
    Files.createFile(checkout.target(""));
    assertFails(
        "nothing is built, and %s cannot be written (File exists)".formatted(place("cli/target")));
  }

  private String place(String name) {
    return checkout.root.resolve(name).toString();
  }

  @Test
  void worksWithoutHomeAndPath() throws IOException, InterruptedException {
    assertBuildsAndRuns();
    checkout.environment.put("HOME", null);
    checkout.environment.put("PATH", null);
    assertRunsSilently();
    checkout.environment.put("PATH", "/nowhere");
    assertRunsSilently();
  }

  @Test
  void calledThroughLinksAndFromAnywhere() throws IOException, InterruptedException {
    checkout.run("solve");
    Path odd = Files.createDirectories(checkout.place.resolve("-a\nb "));
    Files.createSymbolicLink(odd.resolve("one"), Path.of("../checkout/alternant"));
    Files.createSymbolicLink(odd.resolve("-two"), Path.of("one"));
    for (String command : List.of("./-a\nb /-two", "./checkout/alternant")) {
      Ended run = checkout.startCommand(shell, command, "solve").end();
      assertEquals(new Ended(0, run.out(), ""), run);
    }
    checkout.environment.put("PATH", odd + ":" + System.getenv("PATH"));
    Ended run = checkout.startCommand("env", "--", "-two", "solve").end();
    assertEquals(new Ended(0, run.out(), ""), run);
  }

  @ParameterizedTest
  @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LC_ALL, ''", "LC_ALL, no_SUCH.UTF-8", "LANG, C"})
  void javaSeesAUtf8Locale(String name, String value) throws IOException, InterruptedException {
    checkout.run("solve");
    Checkout.script(place.resolve("jdk/bin/java"), "#!/bin/sh\nlocale charmap; echo \"$1\" >&2\n");
    for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      checkout.environment.put(variable, null);
    }
    checkout.environment.putAll(Map.of(name, value));
    // Bash itself complains where the locale that it starts with is not installed.
    assertEquals("UTF-8\n", checkout.run("solve").out());
  }

  @Test
  void checkoutInAFolderThatIsNoUtf8IsRefused() throws IOException, InterruptedException {
    // Named by printf: Java can name no such folder.
    String script =
        "odd=$(printf 'a\\351') && cp -r checkout \"$odd\" && \"$0\" \"$odd/alternant\" solve";
    Ended run =
        checkout
            .startCommand("sh", "-c", script + "; status=$?; rm -r \"$odd\"; exit $status", shell)
            .end();
    assertEquals(70, run.status());
    assertTrue(run.err().startsWith("alternant: Java cannot run from a path that is not UTF-8, "));
    assertEquals(1, run.err().lines().count());
  }
}
