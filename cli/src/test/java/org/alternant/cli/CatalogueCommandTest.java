package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.junit.jupiter.api.Test;

class CatalogueCommandTest {

  @Test
  void listNamesEveryShippedTable() {
    Run run = Run.of("catalogue");
    assertEquals(0, run.status());
    assertEquals(1 + Catalogue.names().size(), run.out().lines().count());
    assertTrue(Catalogue.names().stream().allMatch(run.out()::contains));
  }

  @Test
  void jsonOfOneIsItsFile() {
    CoefficientTable table =
        TableReader.read(
            Run.of("catalogue", "cans-5", "--json").out().getBytes(StandardCharsets.UTF_8));
    assertEquals(Catalogue.find("cans-5").orElseThrow(), table);
  }

  @Test
  void jsonOfAllIsAnArray() {
    assertEquals(Catalogue.names().size(), Run.of("catalogue", "--json").json().size());
  }

  @Test
  void oneIsShownWithItsConventionsAndSource() {
    String out = Run.of("catalogue", "nanochat-5").out();
    assertTrue(out.contains("8.156554524902461, -22.48329292557795, 15.878769915207462"));
    assertTrue(out.contains("normalization  X / (1.02 · ‖X‖_F + 1.0E-6)"), out);
    assertTrue(out.contains("1.02, in all rows but the last"));
    assertTrue(out.contains("karpathy/nanochat"));
  }

  @Test
  void unknownNameIsBadInput() {
    Run run = Run.of("catalogue", "nope");
    assertEquals(3, run.status());
    assertEquals(
        "alternant catalogue: no shipped table is named 'nope'; 'alternant catalogue' lists the"
            + " shipped tables\n",
        run.err());
  }
}
