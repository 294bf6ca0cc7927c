package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A checkout with the launcher, one source, a Maven that copies a jar and, unless the real one is
/// asked for, a JDK whose `java` prints its arguments: a build takes milliseconds.
final class Checkout {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /// Says that it was called, waits as long as there is a file `hold`, and copies `alternant.jar`.
  private static final String MAVEN =
      """
      #!/bin/sh
      echo begin >>"$PLACE/builds"
      for word; do [ "${last:-}" = -f ] && pom=$word; last=$word; done
      target=${pom%/pom.xml}/cli/target
      while [ -e "$PLACE/hold" ]; do sleep 0.05; done
      [ ! -e "$PLACE/broken" ] || { echo '[ERROR] Main.java: illegal'; exit 1; }
      mkdir -p "$target/lib" "$target/classes"
      : >"$target/lib/other.jar"
      [ -e "$target/alternant.jar" ] || cp "$PLACE/alternant.jar" "$target/alternant.jar"
      echo end >>"$PLACE/builds"
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      for word; do
        case $word in
          -version) exit ;;
          -XX:AOTCacheOutput=*) echo cache >"${word#*=}"; exit ;;
        esac
      done
      printf '%s\\n' "$@"
      """;

  /// How a run ended.
  record Ended(int status, String out, String err) {}

  /// Where the stubs keep their files.
  final Path place;

  final Path root;

  /// What is set besides the stubs; null for what is unset.
  final Map<String, @Nullable String> environment = new LinkedHashMap<>();

  private final String shell;

  private int runs;

  /// A checkout with stubs only.
  ///
  /// @param shell that runs the launcher
  /// @param place an empty folder
  Checkout(String shell, Path place) throws IOException {
    this(shell, place, "checkout", null);
  }

  /// A checkout with the JDK of this process and a program of one's own.
  ///
  /// @param name of the checkout's folder
  /// @param jar that Maven builds; null for a stub of a JDK
  Checkout(String shell, Path place, String name, @Nullable Path jar) throws IOException {
    this.shell = shell;
    this.place = place;
    this.root = place.resolve(name);
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.writeString(root.resolve("pom.xml"), "");
    Files.writeString(root.resolve("cli/pom.xml"), "");
    Files.writeString(source(), "");
    Files.copy(Path.of("..", "alternant"), launcher());
    script(place.resolve("bin/mvn"), MAVEN);
    if (jar == null) {
      Files.writeString(place.resolve("alternant.jar"), "a jar");
      jdk("jdk");
      environment.put("JAVA_HOME", place.resolve("jdk").toString());
    } else {
      Files.copy(jar, place.resolve("alternant.jar"));
      environment.put("JAVA_HOME", System.getProperty("java.home"));
    }
    environment.put("PLACE", place.toString());
    environment.put("PATH", place.resolve("bin") + ":" + System.getenv("PATH"));
    for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      environment.put(variable, null);
    }
  }

  Path launcher() {
    return root.resolve("alternant");
  }

  Path source() {
    return root.resolve("cli/src/main/Main.java");
  }

  Path target(String name) {
    return root.resolve("cli/target").resolve(name);
  }

  /// Adds a stub of a JDK.
  Path jdk(String name) throws IOException {
    Path home = place.resolve(name);
    script(home.resolve("bin/java"), JAVA);
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    return home;
  }

  static void script(Path file, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /// Makes all that is there a minute older, and the source new.
  void editSource() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        Files.setLastModifiedTime(file, FileTime.from(time.minusSeconds(60)));
      }
    }
    Files.writeString(source(), "edited");
  }

  /// How often Maven was called, and how often it came to its end.
  List<String> builds() throws IOException {
    Path file = place.resolve("builds");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /// A run of the launcher that has begun.
  final class Started {

    private final Path out;
    private final Path err;
    final Process process;

    Started(List<String> command) throws IOException {
      runs++;
      out = place.resolve("out-" + runs);
      err = place.resolve("err-" + runs);
      ProcessBuilder builder = new ProcessBuilder(command).directory(place.toFile());
      environment.forEach(
          (name, value) -> {
            if (value == null) {
              builder.environment().remove(name);
            } else {
              builder.environment().put(name, value);
            }
          });
      process =
          builder
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
    }

    String err() throws IOException {
      return Files.readString(err);
    }

    String out() throws IOException {
      return Files.readString(out);
    }

    void signal(String name) throws IOException, InterruptedException {
      String number = Long.toString(process.pid());
      assertEquals(0, new ProcessBuilder("kill", "-s", name, number).start().waitFor());
    }

    Ended end() throws IOException, InterruptedException {
      assertTrue(process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS), err());
      return new Ended(process.exitValue(), out(), err());
    }
  }

  Started start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(shell, launcher().toString()));
    command.addAll(List.of(arguments));
    return new Started(command);
  }

  Started startCommand(String... command) throws IOException {
    return new Started(List.of(command));
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return start(arguments).end();
  }

  /// Waits until something is so.
  static void await(Condition condition) throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "not within " + LIMIT);
      Thread.sleep(20);
    }
  }

  /// Something to wait for.
  interface Condition {
    boolean holds() throws IOException;
  }
}
