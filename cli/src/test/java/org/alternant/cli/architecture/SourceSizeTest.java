package org.alternant.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// A package, a file and a method are of a size that a reader can hold in mind, and a package has a
/// page that says what is where. Of all modules, and of their tests.
class SourceSizeTest {

  private static final int CLASSES_OF_A_PACKAGE = 25;
  private static final int LINES_OF_A_FILE = 400;
  private static final int LINES_OF_A_METHOD = 40;

  /// How the body of a longer method begins: with a comment that gives the reason for its length.
  private static final Pattern REASON = Pattern.compile("\\{\\s*// Long: \\S");

  @Test
  void packagesAreSmall() throws IOException {
    Map<Path, Integer> sizes = new TreeMap<>();
    for (Path source : sources("main")) {
      if (!source.endsWith("package-info.java") && !source.endsWith("module-info.java")) {
        sizes.merge(source.getParent(), 1, Integer::sum);
      }
    }
    sizes.values().removeIf(size -> size <= CLASSES_OF_A_PACKAGE);
    assertEquals(Map.of(), sizes);
  }

  @Test
  void packagesHaveAPage() throws IOException {
    Set<Path> without = new TreeSet<>();
    for (Path source : sources("main")) {
      Path page = source.resolveSibling("package-info.java");
      if (source.endsWith("module-info.java")) {
        continue;
      }
      if (!Files.exists(page) || !Files.readString(page).matches("(?s)/// .*@NullMarked\n.*")) {
        without.add(source.getParent());
      }
    }
    assertEquals(Set.of(), without);
  }

  @Test
  void filesAreShort() throws IOException {
    Map<Path, Integer> lines = new TreeMap<>();
    for (Path source : allSources()) {
      lines.put(source, Files.readAllLines(source).size());
    }
    lines.values().removeIf(count -> count <= LINES_OF_A_FILE);
    assertEquals(Map.of(), lines);
  }

  @Test
  void methodsAreShortOrSayWhyNot() throws IOException {
    List<Method> methods = methods();
    assertTrue(methods.size() > 1000, "methods were found");
    assertEquals(
        List.of(),
        methods.stream()
            .filter(method -> method.lines() > LINES_OF_A_METHOD && !method.saysWhy())
            .toList());
  }

  @Test
  void reasonsAreOfLongMethods() throws IOException {
    assertEquals(
        List.of(),
        methods().stream()
            .filter(method -> method.lines() <= LINES_OF_A_METHOD && method.saysWhy())
            .toList());
  }

  /// @param name its file and its own name
  /// @param lines from its declaration, without annotations, to the closing brace
  /// @param saysWhy whether its body begins with a reason for its length
  private record Method(String name, long lines, boolean saysWhy) {}

  private static List<Method> methods() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Method> methods = new ArrayList<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(allSources()));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree file : task.parse()) {
        file.accept(new Methods(file, positions, methods), null);
      }
    }
    return methods;
  }

  private static final class Methods extends TreeScanner<Void, Void> {

    private final CompilationUnitTree file;
    private final SourcePositions positions;
    private final List<Method> found;

    Methods(CompilationUnitTree file, SourcePositions positions, List<Method> found) {
      this.file = file;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = file.getLineMap();
        // Annotations may be tables of cases.
        long start =
            Math.max(
                positions.getStartPosition(file, method),
                positions.getEndPosition(file, method.getModifiers()));
        long first = lines.getLineNumber(start);
        long last = lines.getLineNumber(positions.getEndPosition(file, method));
        found.add(
            new Method(
                file.getSourceFile().getName() + " " + method.getName(),
                last - first + 1,
                REASON.matcher(text(method.getBody())).lookingAt()));
      }
      return super.visitMethod(method, null);
    }

    private CharSequence text(Tree tree) {
      try {
        return file.getSourceFile()
            .getCharContent(true)
            .subSequence(
                (int) positions.getStartPosition(file, tree),
                (int) positions.getEndPosition(file, tree));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static List<Path> allSources() throws IOException {
    return Stream.concat(sources("main").stream(), sources("test").stream()).toList();
  }

  /// The sources of all modules; this test runs in its module's folder.
  private static List<Path> sources(String kind) throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.sorted().toList()) {
        Path root = module.resolve(Path.of("src", kind, "java"));
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    assertTrue(sources.size() > 50, "sources were found");
    return sources;
  }
}
