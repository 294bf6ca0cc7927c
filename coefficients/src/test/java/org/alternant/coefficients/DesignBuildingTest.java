package org.alternant.coefficients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.function.TableFunction;
import org.junit.jupiter.api.Test;

/// Requests and searches built piece by piece are those of the constructors.
class DesignBuildingTest {

  private static final List<Integer> DEGREES = List.of(3, 5);

  @Test
  void aRequestIsBuiltPieceByPiece() {
    DesignSearch search = DesignSearch.budget(6);
    Interval band = new Interval(0.7, 1.2);
    CoefficientGrid grid = CoefficientGrid.parse("decimal:4");
    assertEquals(
        new DesignRequest(
            TableFunction.SIGN,
            DEGREES,
            0.125,
            2,
            0.02,
            1.01,
            SafetyPlacement.POST_HOC,
            band,
            search,
            null,
            grid,
            null),
        DesignRequest.of(List.of(5), new Interval(0.25, 2))
            .withDegrees(DEGREES)
            .withLower(0.125)
            .withCushion(0.02)
            .withSafetyFactor(1.01, SafetyPlacement.POST_HOC)
            .withBand(band)
            .withSearch(search)
            .withCoefficients(grid));
  }

  @Test
  void aRequestForAPrecisionIsBuiltPieceByPiece() {
    RoundingAssumptions rounding =
        RoundingAssumptions.of(Precision.FLOAT16, new MatrixShape(64, 128))
            .withCoherence(2)
            .withSlack(1.5, 0.25);
    assertEquals(
        new RoundingAssumptions(Precision.FLOAT16, new MatrixShape(64, 128), 2, 1.5, 0.25),
        rounding);
    DesignRequest request = DesignRequest.of(DEGREES, 1e-3).withRounding(rounding);
    assertEquals(
        new DesignRequest(
            TableFunction.SIGN,
            DEGREES,
            1e-3,
            1,
            0,
            1,
            SafetyPlacement.IN_LOOP,
            null,
            null,
            rounding,
            null,
            null),
        request);
    assertEquals(new Interval(1e-3, 1), request.input());
    assertThrows(IllegalArgumentException.class, () -> request.withCushion(0.02));
  }

  @Test
  void sampleRunsGoWithNothingElseThatMakesSteps() {
    TrialRuns trial =
        new TrialRuns(
                Precision.BFLOAT16, RoundingRules.FUSED, 0, List.of(new MatrixShape(8, 8)), 1, 1)
            .withRoom(0.5)
            .withMatrices(3, 4)
            .with(RoundingRules.of(Epilogue.ADDMM));
    assertEquals(
        new TrialRuns(
            Precision.BFLOAT16,
            RoundingRules.of(Epilogue.ADDMM),
            0.5,
            List.of(new MatrixShape(8, 8)),
            3,
            4),
        trial);
    DesignRequest request = DesignRequest.of(DEGREES, 1e-3).withTrial(trial);
    assertEquals(trial, request.trial());
    assertThrows(IllegalArgumentException.class, () -> request.withCushion(0.02));
    assertThrows(IllegalArgumentException.class, () -> request.withBand(new Interval(0.7, 1.2)));
    assertThrows(IllegalArgumentException.class, () -> trial.withRoom(-0.5));
    assertThrows(IllegalArgumentException.class, () -> trial.withMatrices(0, 1));
  }

  @Test
  void aSearchIsBuiltPieceByPiece() {
    MatrixShape shape = new MatrixShape(1024, 4096);
    assertEquals(
        new DesignSearch(
            TableFunction.SIGN,
            DEGREES,
            4,
            Measure.SYMMETRIC_OPERATIONS,
            shape,
            FormKind.GRAM,
            Precision.BFLOAT16,
            1e12,
            0.1,
            null),
        DesignSearch.maximumError(0.1)
            .withAllowedDegrees(DEGREES)
            .withSteps(4)
            .inOperations(shape, true)
            .inGramForm(Precision.BFLOAT16)
            .withBudget(1e12));
    assertEquals(
        new DesignSearch(
            TableFunction.SIGN,
            DesignSearch.CUSTOMARY_DEGREES,
            null,
            Measure.PRODUCTS,
            null,
            FormKind.STANDARD,
            null,
            16.0,
            null,
            null),
        DesignSearch.budget(16));
    assertThrows(IllegalArgumentException.class, () -> DesignSearch.budget(16).withBudget(null));
  }
}
