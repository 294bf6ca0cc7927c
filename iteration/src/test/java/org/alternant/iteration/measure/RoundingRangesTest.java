package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.testing.Slow;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rounding takes no singular value out of its range, whatever the matrix, and the ranges are not
/// so wide that they say nothing.
class RoundingRangesTest {

  private static final Backend BACKEND = new EjmlBackend();

  private static final List<String> TABLES =
      List.of("gram-newton-schulz-5", "jordan-5", "nanochat-5", "you-6");

  private static final Set<Spectrum.Kind> KINDS =
      EnumSet.complementOf(EnumSet.of(Spectrum.Kind.ADVERSARIAL));

  /// The most that the median of allowance over deviation may be. In binary64 the error of the
  /// singular value decompositions is most of the allowance, and TensorFloat-32 stores binary32, so
  /// that converged runs deviate by less than the last step's operands let expect. Observed: 1050
  /// at most in these two, 73 in the others.
  private static double vacuous(Precision precision) {
    return switch (precision) {
      case FLOAT64, TFLOAT32 -> 2000;
      case FLOAT32, BFLOAT16, FLOAT16 -> 300;
    };
  }

  private static final int SEEDS = 20;

  /// For every combination of kind, lower end and shape: in all some 30,000 runs.
  private static final int MORE_SEEDS = 5;

  /// By how much the Gram form may deviate more than the standard form in binary32. Theory: some u
  /// times the slopes of the steps. Observed: 1.4e-6.
  private static final double GRAM_DEVIATION = 1e-5;

  private static final List<Double> LOWER_ENDS = List.of(1e-3, 0.3, 1e-8);

  private static final List<MatrixShape> SHAPES =
      List.of(
          new MatrixShape(16, 16),
          new MatrixShape(25, 12),
          new MatrixShape(5, 40),
          new MatrixShape(2, 2),
          new MatrixShape(1, 9),
          new MatrixShape(20, 30),
          new MatrixShape(1, 1));

  private static final List<MatrixShape> LARGE_SHAPES =
      List.of(new MatrixShape(64, 96), new MatrixShape(150, 130));

  /// A table run in one form and one precision, in the Gram form with the restarts that it needs.
  record Run(String table, Precision precision, boolean gram) {

    MatrixIteration iteration() {
      CoefficientTable found = Catalogue.find(table).orElseThrow();
      MatrixIteration iteration = MatrixIteration.of(found, precision);
      return gram
          ? iteration.with(new Form.Gram(GramRestarts.needed(found.steps(), precision)))
          : iteration;
    }

    /// Whether rounding errors stay small, so that ranges can say something. Where they push
    /// singular values beyond what a table was made for, as bfloat16 does with a safety factor of
    /// 1.02 or none, they may grow without bound, and the ranges with them.
    boolean isStable() {
      return switch (precision) {
        case FLOAT64, FLOAT32, FLOAT16 -> true;
        case TFLOAT32 -> !(gram && table.equals("you-6"));
        case BFLOAT16 -> gram ? table.equals("jordan-5") : !table.equals("nanochat-5");
      };
    }
  }

  static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (String table : TABLES) {
      for (Precision precision : Precision.values()) {
        runs.add(new Run(table, precision, false));
        runs.add(new Run(table, precision, true));
      }
    }
    return runs;
  }

  private static Measures measure(MatrixIteration iteration, DMatrixRMaj x, Object what) {
    Outcome outcome = BACKEND.run(iteration, x);
    Outcome.Finished run =
        assertInstanceOf(Outcome.Finished.class, outcome, () -> iteration + ", " + what);
    Measures measures = Measures.of(iteration, run);
    assertTrue(measures.withinRoundingBounds(), () -> iteration + ", " + what + ": " + measures);
    return measures;
  }

  /// All kinds of spectra, 20 seeds each; shapes and lower ends take turns.
  @ParameterizedTest
  @MethodSource("runs")
  void randomMatricesStayWithinTheirRanges(Run run) {
    MatrixIteration iteration = run.iteration();
    List<Double> ratios = new ArrayList<>();
    for (Spectrum.Kind kind : KINDS) {
      for (int seed = 0; seed < SEEDS; seed++) {
        MatrixShape shape = SHAPES.get(seed % SHAPES.size());
        double lower = LOWER_ENDS.get(seed % LOWER_ENDS.size());
        Object what = List.of(kind, lower, shape, seed);
        Measures measures = measure(iteration, random(kind, lower, shape, seed), what);
        ratios.add(measures.roundingAllowance() / measures.deviation());
      }
    }
    Collections.sort(ratios);
    double median = ratios.get(ratios.size() / 2);
    assertTrue(
        !run.isStable() || median <= vacuous(run.precision()), () -> run + ": median " + median);
  }

  private static DMatrixRMaj random(Spectrum.Kind kind, double lower, MatrixShape shape, int seed) {
    return TestMatrix.generate(new Spectrum(kind, lower), shape.rows(), shape.columns(), seed);
  }

  /// Every combination, and larger matrices.
  @Slow
  @ParameterizedTest
  @MethodSource("runs")
  void manyRandomMatricesStayWithinTheirRanges(Run run) {
    MatrixIteration iteration = run.iteration();
    for (Spectrum.Kind kind : KINDS) {
      for (double lower : LOWER_ENDS) {
        for (MatrixShape shape : SHAPES) {
          for (int seed = SEEDS; seed < SEEDS + MORE_SEEDS; seed++) {
            measure(iteration, random(kind, lower, shape, seed), List.of(kind, lower, shape, seed));
          }
        }
        for (MatrixShape shape : LARGE_SHAPES) {
          measure(iteration, random(kind, lower, shape, 0), List.of(kind, lower, shape));
        }
      }
    }
  }

  /// Matrices of which the directions, or the rounding errors, are anything but random.
  private static Map<String, DMatrixRMaj> structured(int seed) {
    // Long: a list of cases.
    Random random = new Random(seed);
    Map<String, DMatrixRMaj> matrices = new LinkedHashMap<>();
    matrices.put("identity", CommonOps_DDRM.identity(12, 18));
    DMatrixRMaj ones = new DMatrixRMaj(12, 12);
    ones.fill(1);
    matrices.put("ones", ones);
    DMatrixRMaj diagonal = new DMatrixRMaj(12, 18);
    DMatrixRMaj permuted = new DMatrixRMaj(12, 12);
    List<Integer> order = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
    Collections.shuffle(order, random);
    for (int i = 0; i < 12; i++) {
      diagonal.set(i, i, (i % 3 == 0 ? -1 : 1) * Math.pow(1e-3, random.nextDouble()));
      permuted.set(i, order.get(i), Math.pow(1e-2, random.nextDouble()));
    }
    matrices.put("diagonal", diagonal);
    matrices.put("permuted diagonal", permuted);
    DMatrixRMaj blocks = new DMatrixRMaj(12, 18);
    for (int k = 0; k < 3; k++) {
      DMatrixRMaj block =
          random(Spectrum.Kind.LOG_UNIFORM, 1e-3, new MatrixShape(4, 6), 3 * seed + k);
      CommonOps_DDRM.insert(block, blocks, 4 * k, 6 * k);
    }
    matrices.put("block diagonal", blocks);
    DMatrixRMaj nearIdentity = CommonOps_DDRM.identity(12);
    for (int i = 0; i < nearIdentity.getNumElements(); i++) {
      nearIdentity.data[i] += 1e-3 * random.nextGaussian();
    }
    matrices.put("near the identity", nearIdentity);
    DMatrixRMaj hadamard = filled(16, 16, (i, j) -> Integer.bitCount(i & j) % 2 == 0 ? 1 : -1);
    matrices.put("Hadamard", hadamard);
    matrices.put("part of Hadamard", CommonOps_DDRM.extract(hadamard, 0, 10, 0, 16));
    DMatrixRMaj scaled = hadamard.copy();
    CommonOps_DDRM.multRows(
        random.doubles(16).map(exponent -> Math.pow(1e-3, exponent)).toArray(), scaled);
    matrices.put("scaled Hadamard", scaled);
    matrices.put("triangle", filled(12, 12, (i, j) -> i <= j ? 1 : 0));
    matrices.put("Toeplitz", filled(12, 18, (i, j) -> 1 / (1.0 + Math.abs(i - j))));
    matrices.put("Hilbert", filled(12, 12, (i, j) -> 1 / (1.0 + i + j)));
    matrices.put("sparse", filled(12, 18, (_, _) -> random.nextInt(5) == 0 ? 1 : 0));
    return matrices;
  }

  private static DMatrixRMaj filled(int rows, int columns, ToDoubleBiFunction<Integer, Integer> f) {
    DMatrixRMaj x = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        x.set(i, j, f.applyAsDouble(i, j));
      }
    }
    return x;
  }

  @ParameterizedTest
  @MethodSource("runs")
  void structuredMatricesStayWithinTheirRanges(Run run) {
    structured(1)
        .forEach(
            (name, x) -> {
              measure(run.iteration(), x, name);
              measure(run.iteration(), CommonOps_DDRM.transpose(x, null), name + " transposed");
            });
  }

  /// Sums of thousands of equal terms lose the same digits at every addition.
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "3, 1", "3, 2"})
  void longRowsOfFewNumbersStayWithinTheirRanges(int rows, int numbers) {
    DMatrixRMaj x = filled(rows, 3000, (i, j) -> 1 + (i + j) % numbers / 3.0);
    for (Precision precision : Precision.values()) {
      for (String table : TABLES) {
        MatrixIteration iteration =
            MatrixIteration.of(Catalogue.find(table).orElseThrow(), precision);
        measure(iteration, x, List.of(precision, table));
      }
    }
  }

  /// Sign and roots, and results of which every term is stored.
  @ParameterizedTest
  @EnumSource
  void functionsAndUnfusedRunsStayWithinTheirRanges(Precision precision) {
    for (String table : TABLES) {
      CoefficientTable found = Catalogue.find(table).orElseThrow();
      for (Epilogue epilogue : Epilogue.values()) {
        MatrixIteration iteration = MatrixIteration.of(found, precision).with(epilogue);
        for (Spectrum.Kind kind : KINDS) {
          for (int size : new int[] {1, 2, 7, 20}) {
            Spectrum spectrum = new Spectrum(kind, 0.03);
            for (MatrixFunction function : functions(precision, kind)) {
              DMatrixRMaj x = TestMatrix.generate(function, spectrum, size, size, size);
              measure(iteration.with(function), x, List.of(kind, size));
            }
          }
        }
      }
    }
  }

  /// Roots are of positive definite matrices only, and in the narrow formats their ranges are too
  /// wide to say anything.
  private static Set<MatrixFunction> functions(Precision precision, Spectrum.Kind kind) {
    boolean narrow = precision != Precision.FLOAT64 && precision != Precision.FLOAT32;
    return narrow || kind == Spectrum.Kind.RANK_DEFICIENT
        ? EnumSet.of(MatrixFunction.POLAR, MatrixFunction.SIGN)
        : EnumSet.complementOf(EnumSet.of(MatrixFunction.INVERSE_ROOT, MatrixFunction.CLIP));
  }

  /// R is symmetric but for rounding, and the part of it that is not must not grow: where R² was
  /// computed as RᵀR, 2×2 matrices deviated by up to 2e-4 with you-6 in binary32.
  @ParameterizedTest
  @ValueSource(strings = {"you-6", "newton-schulz-5"})
  void theGramFormIsAsGoodAsTheStandardForm(String table) {
    MatrixIteration standard = new Run(table, Precision.FLOAT32, false).iteration();
    MatrixIteration gram = new Run(table, Precision.FLOAT32, true).iteration();
    for (int seed = 0; seed < 2 * SEEDS; seed++) {
      DMatrixRMaj x = random(Spectrum.Kind.UNIFORM, 0.2, new MatrixShape(2, 3), seed);
      double more = measure(gram, x, seed).deviation() - measure(standard, x, seed).deviation();
      assertEquals(0, Math.max(more, 0), GRAM_DEVIATION);
    }
  }
}
