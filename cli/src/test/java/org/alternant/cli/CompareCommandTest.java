package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alternant.coefficients.format.Catalogue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CompareCommandTest {

  @Test
  void tablesStandSideBySide() {
    assertEquals(
        """
        table     steps  products  worst-case error  image                positive up to  error < 1 up to
        jordan-5      5        15  0.529457          [0.470543, 1.20237]  beyond 1024     1.2637751
        literal       1         2  0.998501          [0.00149999, 1.0]    1.7320508       1.7320508
        """,
        Run.of("compare", "jordan-5", "1.5,-0.5").out());
  }

  @Test
  void withoutArgumentsAllShippedTablesAreCompared() {
    assertEquals(1 + Catalogue.names().size(), Run.of("compare").out().lines().count());
  }

  @Test
  void jsonCarriesTheCertificateAndNullWhereTheImagesOverflow() {
    JsonNode json = Run.of("compare", "cans-5", "1e200;1,0,1e200", "--json").json();
    assertEquals(
        0.11983551388523327, json.get(0).get("certificate").get("worstCaseError").doubleValue());
    assertTrue(json.get(1).get("certificate").isNull());
  }
}
