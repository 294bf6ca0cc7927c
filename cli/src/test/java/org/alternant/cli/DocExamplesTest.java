package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples in package pages and other doc comments compile.
class DocExamplesTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("(?m)^ */// ```java\\n((?: *///.*\\n)+?) */// ```$");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package (org\\.alternant[\\w.]*);$");

  /// Statements in the body of a method; imports of all that is public.
  private static final class Example extends SimpleJavaFileObject {
    private final String source;

    private Example(String name, String imports, String statements) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      source =
          imports
              + "class %s {\n void example() throws Exception {\n%s\n}}\n"
                  .formatted(name, statements);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  @Test
  void examplesCompile(@TempDir Path classes) throws IOException {
    List<String> sources = mainSources();
    String imports =
        Stream.concat(
                Stream.of("java.io", "java.math", "java.nio.file", "java.util"),
                sources.stream()
                    .flatMap(source -> PACKAGE.matcher(source).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .filter(
                        name ->
                            !name.matches("org\\.alternant\\.(cli|spark|benchmarks|testing).*")))
            .map("import %s.*;\n"::formatted)
            .collect(Collectors.joining());
    List<JavaFileObject> examples = new ArrayList<>();
    for (String source : sources) {
      for (MatchResult found : EXAMPLE.matcher(source).results().toList()) {
        String statements = found.group(1).replaceAll("(?m)^ */// ?", "");
        examples.add(new Example("Example" + examples.size(), imports, statements));
      }
    }
    assertTrue(examples.size() >= 8, "examples found: " + examples.size());
    StringWriter messages = new StringWriter();
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            messages,
            null,
            null,
            List.of("-proc:none", "-implicit:none", "-d", classes.toString()),
            null,
            examples)
        .call();
    assertEquals("", messages.toString());
  }

  private static List<String> mainSources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      for (Path module : modules.sorted().toList()) {
        Path main = module.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .sorted()
                .map(DocExamplesTest::read)
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
