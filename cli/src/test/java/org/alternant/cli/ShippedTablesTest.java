package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.verify.Verification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shipped table carries its certificate on [1e-3, 1], a clip up to its bound; the tables of
/// our own are what their commands print; and the page that lists them all is up to date. To write
/// all of this anew: `mvn test -pl cli -am -Dtest=ShippedTablesTest
/// -Dsurefire.failIfNoSpecifiedTests=false -Dcatalogue.write=true`; the build that writes still
/// tests the old files.
class ShippedTablesTest {

  private static final Path COEFFICIENTS = Path.of("../coefficients");
  private static final Path FOLDER =
      COEFFICIENTS.resolve("src/main/resources/org/alternant/coefficients/format/tables");
  private static final Path PAGE = COEFFICIENTS.resolve("CATALOGUE.md");
  private static final Interval CUSTOMARY = new Interval(NominalInput.CUSTOMARY_LOWER, 1);

  /// The commands that make the tables of our own, by name.
  private static final Map<String, List<String>> DESIGNS =
      new TreeMap<>(
          Map.of(
              "polar-express-8-exact",
              List.of(
                  "design --degree 5 --steps 8 --lower 1e-3 --cushion 0.02407327424182761"
                      + " --tail repeat-last -q",
                  "The parameters of polar-express-8 with every digit right: its published seventh"
                      + " row is noise past the tenth digit. Like the original it has no safety"
                      + " factor, and diverges for inputs just above 1."),
              "nanochat-5-exact",
              List.of(
                  "design --degree 5 --steps 5 --lower 1e-3 --cushion 0.02 --safety 1.02"
                      + " --normalization-factor 1.02 --normalization-epsilon 1e-6 -q",
                  "The parameters of nanochat-5 with every digit right.")));

  /// Of the frontier in docs/PRECISION.md: format, products, degrees, room.
  private static final List<String> FRONTIER =
      List.of(
          "bfloat16 12 3,17,17 0.018",
          "bfloat16 15 3,5,17,17 0.001953125",
          "bfloat16 16 3,9,17,17 0.001953125",
          "bfloat16 18 3,3,3,5,5,5,5 0.0078125",
          "float16 15 3,5,17,17 0.00048828125",
          "float16 18 5,17,17,17 0.00048828125",
          "tfloat32 15 17,17,17 0.001953125",
          "float32 15 17,17,17 1.1920928955078125E-7");

  static {
    for (String one : FRONTIER) {
      String[] words = one.split(" ", -1);
      DESIGNS.put(
          words[0] + "-" + words[1],
          List.of(
              "design --degrees %s --lower 1e-3 --precision %s --epilogue addmm --room %s -q"
                  .formatted(words[2], words[0], words[3]),
              "For %s and %s products: plans designed and measured by runs in that format, see docs/PRECISION.md."
                  .formatted(words[0], words[1])));
    }
  }

  @BeforeAll
  static void writeFilesOnRequest() throws IOException {
    if (Boolean.getBoolean("catalogue.write")) {
      for (String name : DESIGNS.keySet()) {
        write(designed(name));
      }
      List<String> names = new ArrayList<>(Catalogue.names());
      names.addAll(DESIGNS.keySet());
      for (String name : names.stream().distinct().sorted().toList()) {
        Path file = FOLDER.resolve(name + ".json");
        write(certified(TableReader.read(Files.readAllBytes(file))));
      }
      Files.writeString(
          FOLDER.resolve("index.txt"),
          String.join("\n", names.stream().distinct().sorted().toList()) + "\n");
      Files.writeString(PAGE, page());
    }
  }

  private static CoefficientTable certified(CoefficientTable table) {
    boolean clips = table.function().isClip();
    return Verification.certified(table, clips ? NominalInput.of(table) : CUSTOMARY);
  }

  private static void write(CoefficientTable table) throws IOException {
    Files.write(FOLDER.resolve(table.name() + ".json"), TableWriter.write(table));
  }

  private static CoefficientTable designed(String name) {
    List<String> design = DESIGNS.getOrDefault(name, List.of());
    List<String> command = new ArrayList<>(List.of(design.getFirst().split(" ")));
    command.addAll(List.of("--name", name, "--description", design.getLast()));
    Run run = Run.of(command.toArray(String[]::new));
    assertEquals(0, run.status(), run.err());
    return TableReader.read(run.out().getBytes(StandardCharsets.UTF_8));
  }

  static Collection<CoefficientTable> shipped() {
    return Catalogue.all();
  }

  static Collection<String> designs() {
    return DESIGNS.keySet();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyTableCarriesItsCertificate(CoefficientTable table) {
    assertNotNull(table.certificate(), table.name());
    assertEquals(certified(table).certificate(), table.certificate());
  }

  @ParameterizedTest
  @MethodSource("designs")
  void designedTableIsWhatItsCommandPrints(String name) throws IOException {
    assertArrayEquals(
        TableWriter.write(designed(name)), Files.readAllBytes(FOLDER.resolve(name + ".json")));
  }

  /// Those of sample runs do so by their commands, which hold nothing else.
  @Test
  void everyTableWithADesignBlockRegeneratesFromIt() {
    int regenerated = 0;
    for (CoefficientTable table : Catalogue.all()) {
      DesignRequest request = table.design();
      if (request != null) {
        if (request.trial() == null) {
          assertEquals(table.steps(), ScheduleDesigner.design(request), table.name());
        }
        regenerated++;
      }
    }
    assertEquals(DESIGNS.size(), regenerated);
  }

  @Test
  void pageIsUpToDate() throws IOException {
    assertTrue(Files.exists(PAGE), "see this class's comment on how to write it");
    assertEquals(page(), Files.readString(PAGE));
  }

  /// The comparison of some tables under a heading; nothing where there are none.
  private static String section(String heading, Predicate<CoefficientTable> wanted) {
    List<String> command = new ArrayList<>(List.of("compare", "--markdown"));
    Catalogue.all().stream().filter(wanted).forEach(table -> command.add(table.name()));
    return command.size() == 2 ? "" : heading + Run.of(command.toArray(String[]::new)).out();
  }

  /// The page that lists all shipped tables.
  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # The shipped tables

            Written by `ShippedTablesTest`; do not edit. The figures are what `./alternant compare --markdown` prints:
            proved for all rows of each table and every singular value in [0.001, 1], for inverse roots every eigenvalue
            there, for clips every singular value from 0 to their bound. *products* counts the matrix
            products of all steps. *positive up to*: the largest B for which the composition is positive on (0, B].
            *error < 1 up to*: the largest B for which (0, B] is mapped into (0, 2); beyond it singular values are
            lost or the iteration diverges.

            """);
    page.append(Run.of("compare", "--markdown").out());
    page.append("\n## Inverse roots\n");
    for (int root = 1; root <= TableFunction.MAXIMUM_ROOT; root++) {
      TableFunction function = TableFunction.inverseRoot(root);
      String heading = "\nA^(-1/" + root + "):\n\n";
      page.append(section(heading, table -> table.function().equals(function)));
    }
    page.append(section("\n## Clips\n\nmin(x, 1):\n\n", table -> table.function().isClip()));
    page.append("\n## Sources\n\n");
    for (CoefficientTable table : Catalogue.all()) {
      String source = table.provenance().source();
      page.append("- **").append(table.name()).append("**: ").append(table.description());
      page.append(" *Made by* ").append(table.provenance().generator()).append('.');
      page.append(source == null ? "" : " *Source:* " + source + ".").append('\n');
    }
    return page.toString();
  }
}
