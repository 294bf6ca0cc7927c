package org.alternant.toolkit.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Interval INPUT = new Interval(1e-3, 1);

  @Test
  void oneEntryATableInOrder() {
    List<CoefficientTable> tables = Catalogue.forSign();
    List<ComparedTable> rows = Comparison.of(tables, INPUT);
    assertEquals(tables, rows.stream().map(ComparedTable::table).toList());
    for (ComparedTable row : rows) {
      // They are shipped with their certificates on this interval.
      assertEquals(Optional.ofNullable(row.table().certificate()), row.certificate());
    }
  }

  @Test
  void figuresOfOneTable() {
    CoefficientTable table = Catalogue.find("cubic5").orElseThrow();
    ComparedTable row = Comparison.of(List.of(table), INPUT).getFirst();
    SafeRange range = new SafeRange(table.steps());
    assertEquals(10, row.products(), "five steps of degree 3, two products each");
    assertTrue(row.signSafeUpper().isPresent());
    assertEquals(range.signSafeUpper(), row.signSafeUpper());
    assertEquals(range.unitErrorUpper(), row.unitErrorUpper());
  }

  @Test
  void whereImagesOverflowTheSafeRangeIsStillFound() {
    CoefficientTable table = TableLiteral.parse("1e200;1e200;1");
    ComparedTable row = Comparison.of(List.of(table), INPUT).getFirst();
    assertEquals(2, assertInstanceOf(Overflow.class, row.outcome()).step());
    assertEquals(Optional.empty(), row.certificate());
    assertEquals(OptionalDouble.empty(), row.signSafeUpper());
    assertEquals(OptionalDouble.of(0), row.unitErrorUpper());
  }
}
