package org.alternant.toolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome;
import org.alternant.toolkit.design.DesignTask;
import org.junit.jupiter.api.Test;

class NominalInputTest {

  @Test
  void aTableThatSaysNothingHasTheCustomaryInterval() {
    assertEquals(
        new Interval(NominalInput.CUSTOMARY_LOWER, 1),
        NominalInput.of(TableLiteral.parse("1.5,-0.5")));
  }

  @Test
  void aDesignedTableHasThatOfItsRequest() {
    CoefficientTable table = Catalogue.find("polar-express-8-exact").orElseThrow();
    assertEquals(new Interval(1e-3, 1), NominalInput.of(table));
  }

  @Test
  void severalTablesHaveTheSmallestThatHoldsAll() {
    DesignTask task = DesignTask.builder().degrees(Degrees.repeated(3, 2)).lower(1e-5).build();
    CoefficientTable designed =
        assertInstanceOf(DesignOutcome.Designed.class, Design.of(task)).table();
    assertEquals(
        new Interval(1e-5, 1), NominalInput.of(List.of(designed, TableLiteral.parse("1.5,-0.5"))));
    assertThrows(IllegalArgumentException.class, () -> NominalInput.of(List.of()));
  }
}
