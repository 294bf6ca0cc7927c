package org.alternant.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Which package may use which: cli → toolkit → {solver, iteration, exports} → coefficients, and
/// one way inside each module.
class ArchitectureTest {

  private static final String ROOT = "org.alternant.";

  /// A package and those that it may use, `.*` for all of a module; what is not here is not
  /// allowed. Every package is in the table.
  ///
  /// `toolkit.design`, `.verify` and `.audit` are for the browser too, and so use no iteration.
  private static final String ARROWS =
      """
      coefficients             ->
      coefficients.json        ->
      coefficients.evaluation  -> coefficients
      coefficients.format      -> coefficients coefficients.json

      exports                  -> coefficients.*

      solver.exact             -> coefficients
      solver.minimax           -> coefficients solver.exact
      solver.certificate       -> coefficients solver.exact
      solver.rounding          -> coefficients solver.exact solver.certificate
      solver.design            -> coefficients solver.exact solver.certificate solver.minimax solver.rounding
      solver.search            -> coefficients coefficients.evaluation solver.exact solver.minimax solver.design
      solver.audit             -> coefficients solver.exact solver.minimax solver.certificate solver.design

      iteration.run            -> coefficients coefficients.evaluation
      iteration.nativelib      ->
      iteration.ejml           -> coefficients iteration.run
      iteration.cuda           -> coefficients iteration.run iteration.nativelib
      iteration.opencl         -> coefficients iteration.run iteration.nativelib
      iteration.files          -> iteration.run
      iteration.matrices       -> coefficients iteration.run
      iteration.measure        -> coefficients coefficients.evaluation iteration.run iteration.ejml iteration.matrices

      toolkit                  -> coefficients.*
      toolkit.source           -> toolkit toolkit.design coefficients.* iteration.*
      toolkit.solve            -> toolkit coefficients.* solver.*
      toolkit.design           -> toolkit coefficients.* solver.*
      toolkit.verify           -> toolkit coefficients.* solver.*
      toolkit.audit            -> toolkit toolkit.verify coefficients.* solver.*
      toolkit.catalogue        -> toolkit coefficients.* solver.*
      toolkit.compare          -> toolkit toolkit.verify coefficients.* solver.*
      toolkit.validate         -> toolkit coefficients.* solver.* iteration.*
      toolkit.export           -> toolkit coefficients.* solver.* iteration.* exports.*
      toolkit.figure           -> toolkit coefficients.* solver.*

      cli.text                 -> coefficients.* solver.*
      cli.status               -> cli.text coefficients.* iteration.*
      cli.options              -> cli.text cli.status cli.figure cli.validate toolkit.* coefficients.* exports.* solver.* iteration.*
      cli.tables               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.*
      cli.design               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.*
      cli.validate             -> cli.text cli.status cli.options toolkit.* coefficients.* solver.* iteration.*
      cli.export               -> cli.text cli.status cli.options toolkit.* coefficients.* solver.* exports.* iteration.*
      cli.figure               -> cli.text cli.status cli.options cli.tables toolkit.* coefficients.* solver.*
      cli                      -> cli.*
      """;

  /// The libraries, and the packages that may use them: their types are in no other interface.
  ///
  /// A browser will compile `coefficients`, `exports`, `solver` and of the toolkit what designs,
  /// verifies and audits: no matrices, no native code, no windows, and one class that parses.
  private static final String LIBRARIES =
      """
      tools.jackson            -> coefficients.format
      org.apache.commons.math3 -> solver.*
      org.ejml                 -> iteration.* toolkit.source toolkit.validate cli.export cli.validate cli.options
      java.lang.foreign        -> iteration.nativelib iteration.cuda iteration.opencl
      java.awt                 -> cli.figure
      javax.imageio            -> cli.figure
      org.knowm.xchart         -> cli.figure
      org.apache.batik         -> cli.figure
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
  void packagesUseWhatTheTableAllows() {
    Map<String, List<String>> allowed = table(ARROWS);
    assertEquals(
        Map.of(),
        arrows(
            (from, to) -> !from.equals(to) && !matches(allowed.getOrDefault(from, List.of()), to)));
  }

  @Test
  void tableNamesEveryPackage() {
    Set<String> packages = new TreeSet<>();
    CLASSES.forEach(one -> packages.add(ownPackage(one)));
    packages.removeAll(table(ARROWS).keySet());
    assertEquals(Set.of(), packages);
  }

  @Test
  void packagesHaveNoCycles() {
    slices()
        .matching(ROOT + "(**)")
        .should()
        .beFreeOfCycles()
        .check(CLASSES.that(resideOutsideOfPackage(ROOT + "cli..")));
  }

  @Test
  void librariesAreUsedWhereTheTableAllows() {
    Map<String, Set<String>> found = new TreeMap<>();
    table(LIBRARIES)
        .forEach(
            (library, allowed) ->
                CLASSES.stream()
                    .filter(user -> !matches(allowed, ownPackage(user)))
                    .filter(user -> uses(user, library))
                    .forEach(
                        user ->
                            found
                                .computeIfAbsent(library, _ -> new TreeSet<>())
                                .add(user.getName())));
    assertEquals(Map.of(), found);
  }

  @Test
  void oneClassKnowsTheParser() {
    Set<String> users = new TreeSet<>();
    CLASSES.stream()
        .filter(user -> uses(user, "tools.jackson"))
        .forEach(user -> users.add(user.getName().replaceFirst("\\$.*", "")));
    assertEquals(Set.of(ROOT + "coefficients.format.JacksonParser"), users);
  }

  /// A browser will compile all that a design reaches.
  @Test
  void designReachesNoMatricesNoWindowsAndNoParser() {
    Set<JavaClass> reached = new HashSet<>();
    Deque<JavaClass> next = new ArrayDeque<>();
    CLASSES.stream().filter(one -> ownPackage(one).equals("toolkit.design")).forEach(next::add);
    while (!next.isEmpty()) {
      JavaClass one = next.remove();
      if (reached.add(one)) {
        one.getDirectDependenciesFromSelf().stream()
            .map(arrow -> arrow.getTargetClass().getBaseComponentType())
            .filter(used -> used.getPackageName().startsWith(ROOT))
            .forEach(next::add);
      }
    }
    assertTrue(reached.size() > 50, "classes were reached");
    for (String library : List.of("org.ejml", "java.lang.foreign", "java.awt", "tools.jackson")) {
      assertEquals(List.of(), reached.stream().filter(one -> uses(one, library)).toList(), library);
    }
  }

  private static boolean uses(JavaClass user, String library) {
    return user.getDirectDependenciesFromSelf().stream()
        .anyMatch(arrow -> arrow.getTargetClass().getPackageName().startsWith(library));
  }

  /// The arrows between our packages that a predicate takes, with the classes they are between.
  private static Map<String, Set<String>> arrows(BiPredicate<String, String> taken) {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (JavaClass user : CLASSES) {
      for (Dependency arrow : user.getDirectDependenciesFromSelf()) {
        JavaClass used = arrow.getTargetClass().getBaseComponentType();
        if (used.getPackageName().startsWith(ROOT)
            && taken.test(ownPackage(user), ownPackage(used))) {
          arrows
              .computeIfAbsent(ownPackage(user) + " -> " + ownPackage(used), _ -> new TreeSet<>())
              .add(user.getSimpleName() + " uses " + used.getSimpleName());
        }
      }
    }
    return arrows;
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
