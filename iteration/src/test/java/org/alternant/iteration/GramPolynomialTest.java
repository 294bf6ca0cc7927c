package org.alternant.iteration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.alternant.coefficients.Scheme;
import org.alternant.coefficients.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GramPolynomialTest {

  /// Products for degree 2q + 1: the values of the class comment's formula, minimised by hand.
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "6, 3", "7, 4", "8, 4", "9, 4", "16, 6"})
  void theCheapestSchemeTakesFewProducts(int q, int products) {
    Step step = Tables.newtonSchulz(q);
    assertEquals(products, GramPolynomial.squareProducts(q, GramPolynomial.blockSize(step)));
    Step named = Tables.with(Scheme.Kind.PATERSON_STOCKMEYER, step);
    assertEquals(GramPolynomial.blockSize(step), GramPolynomial.blockSize(named));
  }

  @Test
  void hornerTakesOneProductLessThanPowers() {
    for (int q = 1; q <= 8; q++) {
      int size = GramPolynomial.blockSize(Tables.with(Scheme.Kind.HORNER, Tables.newtonSchulz(q)));
      assertEquals(q - 1, GramPolynomial.squareProducts(q, size));
    }
  }

  @Test
  void noOtherBlockSizeIsCheaper() {
    for (int q = 1; q <= 40; q++) {
      int cheapest =
          GramPolynomial.squareProducts(q, GramPolynomial.blockSize(Tables.newtonSchulz(q)));
      for (int size = 1; size <= q; size++) {
        assertTrue(cheapest <= GramPolynomial.squareProducts(q, size));
      }
    }
  }
}
