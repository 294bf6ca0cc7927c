package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.toolkit.validate.ValidationDistribution.Figures;
import org.junit.jupiter.api.Test;

/// One call runs a table and judges it. The known failures are those that `ValidateCommandTest`
/// holds the command line to.
class ValidationTest {

  /// The ends up to which a table keeps signs, or errors below 1, are written with so many digits.
  private static final double WRITTEN = 1e-7;

  /// Between a binary64 run on singular values at the witnesses and the certificate. Observed: at
  /// most 1e-13.
  private static final double ATTAINED = 1e-9;

  private static CoefficientTable table(String name) {
    return Catalogue.find(name).orElseThrow();
  }

  private static SpectrumChoice logUniform(OptionalDouble lower, double upper) {
    return SpectrumChoice.of(Spectrum.Kind.LOG_UNIFORM, lower, upper);
  }

  private static ValidationRequest.Builder square(String name, int side, SpectrumChoice spectrum) {
    return ValidationRequest.of(table(name), new GeneratedMatrices(side, side, spectrum));
  }

  private static ValidationRequest.Builder usual() {
    return ValidationRequest.of(
        table("nanochat-5"), new GeneratedMatrices(20, 11, Spectrum.Kind.LOG_UNIFORM));
  }

  private static ValidationRun one(ValidationRequest.Builder request) throws Exception {
    ValidationResult result = Validation.run(request.build());
    assertEquals(1, result.runs().size());
    return result.runs().getFirst();
  }

  private static Reason.Fault fault(ValidationRun run) {
    return assertInstanceOf(Verdict.Outside.class, run.verdict()).reason();
  }

  private static Measures measures(ValidationRun run) {
    return assertInstanceOf(RunOutcome.Measured.class, run.outcome()).measures();
  }

  @Test
  void aRunInsideItsCertificate() throws Exception {
    ValidationResult result = Validation.run(usual().build());
    ValidationRun run = result.runs().getFirst();
    assertFalse(result.anyOutside());
    assertFalse(run.verdict().outside());
    assertEquals(OptionalInt.empty(), run.leftAt());
    assertEquals("seed 1", run.label());
    assertEquals(List.of(), run.trace());
    assertEquals(15, run.cost().products());
    double proved = run.judgement().certificate().orElseThrow().worstCaseError();
    assertTrue(measures(run).worstError() <= proved + ATTAINED, () -> "proved: " + proved);
    assertTrue(result.certificate().isPresent());
  }

  /// What is certified for the singular values that a table was made for may be an error of 1 or
  /// more: a run that keeps to it is inside, in whichever format.
  @Test
  void aCertifiedErrorAboveOneIsKeptTo() throws Exception {
    for (String rows : List.of("1,1", "2.5", "1.5,0.5; 1.2,0.3", "0.5,0.5; 3,1,0.5")) {
      ValidationResult result =
          Validation.run(
              ValidationRequest.of(
                      TableLiteral.parse(rows),
                      new GeneratedMatrices(8, 8, logUniform(OptionalDouble.empty(), 1)))
                  .precisions(Precision.values())
                  .build());
      assertTrue(result.certificate().orElseThrow().worstCaseError() >= 1, rows);
      for (ValidationRun run : result.runs()) {
        assertFalse(run.verdict().outside(), () -> rows + ": " + run.verdict());
        assertEquals(OptionalInt.empty(), run.leftAt());
      }
    }
  }

  /// Larger singular values than a table was made for are not what it promises anything about.
  @Test
  void anErrorOfOneBeyondWhatTheTableWasMadeForIsOutside() throws Exception {
    ValidationRun run =
        one(
            ValidationRequest.of(
                TableLiteral.parse("2.5"),
                new GeneratedMatrices(8, 8, logUniform(OptionalDouble.empty(), 1.125))));
    Reason.BeyondUnitError beyond = assertInstanceOf(Reason.BeyondUnitError.class, fault(run));
    assertEquals(1.125, beyond.largest(), WRITTEN);
    assertEquals(0.8, beyond.unitErrorUpper().orElseThrow(), WRITTEN);
    assertEquals(OptionalInt.of(1), run.leftAt());
  }

  /// Iterates may be as large as binary64 allows: where no step multiplies them, none is lost.
  @Test
  void hugeIteratesAreMeasured() throws Exception {
    for (String rows : List.of("1e155;1e-155", "1e160;1e-160;1.5,-0.5", "1e300;1e-300")) {
      ValidationRun run =
          one(
              ValidationRequest.of(
                  TableLiteral.parse(rows), new GeneratedMatrices(3, 2, Spectrum.Kind.UNIFORM)));
      assertFalse(run.verdict().outside(), () -> rows + ": " + run.verdict());
      Measures measures = measures(run);
      assertEquals(0, measures.unresolved());
      assertTrue(measures.withinRoundingBounds());
      assertTrue(measures.roundingAllowance() < 1e-12, () -> rows + ": " + measures);
    }
  }

  @Test
  void theLargestSeedIsFollowedByTheSmallest() throws Exception {
    List<String> labels =
        new GeneratedMatrices(4, 3, SpectrumChoice.of(Spectrum.Kind.UNIFORM), Long.MAX_VALUE, 2)
            .batches(table("jordan-5"), MatrixFunction.POLAR, EjmlAlgebra.INSTANCE)
            .getFirst()
            .labels();
    assertEquals(List.of("seed " + Long.MAX_VALUE, "seed " + Long.MIN_VALUE), labels);
  }

  @Test
  void signsLostBeyondTheSafeRange() throws Exception {
    ValidationRun run =
        one(
            square("cubic5", 64, logUniform(OptionalDouble.empty(), 1.00390625))
                .precisions(Precision.BFLOAT16));
    Reason.SignsLost lost = assertInstanceOf(Reason.SignsLost.class, fault(run));
    assertEquals(1, lost.count());
    Reason.BeyondSignSafe cause = assertInstanceOf(Reason.BeyondSignSafe.class, lost.cause());
    assertEquals(1.0039062, cause.largest(), WRITTEN);
    assertEquals(1.0035183, cause.signSafeUpper(), WRITTEN);
    assertEquals(OptionalInt.of(1), run.leftAt());
    // Lying between bounds that rounding explains is no verdict.
    assertTrue(measures(run).withinRoundingBounds());
  }

  @Test
  void anOverflowIsAnOutcomeWithItsStep() throws Exception {
    ValidationRequest.Builder request =
        square("polar-express-8", 16, logUniform(OptionalDouble.empty(), 1.01));
    ValidationRun run = one(request);
    assertEquals(new RunOutcome.Overflowed(6), run.outcome());
    assertEquals(OptionalInt.of(6), run.leftAt());
    assertEquals(Optional.empty(), run.judgement().certificate());
    assertEquals(List.of(), run.trace());
    Reason.Overflowed overflow = assertInstanceOf(Reason.Overflowed.class, fault(run));
    assertEquals(6, overflow.step());
    assertEquals(Precision.FLOAT64, overflow.precision());
    Reason.BeyondUnitError cause =
        assertInstanceOf(Reason.BeyondUnitError.class, overflow.cause().orElseThrow());
    assertEquals(1.0000042, cause.unitErrorUpper().orElseThrow(), WRITTEN);
    assertEquals(5, one(request.traced(true)).trace().size());
  }

  @Test
  void coefficientsNearTheLargestNumberOverflowToo() throws Exception {
    CoefficientTable huge = TableLiteral.parse("1e200,0,1e200; 1,0,1e200");
    ValidationResult result =
        Validation.run(
            ValidationRequest.of(huge, new GeneratedMatrices(4, 4, Spectrum.Kind.LOG_UNIFORM))
                .traced(true)
                .build());
    assertEquals(new RunOutcome.Overflowed(2), result.runs().getFirst().outcome());
    assertEquals(1, result.runs().getFirst().trace().size());
    assertEquals(Optional.empty(), result.certificate());
    assertTrue(result.anyOutside());
  }

  @Test
  void theGramFormFailsWithoutRestartsAndWorksWithThem() throws Exception {
    GeneratedMatrices matrices =
        new GeneratedMatrices(64, 256, logUniform(OptionalDouble.of(1e-4), 1));
    ValidationRequest.Builder request =
        ValidationRequest.of(table("nanochat-5"), matrices).precisions(Precision.FLOAT16);
    ValidationRun run = one(request.form(new FormChoice.Given(new Form.Gram(List.of()))));
    Verdict.Outside outside = assertInstanceOf(Verdict.Outside.class, run.verdict());
    GramNeedsRestarts gram = outside.gram().orElseThrow();
    assertEquals(List.of(2), gram.needed());
    assertTrue(gram.excess() > 1000);
    assertEquals(5, assertInstanceOf(Reason.Overflowed.class, outside.reason()).step());

    ValidationRun restarted = one(request.form(new FormChoice.GramRestartedAsNeeded()));
    assertEquals(new Form.Gram(List.of(2)), restarted.iteration().form());
    assertFalse(restarted.verdict().outside(), () -> restarted.verdict().toString());
  }

  @Test
  void whatAPrecisionCannotResolveIsNotJudgedAsInside() throws Exception {
    ValidationRun run =
        one(
            square("nanochat-5", 4, logUniform(OptionalDouble.of(1e-9), 1e-9))
                .precisions(Precision.FLOAT16));
    assertEquals(new Reason.NothingResolved(Precision.FLOAT16), fault(run));
  }

  @Test
  void theZeroMatrixStaysZero() throws Exception {
    MatrixSource zero = new MatrixSource.Given(List.of(MatrixBatch.of("zero", new double[3][4])));
    ValidationRun run = one(ValidationRequest.of(table("nanochat-5"), zero));
    assertEquals(new Verdict.Inside(new Reason.ZeroMatrix()), run.verdict());
    assertEquals(3, run.rows());
    assertEquals(4, run.columns());
  }

  @Test
  void anAdversarialSpectrumAttainsTheCertifiedError() throws Exception {
    ValidationResult result =
        Validation.run(
            ValidationRequest.of(
                    table("nanochat-5"), new GeneratedMatrices(12, 20, Spectrum.Kind.ADVERSARIAL))
                .build());
    assertEquals(
        result.certificate().orElseThrow().worstCaseError(),
        measures(result.runs().getFirst()).worstError(),
        ATTAINED);
  }

  @Test
  void otherFunctionsAreRunAndJudged() throws Exception {
    for (MatrixFunction function :
        EnumSet.complementOf(EnumSet.of(MatrixFunction.INVERSE_ROOT, MatrixFunction.CLIP))) {
      ValidationRun run =
          one(square("nanochat-5", 12, logUniform(OptionalDouble.of(0.1), 1)).function(function));
      assertFalse(run.verdict().outside(), () -> function + ": " + run.verdict());
    }
  }

  @Test
  void everyMatrixRunsInEveryPrecision() throws Exception {
    MatrixSource matrices =
        new MatrixSource.Given(
            List.of(
                MatrixBatch.of("first", new double[][] {{1, 2}, {3, 4}}),
                MatrixBatch.of("second", new double[][] {{1, 0, 2}})));
    List<String> runs =
        Validation.run(
                ValidationRequest.of(table("nanochat-5"), matrices)
                    .precisions(Precision.FLOAT64, Precision.BFLOAT16)
                    .steps(3)
                    .build())
            .runs()
            .stream()
            .map(run -> run.label() + " " + run.iteration().precision() + " " + run.rows())
            .toList();
    assertEquals(
        List.of("first FLOAT64 2", "first BFLOAT16 2", "second FLOAT64 1", "second BFLOAT16 1"),
        runs);
  }

  @Test
  void onlyPrescribedSingularValuesAreTakenAsTheyAre() {
    CoefficientTable table = table("nanochat-5");
    Normalization own = table.conventions().normalization();
    MatrixSource given =
        new MatrixSource.Given(List.of(MatrixBatch.of("m", new double[][] {{1, 2}})));
    MatrixSource gaussian = new GeneratedMatrices(3, 3, Spectrum.Kind.GAUSSIAN);
    MatrixSource values =
        new GeneratedMatrices(3, 3, new SpectrumChoice.Prescribed(List.of(1.0, 0.5)));
    assertEquals(own, normalization(ValidationRequest.of(table, given)));
    assertEquals(own, normalization(ValidationRequest.of(table, gaussian)));
    assertEquals(Normalization.NONE, normalization(ValidationRequest.of(table, values)));
    assertEquals(
        Normalization.FROBENIUS,
        normalization(
            ValidationRequest.of(table, values).normalization(NormalizationChoice.FROBENIUS)));
  }

  private static Normalization normalization(ValidationRequest.Builder request) {
    return request.build().iterations().getFirst().normalization();
  }

  @Test
  void repeatGivesTheDistributionOverSeeds() throws Exception {
    ValidationRequest request = usual().precisions(Precision.FLOAT64, Precision.BFLOAT16).build();
    List<String> progress = new ArrayList<>();
    List<ValidationDistribution> distributions =
        Validation.repeat(request, 3, (done, total) -> progress.add(done + "/" + total));
    assertEquals(List.of("1/6", "2/6", "3/6", "4/6", "5/6", "6/6"), progress);
    assertEquals(2, distributions.size());
    ValidationDistribution first = distributions.getFirst();
    assertEquals(
        List.of(1L, 2L, 3L),
        first.runs().stream().map(ValidationDistribution.SeededRun::seed).toList());
    assertEquals(0, first.overflowed());
    assertEquals(Optional.empty(), first.firstOutside());
    assertEquals(
        3, first.count(Verdict.Inside.class) + first.count(Verdict.InsideWithRounding.class));
    assertEquals(
        first.worst().orElseThrow().figures().orElseThrow().worstError(),
        first.quantiles(Figures::worstError).orElseThrow().at(1));
  }

  @Test
  void repeatedOverflowsHaveNoQuantiles() throws Exception {
    ValidationDistribution distribution =
        Validation.repeat(
                square("polar-express-8", 8, logUniform(OptionalDouble.empty(), 1.01)).build(), 2)
            .getFirst();
    assertEquals(2, distribution.overflowed());
    assertEquals(2, distribution.count(Verdict.Outside.class));
    assertEquals(1, distribution.firstOutside().orElseThrow().seed());
    assertEquals(Optional.empty(), distribution.worst());
    assertEquals(Optional.empty(), distribution.distances());
  }

  @Test
  void onlyMatricesGeneratedOneByOneAreRepeated() {
    CoefficientTable table = table("nanochat-5");
    ValidationRequest given =
        ValidationRequest.of(
                table, new MatrixSource.Given(List.of(MatrixBatch.of("m", new double[][] {{1}}))))
            .build();
    ValidationRequest batch =
        ValidationRequest.of(table, new GeneratedMatrices(3, 3, Spectrum.Kind.UNIFORM).by(1, 2))
            .build();
    ValidationRequest single = usual().build();
    assertThrows(IllegalArgumentException.class, () -> Validation.repeat(given, 2));
    assertThrows(IllegalArgumentException.class, () -> Validation.repeat(batch, 2));
    assertThrows(IllegalArgumentException.class, () -> Validation.repeat(single, 0));
  }

  @Test
  void everyMatrixOfABatchIsTold() throws Exception {
    GeneratedMatrices batch = new GeneratedMatrices(20, 11, Spectrum.Kind.LOG_UNIFORM).by(1, 3);
    ValidationRequest request =
        ValidationRequest.of(table("nanochat-5"), batch)
            .precisions(Precision.FLOAT64, Precision.BFLOAT16)
            .build();
    List<String> told = new ArrayList<>();
    Validation.run(request, (done, total) -> told.add(done + " of " + total));
    assertEquals(List.of("1 of 3", "2 of 3", "3 of 3", "1 of 3", "2 of 3", "3 of 3"), told);
  }
}
