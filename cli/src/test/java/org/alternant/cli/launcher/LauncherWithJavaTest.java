package org.alternant.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.alternant.cli.launcher.Checkout.Ended;
import org.alternant.cli.launcher.Checkout.Started;
import org.alternant.testing.ExternalTool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The launcher with a real JVM and a small program: where the checkout may lie, what arrives, and
/// how a run ends that is stopped or cannot begin.
@ParameterizedClass
@ValueSource(strings = {"sh", "bash"})
class LauncherWithJavaTest {

  /// Prints its arguments and whether it runs from the cache, and sleeps if told so, or works.
  private static final String PROGRAM =
      """
      package org.alternant.cli;
      public class Main {
        public static void main(String[] arguments) throws Exception {
          var out = new java.io.PrintStream(System.out, true, "UTF-8");
          out.println(String.join("\\n", arguments));
          if (arguments[0].equals("work")) {
            System.err.print("\\r[##..] 2 of 4, 9 s left ");
            Thread.sleep(60_000);
          }
          if (arguments[0].equals("sleep")) {
            Thread.sleep(60_000);
          }
          System.exit(Integer.parseInt(arguments[0]));
        }
      }
      class StartupTraining {
        public static void main(String[] arguments) throws Exception {
          System.out.println("training");
        }
      }
      """;

  /// Runs a command on a terminal, sends it a signal, or a key if there is none, once a word is
  /// seen, and prints its status and all that the terminal got.
  private static final String ON_A_TERMINAL =
      """
      import os, pty, signal, sys
      name, word, *command = sys.argv[1:]
      child, terminal = pty.fork()
      if child == 0:
          os.execvp(command[0], command)
      got = b""
      told = False
      while True:
          try:
              part = os.read(terminal, 4096)
          except OSError:
              break
          if not part:
              break
          got += part
          if word.encode() in got and not told:
              told = True
              if name == "key":
                  os.write(terminal, b"\\x03")
              elif name != "none":
                  os.kill(child, getattr(signal, "SIG" + name))
      status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
      print(status, ascii(got.decode()))
      """;

  private static final String BUILDING =
      "alternant: building (the first time takes about a minute) ...\n";

  @TempDir private static Path shared;

  private static Path jar;

  @Parameter
  @SuppressWarnings("NullAway.Init") // JUnit sets it.
  private String shell;

  @TempDir private Path place;

  private Checkout checkout;

  @BeforeAll
  static void compile() throws IOException {
    Path source = Files.writeString(shared.resolve("Main.java"), PROGRAM);
    String[] options = {"-d", shared.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    jar = shared.resolve("alternant.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (String name : List.of("Main", "StartupTraining")) {
        String entry = "org/alternant/cli/" + name + ".class";
        entries.putNextEntry(new JarEntry(entry));
        Files.copy(shared.resolve(entry), entries);
      }
    }
  }

  @BeforeEach
  void create() throws IOException {
    checkout = new Checkout(shell, place.toRealPath(), "checkout", jar);
  }

  /// Puts into place what a build makes, without a cache.
  private void pretendToHaveBuilt() throws IOException {
    Files.createDirectories(checkout.target("lib"));
    Files.copy(jar, checkout.target("alternant.jar"));
    Files.writeString(checkout.target("built-by-launcher"), System.getProperty("java.home") + "\n");
  }

  @Test
  void checkoutMayLieAnywhere() throws IOException, InterruptedException {
    Path empty = Files.createDirectory(place.toRealPath().resolve("empty"));
    checkout = new Checkout(shell, empty, "-a:b;c %t*#?\n'\"$x\\n", jar);
    Ended built = checkout.run("0");
    assertEquals(new Ended(0, "0\n", BUILDING), built);
    assertTrue(Files.exists(checkout.target("alternant.aot")));
    assertEquals(new Ended(7, "7\na:b\n", ""), checkout.run("7", "a:b"));
    // It runs from the cache: Java has it mapped into its memory.
    Started sleeping = checkout.start("sleep");
    Checkout.await(() -> sleeping.out().equals("sleep\n"));
    Path maps = Path.of("/proc/" + sleeping.process.pid() + "/maps");
    if (Files.exists(maps)) {
      assertTrue(Files.readString(maps, StandardCharsets.ISO_8859_1).contains("alternant.aot"));
    }
    sleeping.signal("TERM");
    assertEquals(143, sleeping.end().status());
  }

  @ParameterizedTest
  @CsvSource({"LC_ALL, C", "LC_ALL, POSIX", "LC_ALL, C.UTF-8", "LC_CTYPE, C", "LANG, POSIX"})
  void argumentsArriveUnderEveryLocale(String name, String value)
      throws IOException, InterruptedException {
    pretendToHaveBuilt();
    for (String variable : List.of("LC_ALL", "LC_CTYPE", "LANG")) {
      checkout.environment.put(variable, null);
    }
    checkout.environment.put(name, value);
    // Typed by printf: what this process can pass on depends on its own locale.
    Ended run =
        checkout
            .startCommand(
                shell,
                "-c",
                "exec \"$0\" \"$1\" 0 \"$(printf '\\303\\242\\346\\274\\242')\"",
                shell,
                checkout.launcher().toString())
            .end();
    assertEquals(new Ended(0, "0\nâ漢\n", ""), run);
  }

  @Test
  void damagedCacheIsNotAWord() throws IOException, InterruptedException {
    pretendToHaveBuilt();
    Files.writeString(checkout.target("alternant.aot"), "not a cache");
    Files.setLastModifiedTime(
        checkout.target("alternant.aot"), Files.getLastModifiedTime(checkout.source()));
    assertEquals(new Ended(0, "0\n", ""), checkout.run("0"));
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129", "QUIT, 131"})
  void signalEndsARunWithoutAWord(String signal, int status)
      throws IOException, InterruptedException {
    pretendToHaveBuilt();
    Started run = checkout.start("sleep");
    Checkout.await(() -> run.out().equals("sleep\n"));
    run.signal(signal);
    assertEquals(new Ended(status, "sleep\n", ""), run.end());
  }

  /// What the terminal shows in the end is an empty line, however the run ends.
  @ParameterizedTest
  @CsvSource({"key, -2", "INT, -2", "TERM, -15", "HUP, -1", "QUIT, "})
  void signalWipesTheLineOfProgress(String signal, @Nullable Integer status)
      throws IOException, InterruptedException {
    pretendToHaveBuilt();
    String[] words = onATerminal(signal, "left", "work").split(" ", 2);
    // Bash ignores QUIT from its own kill, and says so by its status.
    assertTrue(
        status == null
            ? List.of("-3", "131").contains(words[0])
            : words[0].equals(status.toString()),
        words[0]);
    assertTrue(words[1].contains("s left"), words[1]);
    assertTrue(words[1].endsWith("\\r\\x1b[K'\n"), words[1]);
  }

  @Test
  void statusAndOutputOnATerminalAreThoseOfJava() throws IOException, InterruptedException {
    pretendToHaveBuilt();
    assertEquals("3 '3\\r\\n'\n", onATerminal("none", "3", "3"));
  }

  private String onATerminal(String signal, String word, String argument)
      throws IOException, InterruptedException {
    ExternalTool.named("python3");
    Ended run =
        checkout
            .startCommand(
                "python3",
                "-c",
                ON_A_TERMINAL,
                signal,
                word,
                shell,
                checkout.launcher().toString(),
                argument)
            .end();
    assertEquals("", run.err());
    return run.out();
  }

  @ParameterizedTest
  @CsvSource({
    "JAVA_TOOL_OPTIONS, -Xfoo, Unrecognized option: -Xfoo",
    "JDK_JAVA_OPTIONS, -Xfoo, Unrecognized option: -Xfoo",
    "_JAVA_OPTIONS, -Xmx1k, Too small maximum heap",
    "JAVA_TOOL_OPTIONS, -XX:+UseG1GC, Multiple garbage collectors selected"
  })
  void javaThatDoesNotStartGetsOneLine(String variable, String value, String reason)
      throws IOException, InterruptedException {
    checkout.environment.put(variable, value);
    String line =
        "alternant: Java does not start, maybe because of " + variable + ": " + reason + "\n";
    Ended expected = new Ended(70, "", line);
    assertEquals(expected, checkout.run("0"));
    assertFalse(Files.exists(checkout.target("")));
    pretendToHaveBuilt();
    assertEquals(expected, checkout.run("0"));
  }

  @Test
  void reasonIsNotAnEmptyLine() throws IOException, InterruptedException {
    checkout.environment.put("_JAVA_OPTIONS", "-Xss1k");
    String line =
        "alternant: Java does not start, maybe because of _JAVA_OPTIONS: The Java thread stack";
    assertTrue(checkout.run("0").err().startsWith(line));
  }

  @Test
  void optionsThatForbidTheCacheDoWithoutIt() throws IOException, InterruptedException {
    checkout.run("0");
    assertTrue(Files.exists(checkout.target("alternant.aot")));
    for (String value :
        List.of("-Xshare:auto", "-Xshare:off", "-XX:SharedArchiveFile=f", "-Xmx2m")) {
      checkout.environment.put("JAVA_TOOL_OPTIONS", value);
      assertEquals(
          new Ended(0, "0\n", "Picked up JAVA_TOOL_OPTIONS: " + value + "\n"), checkout.run("0"));
    }
    checkout.environment.put("JAVA_TOOL_OPTIONS", null);
    checkout.environment.put("JDK_JAVA_OPTIONS", "-Xshare:auto");
    assertEquals(
        new Ended(0, "0\n", "NOTE: Picked up JDK_JAVA_OPTIONS: -Xshare:auto\n"), checkout.run("0"));
  }

  @Test
  void tooLittleMemoryForJavaGetsOneLine() throws IOException, InterruptedException {
    pretendToHaveBuilt();
    Ended run =
        checkout
            .startCommand(
                "sh",
                "-c",
                "ulimit -v 400000; exec \"$0\" \"$1\" 0",
                shell,
                checkout.launcher().toString())
            .end();
    assertEquals(70, run.status());
    assertTrue(
        run.err()
            .startsWith(
                "alternant: Java does not start, maybe because of the limits of ulimit -v and -d:"),
        run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void optionsThatJavaTakesAreTaken() throws IOException, InterruptedException {
    pretendToHaveBuilt();
    checkout.environment.put("JAVA_TOOL_OPTIONS", "-Xmx64m");
    assertEquals(new Ended(0, "0\n", "Picked up JAVA_TOOL_OPTIONS: -Xmx64m\n"), checkout.run("0"));
  }
}
