package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.toolkit.validate.BelowInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tables that are recommended, on real momentum: an ordinary matrix, one with singular values
/// far below what bfloat16 resolves, an exactly rank-deficient one, and one with a dominant
/// direction.
class MomentumMatricesTest {

  private static final Path DATA = Path.of("../benchmarks/data");

  /// Those of 128 rows or more, of which shipped tables speak.
  private static final List<String> LARGE = List.of("w1-step400", "w2-step400", "w1-step1");

  private static final String SMALL = "w3-step400";

  /// What smaller matrices may err more: 0.094 is observed with bfloat16-15, which says 0.087.
  private static final double SMALLER = 1.15;

  static List<CoefficientTable> recommended() {
    return Catalogue.forSign().stream().filter(table -> table.measured() != null).toList();
  }

  private static Measures run(CoefficientTable table, String matrix) throws IOException {
    Measured measured = Objects.requireNonNull(table.measured());
    MatrixIteration iteration =
        MatrixIteration.of(table, measured.precision()).with(measured.rounding());
    Outcome outcome =
        new EjmlBackend()
            .run(iteration, MatrixFile.read(DATA.resolve("momentum-" + matrix + ".npy")));
    return Measures.of(iteration, assertInstanceOf(Outcome.Finished.class, outcome, matrix));
  }

  @ParameterizedTest
  @MethodSource("recommended")
  void endInsideWhatIsPrinted(CoefficientTable table) throws IOException {
    for (String matrix : LARGE) {
      assertInsideWhatIsPrinted(table, matrix, 1);
    }
    assertInsideWhatIsPrinted(table, SMALL, SMALLER);
  }

  /// What is printed is the measured worst error and how far structured matrices reach.
  private static void assertInsideWhatIsPrinted(
      CoefficientTable table, String matrix, double allowed) throws IOException {
    Measured measured = Objects.requireNonNull(table.measured());
    double worst = allowed * Objects.requireNonNull(measured.worstError());
    double upper = 1 + Math.max(worst, Objects.requireNonNull(measured.structured()).excess());
    double lower = Objects.requireNonNull(table.design()).lower();
    Measures measures = run(table, matrix);
    int count = (int) measures.inputSingularValues().stream().filter(x -> x >= lower).count();
    String where = table.name() + ", " + matrix;
    assertTrue(count > 0, where);
    assertTrue(measures.singularValues().getFirst() <= upper, where);
    assertTrue(measures.singularValues().get(count - 1) >= 1 - worst, where);
    BelowInterval.of(measures, lower)
        .ifPresent(below -> assertTrue(below.images().upper() <= upper, where));
  }

  @Test
  void whatIsBelowTheIntervalIsCounted() throws IOException {
    CoefficientTable table = Catalogue.find("bfloat16-15").orElseThrow();
    BelowInterval below = BelowInterval.of(run(table, SMALL), 1e-3).orElseThrow();
    assertEquals(76, below.all());
    assertTrue(below.count() >= 1);
    assertTrue(below.images().upper() < below.others().orElseThrow().lower());
    assertTrue(below.others().orElseThrow().lower() > 0.9);
    assertTrue(BelowInterval.of(run(table, "w1-step400"), 1e-3).isEmpty());
    BelowInterval all = BelowInterval.of(run(table, "w1-step400"), 2).orElseThrow();
    assertTrue(all.others().isEmpty());
  }
}
