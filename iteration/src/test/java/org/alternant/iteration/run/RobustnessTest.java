package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measurement;
import org.alternant.iteration.measure.Measures;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Matrices at the ends of what a format can hold, and batches of such.
class RobustnessTest {

  /// What nanochat-5 leaves of |1 − σ| by its certificate, 0.142, and what a run in bfloat16 adds
  /// to it, some 2⁻⁸ a step. Observed: 0.114.
  private static final double NANOCHAT_ERROR = 0.2;

  private static final Backend BACKEND = new EjmlBackend();

  private static MatrixIteration nanochat(Normalization normalization, Precision precision) {
    return new MatrixIteration(Tables.NANOCHAT_5, normalization, precision);
  }

  /// The standard form and the Gram form with the restarts that the precision needs.
  private static List<MatrixIteration> forms(MatrixIteration iteration) {
    List<Integer> restarts = GramRestarts.needed(iteration.steps(), iteration.precision());
    return List.of(iteration, iteration.with(new Form.Gram(restarts)));
  }

  private static Outcome.Finished finished(MatrixIteration iteration, DMatrixRMaj x) {
    return assertInstanceOf(Outcome.Finished.class, BACKEND.run(iteration, x));
  }

  /// 3×4 with entries ±value: orthogonal rows, three singular values 2 · value.
  private static DMatrixRMaj signs(double value) {
    DMatrixRMaj x = new DMatrixRMaj(3, 4);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        x.set(i, j, i == j ? -value : value);
      }
    }
    return x;
  }

  private static void assertAllUnresolved(MatrixIteration iteration, DMatrixRMaj x) {
    Measures measures = Measures.of(iteration, finished(iteration, x));
    assertEquals(measures.singularValues().size(), measures.unresolved());
    assertEquals(OptionalInt.of(0), measures.flipped());
    assertTrue(measures.withinRoundingBounds(), measures::toString);
  }

  @ParameterizedTest
  @EnumSource
  void theZeroMatrixStaysZeroAndNoneOfItIsResolved(Precision precision) {
    for (DMatrixRMaj zero : List.of(new DMatrixRMaj(3, 5), new DMatrixRMaj(4, 1))) {
      for (MatrixIteration iteration : forms(nanochat(Tables.NANOCHAT, precision))) {
        assertArrayEquals(zero.data, finished(iteration, zero).result().data);
        assertAllUnresolved(iteration, zero);
      }
    }
    DMatrixRMaj square = new DMatrixRMaj(4, 4);
    MatrixIteration sign = nanochat(Tables.NANOCHAT, precision).with(MatrixFunction.SIGN);
    assertArrayEquals(square.data, finished(sign, square).result().data);
    assertAllUnresolved(sign, square);
  }

  /// One direction goes to its image; in the others there is nothing to resolve.
  @ParameterizedTest
  @EnumSource
  void aRankOneMatrixKeepsItsDirection(Precision precision) {
    DMatrixRMaj x = new DMatrixRMaj(6, 9);
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < 9; j++) {
        x.set(i, j, (i + 1) * (j - 3.5));
      }
    }
    for (DMatrixRMaj matrix : List.of(x, CommonOps_DDRM.transpose(x, null))) {
      for (MatrixIteration iteration : forms(nanochat(Tables.NANOCHAT, precision))) {
        Measures measures = Measures.of(iteration, finished(iteration, matrix));
        assertTrue(measures.withinRoundingBounds(), measures::toString);
        assertEquals(5, measures.unresolved());
        assertEquals(OptionalInt.of(0), measures.flipped());
        assertEquals(1, measures.singularValues().getFirst(), NANOCHAT_ERROR);
      }
    }
  }

  /// The largest, the smallest normal and the smallest number of the format, and numbers that only
  /// binary64 has, are normalized before they are rounded.
  @ParameterizedTest
  @EnumSource
  void theSizeOfTheEntriesDoesNotMatterWithNormalization(Precision precision) {
    ExactFormat format = ExactFormat.storageOf(precision);
    double[] sizes = {
      format.largest(),
      Math.scalb(1.0, format.smallestExponent()),
      format.smallest(),
      Double.MAX_VALUE,
      Double.MIN_NORMAL,
      Double.MIN_VALUE
    };
    Normalization normalization = Normalization.FROBENIUS;
    for (MatrixIteration iteration : forms(nanochat(normalization, precision))) {
      for (double size : sizes) {
        Measures measures = Measures.of(iteration, finished(iteration, signs(size)));
        assertTrue(measures.withinRoundingBounds(), measures::toString);
        assertEquals(0, measures.worstError(), NANOCHAT_ERROR);
        assertEquals(0, measures.unresolved());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLargestNumbersOverflowInTheFirstStepAndLargerOnesBefore(Precision precision) {
    ExactFormat format = ExactFormat.storageOf(precision);
    for (MatrixIteration iteration : forms(nanochat(Normalization.NONE, precision))) {
      assertEquals(new Outcome.Overflowed(1), BACKEND.run(iteration, signs(format.largest())));
      if (precision != Precision.FLOAT64) {
        double unit = Math.scalb(1.0, format.largestExponent() - format.significantBits() + 1);
        double threshold = format.largest() + unit / 2;
        assertEquals(new Outcome.Overflowed(0), BACKEND.run(iteration, signs(threshold)));
        assertEquals(
            new Outcome.Overflowed(1), BACKEND.run(iteration, signs(Math.nextDown(threshold))));
      }
    }
  }

  /// Where XXᵀ underflows, all that is left of a step is c₀X.
  @ParameterizedTest
  @EnumSource
  void theSmallestNumbersAreMultipliedByTheLeadingCoefficients(Precision precision) {
    ExactFormat format = ExactFormat.storageOf(precision);
    ExactFormat accumulator = precision == Precision.FLOAT64 ? format : ExactFormat.BINARY32;
    double expected = format.smallest();
    for (Step step : Tables.NANOCHAT_5) {
      double c0 = accumulator.round(step.coefficients().getFirst());
      expected = format.round(accumulator.round(c0 * expected));
    }
    MatrixIteration iteration = nanochat(Normalization.NONE, precision);
    DMatrixRMaj x = signs(format.smallest());
    assertArrayEquals(signs(expected).data, finished(iteration, x).result().data);
    forms(iteration).forEach(form -> assertAllUnresolved(form, x));
  }

  /// Nobody mistakes the zero that is left for an exact result: the values that went in are
  /// reported, none of them counts as resolved, and all are as wrong as can be.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FLOAT64")
  void aMatrixThatUnderflowsToZeroIsUnresolved(Precision precision) {
    DMatrixRMaj x = signs(ExactFormat.storageOf(precision).smallest() / 2);
    for (MatrixIteration iteration : forms(nanochat(Normalization.NONE, precision))) {
      Outcome.Finished run = finished(iteration, x);
      assertEquals(0, CommonOps_DDRM.elementMaxAbs(run.normalized()));
      assertEquals(0, CommonOps_DDRM.elementMaxAbs(run.result()));
      assertAllUnresolved(iteration, x);
      Measures measures = Measures.of(iteration, run);
      assertEquals(2 * x.data[1], measures.inputSingularValues().getFirst());
      assertEquals(List.of(0.0, 0.0, 0.0), measures.singularValues());
      assertEquals(1, measures.worstError());
    }
  }

  /// 2ᵗ after t steps x ← 2x.
  @ParameterizedTest
  @CsvSource({"FLOAT64, 1024", "FLOAT32, 128", "TFLOAT32, 128", "BFLOAT16, 128", "FLOAT16, 16"})
  void doublingOverflowsAtTheEndOfTheExponents(Precision precision, int step) {
    List<Step> steps = Collections.nCopies(step + 2, Tables.step(2));
    MatrixIteration iteration = new MatrixIteration(steps, Normalization.NONE, precision);
    DMatrixRMaj one = CommonOps_DDRM.identity(1);
    assertEquals(new Outcome.Overflowed(step), BACKEND.run(iteration, one));
    DMatrixRMaj last = finished(iteration.first(step - 1), one).result();
    assertEquals(Math.scalb(1.0, step - 1), last.get(0, 0));
  }

  /// x ← x⁵ from 2: 2⁵, 2²⁵, 2¹²⁵, 2⁶²⁵, of which A² has four fifths of the exponent of the next.
  @ParameterizedTest
  @CsvSource({"FLOAT64, 5", "FLOAT32, 4", "TFLOAT32, 4", "BFLOAT16, 4", "FLOAT16, 2"})
  void everyFormNamesTheStepThatOverflowed(Precision precision, int step) {
    List<Step> steps = Collections.nCopies(7, Tables.step(0, 0, 1));
    MatrixIteration standard = new MatrixIteration(steps, Normalization.NONE, precision);
    DMatrixRMaj two = new DMatrixRMaj(new double[][] {{2, 0, 0}, {0, 0, 1}});
    List<Form> forms =
        List.of(
            Form.STANDARD,
            new Form.Gram(List.of()),
            new Form.Gram(List.of(1)),
            new Form.Gram(List.of(2, 4)),
            new Form.Gram(List.of(1, 2, 3, 4, 5, 6)));
    for (Form form : forms) {
      for (Epilogue epilogue : Epilogue.values()) {
        MatrixIteration iteration = standard.with(form).with(epilogue);
        assertEquals(new Outcome.Overflowed(step), BACKEND.run(iteration, two));
        assertEquals(
            step - 1,
            Measurement.of(iteration, iteration.scaled(two), EjmlAlgebra.INSTANCE)
                .beforeTheLast(BACKEND, two)
                .size());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void functionsNameTheStepThatOverflowed(MatrixFunction function) {
    TableFunction approximated =
        switch (function) {
          case POLAR, SIGN, SQRT, INVSQRT -> TableFunction.SIGN;
          case INVERSE_ROOT -> TableFunction.inverseRoot(2);
          case CLIP -> TableFunction.clip(5);
        };
    List<Step> steps = Collections.nCopies(4, Step.of(approximated, List.of(1.0, 0.0, 1.0)));
    MatrixIteration iteration =
        new MatrixIteration(steps, Normalization.NONE, Precision.FLOAT16).with(function);
    // The values are 1 and 4: 4 → 4 + 4⁵ = 1028, of which the square overflows.
    double entry = function.needsPositiveDefinite() ? 16 : 4;
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{entry, 0}, {0, 1}});
    assertEquals(new Outcome.Overflowed(2), BACKEND.run(iteration, x));
    finished(iteration.first(1), x);
  }

  /// Every matrix of a batch has the outcome that it has alone, to the last bit, and in any place.
  @ParameterizedTest
  @EnumSource
  void theMatricesOfABatchDoNotTouchEachOther(Precision precision) {
    DMatrixRMaj fine = TestMatrix.generate(new Spectrum(Spectrum.Kind.UNIFORM, 0.1), 3, 4, 1);
    DMatrixRMaj other = TestMatrix.generate(new Spectrum(Spectrum.Kind.GEOMETRIC, 0.1), 3, 4, 2);
    DMatrixRMaj growing = signs(3);
    DMatrixRMaj huge = signs(ExactFormat.storageOf(precision).largest());
    List<DMatrixRMaj> batch = List.of(huge, fine, growing, new DMatrixRMaj(3, 4), other, fine);
    for (MatrixIteration iteration : forms(nanochat(Normalization.NONE, precision))) {
      List<Outcome> outcomes = BACKEND.run(iteration, batch);
      assertEquals(batch.size(), outcomes.size());
      for (int i = 0; i < batch.size(); i++) {
        assertSame(BACKEND.run(iteration, batch.get(i)), outcomes.get(i));
      }
      assertEquals(new Outcome.Overflowed(1), outcomes.getFirst());
      assertInstanceOf(Outcome.Finished.class, outcomes.get(1));
      assertTrue(assertInstanceOf(Outcome.Overflowed.class, outcomes.get(2)).step() > 1);
    }
  }

  private static void assertSame(Outcome alone, Outcome inBatch) {
    if (alone instanceof Outcome.Finished expected) {
      Outcome.Finished found = assertInstanceOf(Outcome.Finished.class, inBatch);
      assertArrayEquals(expected.scaled().data, found.scaled().data);
      assertArrayEquals(expected.normalized().data, found.normalized().data);
      assertArrayEquals(expected.result().data, found.result().data);
    } else {
      assertEquals(alone, inBatch);
    }
  }

  @Test
  void refusesBatchesAndEntriesThatMakeNoSense() {
    MatrixIteration iteration = nanochat(Tables.NANOCHAT, Precision.FLOAT16);
    assertRefused("a batch needs at least one matrix", () -> BACKEND.run(iteration, List.of()));
    assertRefused(
        "the matrices of a batch have one shape, found 2×3 and 3×2",
        () -> BACKEND.run(iteration, List.of(new DMatrixRMaj(2, 3), new DMatrixRMaj(3, 2))));
    assertRefused(
        "the matrix is empty: 0 rows, 3 columns",
        () -> BACKEND.run(iteration, new DMatrixRMaj(0, 3)));
    DMatrixRMaj x = signs(1);
    x.set(1, 2, Double.NEGATIVE_INFINITY);
    assertRefused(
        "the entry in row 2, column 3 is -Infinity",
        () -> BACKEND.run(iteration, List.of(signs(1), x)));
  }

  private static void assertRefused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
