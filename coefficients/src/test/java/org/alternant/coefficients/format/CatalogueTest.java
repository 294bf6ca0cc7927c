package org.alternant.coefficients.format;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The published tables among the shipped files are what [PublishedTables] makes of the published
/// numbers, and a certificate, which `cli` tests and writes. To write them anew: `mvn test -pl
/// coefficients -Dtest=CatalogueTest -DargLine=-Dcatalogue.write=true`, then the same for `-pl cli
/// -am -Dtest=ShippedTablesTest`; the build that writes them still tests the old ones.
class CatalogueTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/org/alternant/coefficients/format/tables");

  private static final Map<String, CoefficientTable> MADE = PublishedTables.make();

  @BeforeAll
  static void writeFilesOnRequest() throws IOException {
    if (Boolean.parseBoolean(System.getProperty("catalogue.write", "false"))) {
      for (CoefficientTable table : MADE.values()) {
        Files.write(FOLDER.resolve(table.name() + ".json"), TableWriter.write(table));
      }
    }
  }

  @Test
  void indexListsTheFilesOfTheFolderInOrder() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(file -> !file.equals("index.txt"))
              .map(file -> file.replaceFirst("\\.json$", ""))
              .sorted()
              .toList();
      assertEquals(names, Catalogue.names());
    }
  }

  @Test
  void everyPublishedTableIsShipped() {
    assertEquals(24, MADE.size());
    assertTrue(Catalogue.names().containsAll(MADE.keySet()));
  }

  static List<String> names() {
    return Catalogue.names();
  }

  static List<String> published() {
    return List.copyOf(MADE.keySet());
  }

  @ParameterizedTest
  @MethodSource("published")
  void shippedFileIsByteForByteWhatThePublishedNumbersGive(String name) {
    CoefficientTable made = requireNonNull(MADE.get(name));
    CoefficientTable shipped = Catalogue.find(name).orElseThrow();
    assertEquals(made, shipped.with(null));
    assertArrayEquals(TableWriter.write(made), TableWriter.write(shipped.with(null)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void shippedFileRoundTripsByteForByte(String name) {
    byte[] file = Resources.bytes("tables/" + name + ".json");
    assertArrayEquals(file, TableWriter.write(TableReader.read(file)));
  }

  @ParameterizedTest
  @MethodSource("published")
  void publishedTableClaimsNoDesignAndNamesItsSource(String name) {
    CoefficientTable table = Catalogue.find(name).orElseThrow();
    assertNull(table.design());
    assertTrue(table.provenance().source() != null && table.description() != null);
  }

  @Test
  void notesAreAboutThePublishedTablesOnly() {
    assertEquals(
        MADE.keySet(), new TreeSet<>(Resources.json("published-notes.json").propertyNames()));
  }

  @Test
  void allReadsEveryTableInOrder() {
    assertEquals(Catalogue.names(), Catalogue.all().stream().map(CoefficientTable::name).toList());
  }

  @Test
  void findKnowsNoOtherNames() {
    assertTrue(Catalogue.find("no-such-table").isEmpty());
    assertTrue(Catalogue.find("index").isEmpty());
    assertTrue(Catalogue.find("../coefficient-table-v1.schema").isEmpty());
    assertTrue(Catalogue.find("").isEmpty());
  }

  /// The expected numbers are the published integers over 1024, exact in binary64.
  @Test
  void scaledTablesAreExact() {
    assertEquals(
        List.of(2172 / 1024.0, -1833 / 1024.0, 682 / 1024.0),
        Catalogue.find("you-6").orElseThrow().steps().getLast().coefficients());
  }

  @Test
  void everyRowOfGramNewtonSchulzCarriesItsSafetyFactor() {
    CoefficientTable plain = Catalogue.find("polar-express-8").orElseThrow();
    CoefficientTable derived = Catalogue.find("gram-newton-schulz-5").orElseThrow();
    assertEquals(new SafetyFactor(1.05, BakedInto.ALL), derived.conventions().safetyFactor());
    assertEquals(5, derived.steps().size());
    for (int i = 0; i < 5; i++) {
      assertIsScaled(plain.steps().get(i), 1.05, derived.steps().get(i));
    }
  }

  @Test
  void lastRowOfPolarExpressDoesNotCarryTheSafetyFactor() {
    CoefficientTable plain = Catalogue.find("polar-express-8").orElseThrow();
    CoefficientTable derived = Catalogue.find("polar-express-8-safety-1.01").orElseThrow();
    assertEquals(plain.steps().getLast(), derived.steps().getLast());
    for (int i = 0; i < 7; i++) {
      assertIsScaled(plain.steps().get(i), 1.01, derived.steps().get(i));
    }
  }

  /// The rounding of others confirms the derivation from outside. Their very first coefficient is
  /// the exception: 8.20516 became 8.2051.
  @Test
  void emergingOptimizersRoundsAllButOneCoefficientToFourDecimals() {
    List<Double> rounded = coefficients("emerging-optimizers-polar-express-8");
    List<Double> derived = coefficients("polar-express-8-safety-1.01");
    assertEquals(8.2051, rounded.getFirst());
    assertEquals(
        derived.stream().skip(1).map(CatalogueTest::toFourDecimals).toList(),
        rounded.subList(1, rounded.size()));
  }

  private static List<Double> coefficients(String name) {
    return Catalogue.find(name).orElseThrow().steps().stream()
        .flatMap(step -> step.coefficients().stream())
        .toList();
  }

  private static double toFourDecimals(double value) {
    return new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
  }

  /// p(x/s) computed from the coefficients agrees with p at x/s to a few units in the last place of
  /// the largest term (bound 4, observed at most 2).
  private static void assertIsScaled(Step plain, double safety, Step scaled) {
    double tolerance = 4 * Math.ulp(Math.abs(plain.coefficients().get(1)));
    for (double x : new double[] {0.01, 0.3, 0.7, 1}) {
      assertEquals(plain.evaluate(x / safety), scaled.evaluate(x), tolerance);
    }
  }
}
