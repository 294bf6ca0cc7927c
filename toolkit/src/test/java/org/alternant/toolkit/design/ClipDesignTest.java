package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.clip.ClipFit;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.verify.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Designs of clips.
class ClipDesignTest {

  private static final TableFunction CLIP = TableFunction.clip(2);

  private static CoefficientTable table() {
    return Design.of(
            DesignTask.builder().function(CLIP).degrees(new Degrees.Repeated(5, 2)).build())
        .orThrow()
        .table();
  }

  /// The design block makes the steps again, the file reads back, and its certificate is proved.
  @Test
  void tablesAreMadeAgainFromTheirDesign() {
    CoefficientTable table = table();
    assertEquals(Norm.NONE, table.conventions().normalization().norm());
    DesignRequest design = table.design();
    assertEquals(DesignRequest.of(CLIP, List.of(5, 5), new Interval(0, 2)), design);
    assertEquals(table.steps(), ClipFit.fit(CLIP, List.of(5, 5)));
    byte[] file = TableWriter.write(table);
    CoefficientTable read = TableReader.read(file);
    assertEquals(table, read);
    assertArrayEquals(file, TableWriter.write(read));
    assertTrue(Verification.recheck(read).isEmpty());
    assertEquals("clip-degree-5-steps-2-bound-2.0", table.name());
  }

  /// What is between the steps stays near 1, which half precision likes.
  @Test
  void imagesBetweenStepsAreOfSizeOne() {
    Certificate proved = Objects.requireNonNull(table().certificate());
    Interval between = proved.steps().getFirst().image();
    assertTrue(between.upper() > 0.49 && between.upper() < 1.01, between.toString());
  }

  /// Errors of 1 and more are no better than that of 0, and the table of x / bound errs by less: a
  /// quintic for 1e29 erred by 99623, and with a first step of degree 1 for 1e20 there was a crash.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1e29 | 5
          1e29 | 5,3
          1e20 | 11
          1e20 | 1,5
          1e20 | 1,3,9
          """)
  void whatErrsByOneIsNoClip(double bound, String degrees) {
    List<Integer> list = Stream.of(degrees.split(",")).map(Integer::valueOf).toList();
    Unreachable.ClipOfNoUse none =
        assertInstanceOf(
            Unreachable.ClipOfNoUse.class,
            Design.of(
                DesignTask.builder()
                    .function(TableFunction.clip(bound))
                    .degrees(new Degrees.Listed(list))
                    .build()));
    assertEquals(bound, none.bound());
    assertTrue(none.worstError() >= 1, none.toString());
  }

  @Test
  void searchesAndOtherLowerEndsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> DesignSearch.budget(CLIP, 9.0));
    DesignTask.Builder builder =
        DesignTask.builder().function(CLIP).degrees(new Degrees.Repeated(5, 2)).lower(0.1);
    assertThrows(IllegalArgumentException.class, builder::build);
  }
}
