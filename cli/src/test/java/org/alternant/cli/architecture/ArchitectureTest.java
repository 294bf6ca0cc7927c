package org.alternant.cli.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which module and which package may use which, and which libraries.
///
/// The tables below are the picture of DESIGN §2: an arrow that they do not allow fails, as does a
/// package that is not in them. In a table `solver.*` stands for all packages of `solver`. Module
/// `spark`, which lies above this one, has a test of its own.
class ArchitectureTest {

  private static final String ROOT = "org.alternant.";

  /// `solver`, `iteration` and `exports` do not know each other.
  private static final String MODULES =
      """
      cli          -> toolkit solver iteration exports coefficients
      toolkit      -> solver iteration exports coefficients
      solver       -> coefficients
      iteration    -> coefficients
      exports      -> coefficients
      coefficients ->
      """;

  /// One way inside each module too.
  private static final String PACKAGES =
      """
      coefficients.text        ->
      coefficients.function    ->
      coefficients             -> coefficients.text coefficients.function
      coefficients.json        ->
      coefficients.evaluation  -> coefficients coefficients.function
      coefficients.formula     -> coefficients coefficients.function coefficients.text coefficients.evaluation
      coefficients.literal     -> coefficients.text
      coefficients.format      -> coefficients coefficients.function coefficients.formula coefficients.text coefficients.json coefficients.literal

      exports.parts            -> coefficients coefficients.evaluation
      exports                  -> exports.parts coefficients.*
      exports.dispatch         -> exports exports.parts
      exports.formula          -> exports exports.parts coefficients coefficients.formula

      solver.exact             -> coefficients
      solver.minimax           -> coefficients coefficients.function solver.exact
      solver.certificate       -> coefficients coefficients.function coefficients.formula solver.exact
      solver.clip              -> coefficients coefficients.function
      solver.rounding          -> coefficients coefficients.function coefficients.evaluation coefficients.format solver.exact solver.certificate
      solver.design            -> coefficients coefficients.function coefficients.text solver.exact solver.certificate solver.minimax solver.rounding
      solver.search            -> coefficients coefficients.function coefficients.evaluation solver.exact solver.minimax solver.design
      solver.formula           -> coefficients coefficients.function coefficients.formula coefficients.evaluation solver.minimax solver.design
      solver.audit             -> coefficients coefficients.function coefficients.text solver.exact solver.minimax solver.certificate solver.design

      iteration.run            -> coefficients coefficients.text coefficients.function coefficients.formula coefficients.evaluation
      iteration.nativelib      ->
      iteration.ejml           -> coefficients iteration.run
      iteration.blas           -> coefficients iteration.run iteration.nativelib iteration.ejml
      iteration.cuda           -> coefficients iteration.run iteration.nativelib
      iteration.opencl         -> coefficients iteration.run iteration.nativelib
      iteration.files          -> coefficients.json coefficients.format coefficients.text iteration.run
      iteration.matrices       -> coefficients coefficients.text iteration.run iteration.ejml
      iteration.measure        -> coefficients coefficients.function coefficients.formula coefficients.evaluation iteration.run iteration.ejml iteration.matrices

      toolkit                  -> coefficients.*
      toolkit.solve            -> toolkit coefficients.* solver.*
      toolkit.design           -> toolkit coefficients.* solver.*
      toolkit.verify           -> toolkit coefficients.* solver.*
      toolkit.audit            -> toolkit toolkit.verify coefficients.* solver.*
      toolkit.catalogue        -> toolkit toolkit.verify coefficients.* solver.*
      toolkit.compare          -> toolkit toolkit.verify coefficients.* solver.*
      toolkit.source           -> toolkit toolkit.design coefficients.* iteration.*
      toolkit.trial            -> toolkit toolkit.design toolkit.export coefficients.* solver.* iteration.*
      toolkit.recommend        -> toolkit toolkit.design toolkit.trial coefficients.* solver.*
      toolkit.survey           -> toolkit toolkit.design toolkit.source toolkit.compare toolkit.recommend toolkit.trial coefficients.* solver.* iteration.*
      toolkit.validate         -> toolkit coefficients.* solver.* iteration.*
      toolkit.export           -> toolkit coefficients.* solver.* exports.*
      toolkit.selfcheck        -> toolkit toolkit.export coefficients.* exports.* iteration.*
      toolkit.figure           -> toolkit coefficients.* solver.*

      cli.model                ->
      cli.text                 -> toolkit.* coefficients.* solver.*
      cli.status               -> cli.text toolkit.* coefficients.* iteration.*
      cli.options              -> cli.text cli.status toolkit.* coefficients.* exports.* solver.* iteration.*
      cli.tables               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.*
      cli.design               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.*
      cli.survey               -> cli.text cli.status cli.options toolkit.* coefficients.*
      cli.validate             -> cli.text cli.status cli.options toolkit.* coefficients.* solver.* iteration.*
      cli.export               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.* exports.*
      cli.figure               -> cli.text cli.status cli.options cli.tables toolkit.* coefficients.* solver.*
      cli                      -> cli.*
      """;

  /// What a browser build will compile. Nothing that this reaches, through however many classes,
  /// uses one of [#NOT_IN_A_BROWSER], but for [#PARSER]: a browser brings a parser of its own.
  private static final List<String> BROWSER =
      List.of(
          "coefficients.*",
          "exports.*",
          "solver.*",
          "toolkit",
          "toolkit.solve",
          "toolkit.design",
          "toolkit.verify",
          "toolkit.audit",
          "toolkit.compare",
          "toolkit.catalogue");

  /// Matrices, native code, windows, and the parser.
  private static final List<String> NOT_IN_A_BROWSER =
      List.of("org.ejml", "java.lang.foreign", "java.awt", "javax", "tools.jackson", "picocli");

  private static final String PARSER = ROOT + "coefficients.format.JacksonParser";

  /// The libraries, and the packages that may use them.
  private static final String LIBRARIES =
      """
      tools.jackson            -> coefficients.format
      org.apache.commons.math3 -> solver.*
      org.ejml                 -> iteration.* toolkit.source toolkit.survey toolkit.trial toolkit.validate toolkit.selfcheck cli.validate cli.options
      java.lang.foreign        -> iteration.nativelib iteration.blas iteration.cuda iteration.opencl
      java.awt                 -> toolkit.figure
      javax.imageio            -> toolkit.figure
      org.knowm.xchart         -> toolkit.figure
      org.apache.batik         -> toolkit.figure
      picocli                  -> cli.*
      """;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              Stream.of("coefficients", "exports", "solver", "iteration", "toolkit", "cli")
                  .map(module -> ROOT + module)
                  .toList());

  @Test
  void modulesUseWhatTheTableAllows() {
    assertEquals(Map.of(), arrows(table(MODULES), ArchitectureTest::module));
  }

  @Test
  void packagesUseWhatTheTableAllows() {
    assertEquals(Map.of(), arrows(table(PACKAGES), ArchitectureTest::ownPackage));
  }

  @Test
  void tableNamesEveryPackage() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(one -> packages.add(ownPackage(one)));
    packages.removeAll(table(PACKAGES).keySet());
    assertEquals(Set.of(), packages);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesAreUsedWhereTheTableAllows() {
    Map<String, List<String>> allowed = table(LIBRARIES);
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass user : CLASSES) {
      for (String library : allowed.keySet()) {
        if (uses(user, library) && !matches(allowed.get(library), ownPackage(user))) {
          found.computeIfAbsent(library, _ -> new TreeSet<>()).add(user.getName());
        }
      }
    }
    assertEquals(Map.of(), found);
  }

  @Test
  void oneClassKnowsTheParser() {
    Set<String> users = new TreeSet<>();
    for (JavaClass user : CLASSES) {
      if (uses(user, "tools.jackson")) {
        users.add(outermost(user));
      }
    }
    assertEquals(Set.of(PARSER), users);
  }

  @Test
  void browserReachesNothingThatItLacks() {
    Map<JavaClass, String> paths = new LinkedHashMap<>();
    Deque<JavaClass> open = new ArrayDeque<>();
    for (JavaClass one : CLASSES) {
      if (matches(BROWSER, ownPackage(one)) && !outermost(one).equals(PARSER)) {
        paths.put(one, one.getSimpleName());
        open.add(one);
      }
    }
    Set<String> found = new TreeSet<>();
    while (!open.isEmpty()) {
      JavaClass user = open.remove();
      NOT_IN_A_BROWSER.stream()
          .filter(library -> uses(user, library))
          .forEach(library -> found.add(paths.get(user) + " -> " + library));
      for (JavaClass used : ownDependencies(user)) {
        if (!outermost(used).equals(PARSER) && !paths.containsKey(used)) {
          paths.put(used, paths.get(user) + " -> " + used.getSimpleName());
          open.add(used);
        }
      }
    }
    assertEquals(Set.of(), found);
  }

  private static boolean uses(JavaClass user, String library) {
    return user.getDirectDependenciesFromSelf().stream()
        .anyMatch(arrow -> arrow.getTargetClass().getPackageName().startsWith(library));
  }

  private static Set<JavaClass> ownDependencies(JavaClass user) {
    return user.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
        .filter(used -> used.getPackageName().startsWith(ROOT))
        .collect(Collectors.toSet());
  }

  /// The arrows that a table does not allow, with the classes they are between.
  private static Map<String, Set<String>> arrows(
      Map<String, List<String>> allowed, Function<JavaClass, String> place) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (JavaClass user : CLASSES) {
      for (JavaClass used : ownDependencies(user)) {
        String from = place.apply(user);
        String to = place.apply(used);
        if (!from.equals(to) && !matches(allowed.getOrDefault(from, List.of()), to)) {
          arrows
              .computeIfAbsent(from + " -> " + to, _ -> new TreeSet<>())
              .add(user.getSimpleName() + " uses " + used.getSimpleName());
        }
      }
    }
    return arrows;
  }

  private static String outermost(JavaClass one) {
    return one.getName().replaceFirst("\\$.*", "");
  }

  private static String module(JavaClass one) {
    return ownPackage(one).replaceFirst("\\..*", "");
  }

  private static String ownPackage(JavaClass one) {
    return one.getPackageName().substring(ROOT.length());
  }

  private static boolean matches(List<String> patterns, String name) {
    return patterns.stream()
        .anyMatch(
            pattern ->
                pattern.endsWith(".*")
                    ? (name + ".").startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern));
  }

  private static Map<String, List<String>> table(String text) {
    Map<String, List<String>> table = new TreeMap<>();
    text.lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("->", -1))
        .forEach(row -> table.put(row[0].strip(), List.of(row[1].strip().split(" +", -1))));
    return table;
  }
}
