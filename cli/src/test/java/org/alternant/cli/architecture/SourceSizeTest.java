package org.alternant.cli.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// A package, a file and a method are of a size that a reader can hold in mind.
class SourceSizeTest {

  private static final int CLASSES_OF_A_PACKAGE = 25;
  private static final int LINES_OF_A_FILE = 400;
  private static final int LINES_OF_A_METHOD = 40;

  private static final String CASES = "a list of cases";

  /// Of the command line: divided as its mathematics goes to the toolkit.
  private static final String TO_BE_DIVIDED = "to be divided";

  /// Longer methods that a reader would not thank us for dividing, each with its reason.
  private static final Map<String, String> LONG_METHODS =
      Map.ofEntries(
          Map.entry("RoundingModel.java stepError", "one derivation, in docs/ROUNDING.md's order"),
          Map.entry("StepSequence.java run", "four matrices of the Gram form change together"),
          Map.entry("OpenClLibrary.java <init>", "an entry a C function"),
          Map.entry("Documents.java caption", "one sentence"),
          Map.entry("PythonRows.java constants", "one table of names"),
          Map.entry("CorpusShell.java words", "a state machine"),
          Map.entry("CudaArithmeticTest.java aFailureIsNamedAndLeavesNothingBehind", CASES),
          Map.entry("DeviceContract.java gramAndApplyAreEjmls", CASES),
          Map.entry("DeviceContract.java multiplyAndSquareAreEjmls", CASES),
          Map.entry("MalformedTables.java notJson", CASES),
          Map.entry("MalformedTables.java wrongParts", CASES),
          Map.entry("MalformedTables.java wrongSteps", CASES),
          Map.entry("MatrixMarketReaderTest.java refusesMalformedFiles", CASES),
          Map.entry("NpyReaderTest.java refusesMalformedHeaders", CASES),
          Map.entry("RoundingRangesTest.java structured", CASES),
          Map.entry("UsageTest.java wrongUsageGetsOneLineAndStatusTwo", CASES),
          Map.entry("AuditCommand.java origin", TO_BE_DIVIDED),
          Map.entry("MatrixSpectrum.java chart", TO_BE_DIVIDED),
          Map.entry("Validation.java judge", TO_BE_DIVIDED),
          Map.entry("ValidationReport.java results", TO_BE_DIVIDED),
          Map.entry("ValidationReport.java toJson", TO_BE_DIVIDED),
          Map.entry("Verdict.java measured", TO_BE_DIVIDED),
          Map.entry("VerifyCommand.java print", TO_BE_DIVIDED));

  @Test
  void packagesAreSmall() throws IOException {
    Map<Path, Integer> sizes = new TreeMap<>();
    for (Path source : sources("main")) {
      if (!source.endsWith("package-info.java")) {
        sizes.merge(source.getParent(), 1, Integer::sum);
      }
    }
    sizes.values().removeIf(size -> size <= CLASSES_OF_A_PACKAGE);
    assertEquals(Map.of(), sizes);
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
  void methodsAreShort() throws IOException {
    Map<String, Long> lengths = new TreeMap<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(allSources()));
      Trees trees = Trees.instance(task);
      for (CompilationUnitTree file : task.parse()) {
        file.accept(new Lengths(file, trees, lengths), null);
      }
    }
    assertTrue(lengths.size() > 1000, "methods were found");
    lengths.values().removeIf(length -> length <= LINES_OF_A_METHOD);
    lengths.keySet().removeAll(LONG_METHODS.keySet());
    assertEquals(Map.of(), lengths);
  }

  /// The lines of every method from its name to its closing brace.
  private static final class Lengths extends TreeScanner<Void, Void> {

    private final CompilationUnitTree file;
    private final Trees trees;
    private final Map<String, Long> lengths;

    Lengths(CompilationUnitTree file, Trees trees, Map<String, Long> lengths) {
      this.file = file;
      this.trees = trees;
      this.lengths = lengths;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      if (method.getBody() != null) {
        LineMap lines = file.getLineMap();
        long first = lines.getLineNumber(trees.getSourcePositions().getStartPosition(file, method));
        long last = lines.getLineNumber(trees.getSourcePositions().getEndPosition(file, method));
        String name =
            Path.of(file.getSourceFile().getName()).getFileName() + " " + method.getName();
        lengths.merge(name, last - first + 1, Math::max);
      }
      return super.visitMethod(method, nothing);
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
