package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.certificate.NegativeMargin;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.testing.Slow;
import org.alternant.toolkit.verify.Verification;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rounding takes no inverse root out of its range, the ranges say something, and what a precision
/// cannot do is said.
class InverseRootRunsTest {

  private static final EjmlBackend BACKEND = new EjmlBackend();

  private static final List<Spectrum.Kind> KINDS =
      List.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  Spectrum.Kind.ADVERSARIAL,
                  Spectrum.Kind.GAUSSIAN,
                  Spectrum.Kind.RANK_DEFICIENT)));

  private static final List<Epilogue> EPILOGUES = List.of(Epilogue.values());

  /// Observed in binary32: 18 to 30 at the median.
  private static final double VACUOUS = 100;

  private static List<Step> steps(TableFunction function, double lower, Random random) {
    List<Integer> degrees = new ArrayList<>();
    int count = 2 + random.nextInt(4);
    for (int t = 0; t < count; t++) {
      degrees.add(function.exponent(1 + random.nextInt(6)));
    }
    return ScheduleDesigner.design(DesignRequest.of(function, degrees, new Interval(lower, 1)));
  }

  /// Dense, diagonal, or with the eigenvectors of a Hadamard matrix, whose entries repeat.
  private static DMatrixRMaj matrix(double lower, Random random) {
    Spectrum spectrum = new Spectrum(KINDS.get(random.nextInt(KINDS.size())), lower);
    int order = 1 << (1 + random.nextInt(5));
    return switch (random.nextInt(6)) {
      case 0 -> hadamard(spectrum.singularValues(order, random));
      case 1 -> diagonal(spectrum.singularValues(order, random));
      default -> {
        int any = 1 + random.nextInt(32);
        yield TestMatrix.generate(
            MatrixFunction.INVERSE_ROOT, spectrum, any, any, random.nextLong());
      }
    };
  }

  private static DMatrixRMaj diagonal(double[] eigenvalues) {
    DMatrixRMaj a = new DMatrixRMaj(eigenvalues.length, eigenvalues.length);
    for (int i = 0; i < eigenvalues.length; i++) {
      a.set(i, i, eigenvalues[i]);
    }
    return a;
  }

  private static DMatrixRMaj hadamard(double[] eigenvalues) {
    int order = eigenvalues.length;
    DMatrixRMaj a = new DMatrixRMaj(order, order);
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        double sum = 0;
        for (int k = 0; k < order; k++) {
          int signs = Integer.bitCount(i & k) + Integer.bitCount(j & k);
          sum += (signs % 2 == 0 ? 1 : -1) * eigenvalues[k];
        }
        a.set(i, j, sum / order);
      }
    }
    return a;
  }

  private static MatrixIteration iteration(List<Step> steps, Precision precision, Random random) {
    MatrixIteration fused = new MatrixIteration(steps, Normalization.NONE, precision);
    return random.nextInt(3) == 0 ? fused.with(EPILOGUES.get(random.nextInt(3))) : fused;
  }

  private static double lower(Precision precision, Random random) {
    double decades =
        switch (precision) {
          case FLOAT64 -> 9;
          case FLOAT32 -> 4;
          case TFLOAT32, BFLOAT16, FLOAT16 -> 1;
        };
    return StrictMath.pow(10, -1 - decades * random.nextDouble());
  }

  @ParameterizedTest
  @EnumSource
  void staysInsideItsRange(Precision precision) {
    Random random = new Random(precision.name().hashCode());
    List<Double> allowed = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      check(precision, 6, random, allowed);
    }
    allowed.sort(null);
    if (precision == Precision.FLOAT32) {
      double median = allowed.get(allowed.size() / 2);
      assertTrue(median < VACUOUS, () -> "allowance over deviation: " + median);
    }
  }

  @Slow
  @Test
  void tenThousandRunsStayInside() {
    Random random = new Random(10_000);
    List<Double> allowed = new ArrayList<>();
    for (int k = 0; k < 200; k++) {
      check(Precision.FLOAT32, 50, random, allowed);
    }
    assertTrue(allowed.size() > 9_000, () -> "few runs have a bound: " + allowed.size());
  }

  /// Runs one design on some matrices.
  ///
  /// @param allowed takes the ratios of allowance and deviation
  private static void check(Precision precision, int count, Random random, List<Double> allowed) {
    TableFunction function = TableFunction.inverseRoot(1 + random.nextInt(8));
    double lower = lower(precision, random);
    MatrixIteration iteration = iteration(steps(function, lower, random), precision, random);
    for (int i = 0; i < count; i++) {
      DMatrixRMaj a = matrix(lower, random);
      // In half precisions a run may overflow: there is no bound then.
      if (BACKEND.run(iteration, a) instanceof Outcome.Finished finished) {
        Measures measures = Measures.of(iteration, finished);
        assertTrue(
            measures.withinRoundingBounds(),
            () -> iteration + " " + measures + " of " + a.numRows + "×" + a.numRows);
        if (measures.roundingAllowance() < Double.POSITIVE_INFINITY) {
          allowed.add(measures.roundingAllowance() / measures.deviation());
        }
      } else {
        assertTrue(precision.unitRoundoff() > 1e-4, iteration::toString);
      }
    }
  }

  private static CoefficientTable table(int root, double lower, int... q) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = new ArrayList<>();
    for (int one : q) {
      degrees.add(function.exponent(one));
    }
    DesignRequest request = DesignRequest.of(function, degrees, new Interval(lower, 1));
    return new CoefficientTable(
        "root",
        null,
        ScheduleDesigner.design(request),
        Conventions.DEFAULT,
        request,
        null,
        new Provenance("test", null));
  }

  /// An eigenvalue that rounding took below 0, within the margin that is proved: X stays positive
  /// and within its bound there, and is for the others what it is without.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void negativeEigenvaluesWithinTheMarginAreBorne(int root) {
    CoefficientTable table = table(root, 1e-3, 4, 4, 4);
    NegativeMargin margin = Verification.negativeMargin(table.steps()).orElseThrow();
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      double part = precision == Precision.FLOAT64 ? 0.999 : 0.9;
      List<Double> eigenvalues = List.of(1.0, 0.3, 0.05, 4e-3, 1e-3, part * margin.lower());
      MatrixIteration iteration = new MatrixIteration(table.steps(), Normalization.NONE, precision);
      DMatrixRMaj a = TestMatrix.symmetric(eigenvalues, 5);
      DMatrixRMaj x = assertInstanceOf(Outcome.Finished.class, BACKEND.run(iteration, a)).result();
      List<Double> found = eigenvalues(x);
      assertTrue(found.getFirst() > 0, () -> root + " " + precision + " " + found);
      assertTrue(found.getLast() < margin.largestFactor(), () -> margin + " " + found);
      // It is the largest of all, beyond λ^(-1/p), or there would be nothing to bound.
      assertTrue(found.getLast() > StrictMath.pow(1e-3, -1.0 / root), found::toString);
      assertEquals(1, found.getFirst(), 0.1);
    }
  }

  private static List<Double> eigenvalues(DMatrixRMaj x) {
    var eigen = DecompositionFactory_DDRM.eig(x.numRows, false, true);
    assertTrue(eigen.decompose(x.copy()));
    return IntStream.range(0, x.numRows)
        .mapToObj(i -> eigen.getEigenvalue(i).getReal())
        .sorted()
        .toList();
  }

  private static ValidationRun run(
      CoefficientTable table, MatrixSource source, Precision precision, double damping)
      throws BackendUnavailableException {
    ValidationRequest request =
        ValidationRequest.of(table, source).precisions(precision).damping(damping).build();
    return Validation.run(request).runs().getFirst();
  }

  /// What binary64 computes is what is certified.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 8, 16})
  void everySpectrumIsInside(int root) throws BackendUnavailableException {
    CoefficientTable table = table(root, 1e-4, 4, 4, 4);
    for (Spectrum.Kind kind : Spectrum.Kind.values()) {
      if (kind != Spectrum.Kind.RANK_DEFICIENT) {
        GeneratedMatrices matrices = new GeneratedMatrices(24, 24, kind);
        ValidationRun run = run(table, matrices, Precision.FLOAT64, 0);
        assertTrue(!run.verdict().outside(), () -> root + " " + kind + ": " + run);
      }
    }
  }

  /// Rank-deficient matrices have no inverse root; damped they have one, and it is what is
  /// certified for them.
  @Test
  void dampingMakesSingularMatricesInvertible() throws BackendUnavailableException {
    CoefficientTable table = table(4, 1e-3, 4, 4, 4);
    DMatrixRMaj half = TestMatrix.symmetric(List.of(1.0, 0.5, 0.25, 0.0), 7);
    MatrixSource source = new MatrixSource.Given(List.of(MatrixBatch.of("half", half)));
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      ValidationRun run = run(table, source, precision, 2e-3);
      assertTrue(!run.verdict().outside(), run::toString);
      RunOutcome.Measured measured = assertInstanceOf(RunOutcome.Measured.class, run.outcome());
      double smallest = measured.measures().inputSingularValues().getLast();
      assertEquals(2e-3 / 1.002, smallest, 1e-12);
    }
  }

  /// A smallest eigenvalue of 1e-4 drowns in bfloat16; the damping that the answer suggests mends
  /// it, with a table for what that leaves.
  @Test
  void lostEigenvaluesAreNamedAndDampingMendsThem() throws BackendUnavailableException {
    CoefficientTable table = table(4, 1e-4, 4, 4, 4);
    for (int seed = 1; seed <= 20; seed++) {
      MatrixSource matrices =
          new GeneratedMatrices(48, 48, SpectrumChoice.of(Spectrum.Kind.LOG_UNIFORM), seed, 1);
      ValidationRun lost = run(table, matrices, Precision.BFLOAT16, 0);
      Verdict.Outside outside = assertInstanceOf(Verdict.Outside.class, lost.verdict());
      Reason.EigenvaluesLost reason =
          assertInstanceOf(Reason.EigenvaluesLost.class, outside.reason());
      assertTrue(reason.count() > 0 && reason.damping() > 1e-2, reason::toString);
      double smallest = reason.damping() / (1 + reason.damping());
      CoefficientTable coarser = table(4, smallest, 2, 2, 2);
      MatrixSource same =
          new MatrixSource.Given(
              matrices.batches(table, MatrixFunction.INVERSE_ROOT, EjmlAlgebra.INSTANCE));
      ValidationRun damped = run(coarser, same, Precision.BFLOAT16, reason.damping());
      RunOutcome.Measured measured = assertInstanceOf(RunOutcome.Measured.class, damped.outcome());
      // Observed: 0.0065 to 0.0085.
      assertTrue(measured.measures().worstError() < 0.02, damped::toString);
      assertTrue(!damped.verdict().outside(), damped::toString);
    }
  }

  @Test
  void normsOfSymmetricMatricesBoundTheSpectrum() throws BackendUnavailableException {
    CoefficientTable table = table(2, 1e-5, 4, 6, 4);
    MatrixSource source =
        new MatrixSource.Given(
            List.of(
                MatrixBatch.of("a", TestMatrix.symmetric(List.of(90.0, 31.0, 7.0, 2.5, 0.4), 3))));
    Set<NormalizationChoice> choices =
        EnumSet.of(
            NormalizationChoice.FROBENIUS, NormalizationChoice.TRACE, NormalizationChoice.INFINITY);
    for (NormalizationChoice choice : choices) {
      ValidationRequest request = ValidationRequest.of(table, source).normalization(choice).build();
      ValidationRun run = Validation.run(request).runs().getFirst();
      assertTrue(!run.verdict().outside(), run::toString);
      RunOutcome.Measured measured = assertInstanceOf(RunOutcome.Measured.class, run.outcome());
      List<Double> eigenvalues = measured.measures().inputSingularValues();
      assertTrue(eigenvalues.getFirst() <= 1, eigenvalues::toString);
      assertEquals(90 / 0.4, eigenvalues.getFirst() / eigenvalues.getLast(), 1e-9);
      if (choice == NormalizationChoice.TRACE) {
        double trace = eigenvalues.stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(1, trace, 1e-13);
      }
    }
  }
}
