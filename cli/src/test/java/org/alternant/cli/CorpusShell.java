package org.alternant.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alternant.cli.text.StandardOutput;
import org.jspecify.annotations.Nullable;

/// Runs commands as a shell would, in this process: words with quotes, `$DIR` for the folder of the
/// case, `< FILE`, and `| sha256sum` for output that is too long to keep.
///
/// The folder's path is always the same and relative to the working directory, which a process
/// cannot change: where messages are cut or columns aligned does not depend on who runs the tests.
final class CorpusShell {

  static final String FOLDER = "$DIR";

  private static final Path PLACE = Path.of("target", "corpus");

  private static final String INPUT = "<";

  private static final String PIPE = "|";

  private static final String HASH = "sha256sum";

  /// What a command did.
  ///
  /// @param hashed whether standard output is to be kept as its hash only
  /// @param files new, changed and deleted (null), by their names
  record Result(
      String command,
      int status,
      String out,
      String err,
      boolean hashed,
      Map<String, byte @Nullable []> files) {}

  /// What means something else to a shell where it stands outside quotes.
  private static final String SPECIAL = ";&()*?`~#!{}[]";

  /// Whether the folder holds the fixtures and nothing else.
  private static boolean clean;

  private CorpusShell() {}

  /// Empties the folder and puts the fixtures into it.
  static void reset() throws IOException {
    if (clean) {
      return;
    }
    if (Files.exists(PLACE)) {
      try (Stream<Path> old = Files.walk(PLACE)) {
        for (Path file : old.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(PLACE);
    CorpusFixtures.write(PLACE);
    clean = true;
  }

  static Path folder() {
    return PLACE;
  }

  /// Runs a line.
  ///
  /// @param line after the prompt
  /// @param typed what is typed into standard input; null for a file or nothing
  static Result run(String line, @Nullable String typed) throws IOException {
    List<String> words = words(line);
    if (!words.getFirst().equals("alternant")) {
      throw new IllegalArgumentException("only alternant can be run: " + line);
    }
    words.removeFirst();
    boolean hashed = endsWith(words, PIPE, HASH);
    if (hashed) {
      words = new ArrayList<>(words.subList(0, words.size() - 2));
    }
    byte[] input = typed == null ? new byte[0] : typed.getBytes(StandardCharsets.UTF_8);
    if (words.size() > 2 && words.get(words.size() - 2).equals(INPUT)) {
      input = Files.readAllBytes(Path.of(words.removeLast()));
      words.removeLast();
    }
    return run(words, input, hashed);
  }

  private static boolean endsWith(List<String> words, String first, String second) {
    return words.size() > 2
        && words.subList(words.size() - 2, words.size()).equals(List.of(first, second));
  }

  private static Result run(List<String> words, byte[] input, boolean hashed) throws IOException {
    Map<String, byte[]> before = contents();
    clean = false;
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    ByteArrayOutputStream reported = new ByteArrayOutputStream();
    int status;
    try {
      System.setIn(new ByteArrayInputStream(input));
      System.setErr(new PrintStream(reported, true, StandardCharsets.UTF_8));
      String[] arguments = words.toArray(String[]::new);
      status = Main.run(new StandardOutput(written, () -> false), arguments);
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
    Map<String, byte @Nullable []> changes = changes(before, contents());
    clean = changes.isEmpty();
    return new Result(
        words.isEmpty() ? "" : words.getFirst(),
        status,
        written.toString(StandardCharsets.UTF_8),
        reported.toString(StandardCharsets.UTF_8),
        hashed,
        changes);
  }

  private static Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(PLACE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(PLACE.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private static Map<String, byte @Nullable []> changes(
      Map<String, byte[]> before, Map<String, byte[]> after) {
    Map<String, byte @Nullable []> changes = new TreeMap<>();
    after.forEach(
        (name, content) -> {
          byte[] old = before.get(name);
          if (old == null || !Arrays.equals(old, content)) {
            changes.put(name, content);
          }
        });
    before.keySet().stream()
        .filter(name -> !after.containsKey(name))
        .forEach(name -> changes.put(name, null));
    return changes;
  }

  /// The words of a line, as a shell splits it.
  static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i <= line.length(); i++) {
      char c = i < line.length() ? line.charAt(i) : ' ';
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
        inWord = true;
      } else if (quote != '\'' && c == '\\') {
        i++;
        word.append(line.charAt(i));
        inWord = true;
      } else if (quote != '\'' && line.startsWith(FOLDER, i)) {
        word.append(PLACE);
        i += FOLDER.length() - 1;
        inWord = true;
      } else if (quote == 0 && c == ' ') {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else if (quote == 0 && SPECIAL.indexOf(c) >= 0) {
        throw new IllegalArgumentException("quote the " + c + " in " + line);
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException("a quote is open: " + line);
    }
    return words;
  }
}
