import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs google-java-format over every Java source below a folder: `java … Format.java check|write FOLDER`.
/// With `check` nothing is written and the exit status is 1 when a file is not formatted.
class Format {
  public static void main(String[] arguments) throws Exception {
    boolean write = arguments[0].equals("write");
    List<String> command = new ArrayList<>(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(sourcesBelow(Path.of(arguments[1])));
    int status = new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
        .format(command.toArray(String[]::new));
    if (status != 0) {
      System.err.println("The files named above are not formatted: run `mvn validate -Dformat=write`.");
    }
    System.exit(status);
  }

  private static List<String> sourcesBelow(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.map(Path::toString)
          .filter(name -> name.endsWith(".java") && !name.contains("/target/") && !name.contains("/config/"))
          .sorted()
          .toList();
    }
  }
}
