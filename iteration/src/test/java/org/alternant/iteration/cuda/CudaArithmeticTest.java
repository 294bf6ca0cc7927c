package org.alternant.iteration.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the contract does not say: agreement with EJML, what is called how often, and failures. On
/// the stand-in, which accumulates in another order than EJML.
class CudaArithmeticTest {

  /// Between two backends, in units of the unit roundoff, relative to the result. Theory: both
  /// round the same operations alike but for the order of sums, so a few units for each step.
  /// Observed: at most 4.
  private static final double ROUNDOFFS = 30;

  /// Newton–Schulz and two quintic steps: degrees 3, 5, 7 and 5.
  private static final List<Step> STEPS =
      List.of(
          Step.of(List.of(1.5, -0.5)),
          Step.of(List.of(3.4445, -4.775, 2.0315)),
          Step.of(List.of(35 / 16.0, -35 / 16.0, 21 / 16.0, -5 / 16.0)),
          Step.of(List.of(1.875, -1.25, 0.375)));

  @TempDir private static Path folder;
  @TempDir private static Path other;
  private static StandIn standIn;

  /// Where things are left behind on purpose.
  private static StandIn leaking;

  @BeforeAll
  static void build() {
    standIn = StandIn.build(folder, ".so.13");
    leaking = StandIn.build(other, ".so.13");
  }

  @AfterEach
  void nothingIsMisusedOrLeft() {
    assertEquals("", standIn.complaint());
    assertEquals(0, standIn.live());
    standIn.reset();
  }

  private static MatrixIteration iteration(Precision precision) {
    return new MatrixIteration(STEPS, Normalization.FROBENIUS, precision);
  }

  private static List<DMatrixRMaj> matrices(int count, int rows, int columns) {
    Random random = new Random(11);
    return IntStream.range(0, count)
        .mapToObj(_ -> RandomMatrices_DDRM.rectangle(rows, columns, -1, 1, random))
        .toList();
  }

  private static void agrees(MatrixIteration iteration, List<DMatrixRMaj> inputs) {
    List<Outcome> ours = standIn.backend().run(iteration, inputs);
    List<Outcome> expected = new EjmlBackend().run(iteration, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      DMatrixRMaj x = result(ours.get(i));
      DMatrixRMaj y = result(expected.get(i));
      double norm = NormOps_DDRM.normF(y);
      CommonOps_DDRM.subtractEquals(y, x);
      double roundoffs = NormOps_DDRM.normF(y) / norm / iteration.precision().unitRoundoff();
      assertTrue(roundoffs <= ROUNDOFFS, () -> iteration.precision() + ": " + roundoffs);
    }
  }

  private static DMatrixRMaj result(Outcome outcome) {
    return assertInstanceOf(Outcome.Finished.class, outcome).result();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "1, 8, 8",
    "1, 7, 9",
    "1, 9, 7",
    "1, 1, 17",
    "1, 17, 1",
    "3, 16, 24",
    "2, 13, 5",
    "4, 3, 40",
    "5, 1, 1"
  })
  void agreesWithEjmlInEveryPrecision(int count, int rows, int columns) {
    for (Precision precision : Precision.values()) {
      agrees(iteration(precision), matrices(count, rows, columns));
      agrees(iteration(precision).with(Epilogue.UNFUSED), matrices(count, rows, columns));
      agrees(iteration(precision).with(new Form.Gram(List.of(2))), matrices(count, rows, columns));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MatrixFunction.class,
      names = {"SIGN", "SQRT", "INVSQRT"})
  void agreesWithEjmlForEveryFunction(MatrixFunction function) {
    DMatrixRMaj x = matrices(1, 11, 11).getFirst();
    DMatrixRMaj positive = CommonOps_DDRM.identity(11);
    CommonOps_DDRM.multAddTransB(0.2, x, x, positive);
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      agrees(iteration(precision).with(function), List.of(positive, positive));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void agreesWithEjmlForInverseRoots(int root) {
    Step newton = Step.of(TableFunction.inverseRoot(root), List.of(1 + 1.0 / root, -1.0 / root));
    List<DMatrixRMaj> positive =
        List.of(
            TestMatrix.symmetric(List.of(1.0, 0.9, 0.5, 0.3, 0.4, 0.8, 0.6, 0.7, 0.2), 1),
            TestMatrix.symmetric(List.of(1.0, 0.4, 0.5, 0.6, 0.4, 0.8, 0.3, 0.7, 0.9), 2));
    for (Precision precision : List.of(Precision.FLOAT64, Precision.FLOAT32)) {
      agrees(
          new MatrixIteration(List.of(newton, newton, newton), Normalization.NONE, precision),
          positive);
    }
  }

  @Test
  void oneMatrixThatOverflowsLeavesTheOthersOfItsBatchAlone() {
    DMatrixRMaj large = new DMatrixRMaj(3, 5);
    CommonOps_DDRM.fill(large, 1e4);
    DMatrixRMaj small = new DMatrixRMaj(3, 5);
    CommonOps_DDRM.fill(small, 1e-2);
    MatrixIteration iteration = iteration(Precision.FLOAT16).with(Normalization.NONE);
    List<Outcome> outcomes = standIn.backend().run(iteration, List.of(small, large, small));
    assertEquals(new Outcome.Overflowed(1), outcomes.get(1));
    assertArrayEquals(result(outcomes.get(0)).data, result(outcomes.get(2)).data);
  }

  @Test
  void aStepIsThreeProductsRecordedInOneGraph() {
    MatrixIteration quintic =
        new MatrixIteration(
            List.of(STEPS.get(1), STEPS.get(3)), Normalization.FROBENIUS, Precision.BFLOAT16);
    assertInstanceOf(
        Outcome.Finished.class, standIn.backend().run(quintic, matrices(1, 9, 20).getFirst()));
    // Once to warm up and once to be recorded.
    assertEquals(2 * 2 * 3, standIn.calls("cublasLtMatmul"));
    assertEquals(0, standIn.calls("cublasLtMatrixTransform"));
    assertEquals(3, standIn.calls("cublasLtMatmulAlgoGetHeuristic"));
    assertEquals(1, standIn.calls("cudaGraphInstantiateWithFlags"));
    assertTrue(standIn.calls("cudaGraphLaunch") >= 2);
  }

  @Test
  void theBorderIsNeverSeen() {
    Backend backend = standIn.backend();
    try (Opened arithmetic = new Opened(backend.arithmetic(Precision.FLOAT16))) {
      arithmetic.roundTrip(matrices(2, 3, 5));
    }
  }

  /// Lets a wildcard's type be named.
  private record Opened(MatrixArithmetic<?> arithmetic) implements AutoCloseable {

    void roundTrip(List<DMatrixRMaj> matrices) {
      roundTrip(arithmetic, matrices);
    }

    private static <M> void roundTrip(MatrixArithmetic<M> arithmetic, List<DMatrixRMaj> matrices) {
      M x = arithmetic.upload(matrices);
      List<DMatrixRMaj> once = arithmetic.download(x);
      M y = arithmetic.upload(once);
      for (int i = 0; i < matrices.size(); i++) {
        assertArrayEquals(once.get(i).data, arithmetic.download(y).get(i).data);
        assertEquals(3, once.get(i).numRows);
        assertEquals(5, once.get(i).numCols);
      }
      M gram = arithmetic.allocate(2, 3, 3);
      arithmetic.gram(1, x, 0, gram, gram);
      assertEquals(List.of(true, true), arithmetic.isFinite(gram));
      assertThrows(
          IllegalArgumentException.class, () -> arithmetic.multiply(1, gram, gram, 0, gram, gram));
      assertThrows(
          IllegalArgumentException.class, () -> arithmetic.combine(List.of(new Term<>(1, x)), x));
      assertThrows(
          IllegalStateException.class, () -> arithmetic.time(() -> arithmetic.download(x)));
      assertThrows(
          IllegalStateException.class, () -> arithmetic.time(() -> arithmetic.upload(once)));
    }

    @Override
    public void close() {
      arithmetic.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cudaSetDevice, 0",
    "cudaStreamCreateWithFlags, 0",
    "cublasLtCreate, 0",
    "cudaMalloc, 0",
    "cudaMalloc, 1",
    "cudaMalloc, 3",
    "cudaMemcpyAsync, 0",
    "cudaMemcpyAsync, 2",
    "cudaStreamSynchronize, 0",
    "cudaStreamSynchronize, 2",
    "cudaStreamSynchronize, 3",
    "cudaStreamBeginCapture, 0",
    "cudaStreamEndCapture, 0",
    "cudaGraphInstantiateWithFlags, 0",
    "cudaGraphLaunch, 0",
    "cudaGraphLaunch, 1",
    "cudaEventCreate, 0",
    "cudaEventCreate, 1",
    "cudaEventRecord, 0",
    "cudaEventRecord, 1",
    "cudaEventSynchronize, 0",
    "cudaEventElapsedTime, 0",
    "cublasLtMatmulPreferenceCreate, 0",
    "cublasLtMatmulPreferenceSetAttribute, 0",
    "cublasLtMatmulPreferenceSetAttribute, 1",
    "cublasLtMatrixTransformDescCreate, 0",
    "cublasLtMatrixTransformDescCreate, 1",
    "cublasLtMatrixTransformDescSetAttribute, 0",
    "cublasLtMatmulDescCreate, 0",
    "cublasLtMatmulDescSetAttribute, 0",
    "cublasLtMatrixLayoutCreate, 0",
    "cublasLtMatrixLayoutSetAttribute, 0",
    "cublasLtMatmulAlgoGetHeuristic, 1",
    "cublasLtMatmul, 0",
    "cublasLtMatmul, 4",
    // While the operations are recorded.
    "cublasLtMatmul, 12",
    "cublasLtMatrixTransform, 0",
    "cublasLtMatrixTransform, 1"
  })
  void aFailureIsNamedAndLeavesNothingBehind(String function, int successes) {
    Backend backend = standIn.backend();
    // Unfused, it also calls for sums.
    MatrixIteration iteration = iteration(Precision.FLOAT32).with(Epilogue.UNFUSED);
    assertEquals(5, backend.precisions().size());
    standIn.reset();
    standIn.failLater(function, successes, 13);
    CudaException e =
        assertThrows(CudaException.class, () -> backend.run(iteration, matrices(2, 9, 7)));
    assertEquals(function, e.call());
    assertEquals(13, e.code());
    assertTrue(String.valueOf(e.getMessage()).startsWith(function + " failed: " + e.name()));
    assertEquals(0, standIn.live());
    assertInstanceOf(Outcome.Finished.class, backend.run(iteration, matrices(1, 9, 7).getFirst()));
  }

  @ParameterizedTest
  @CsvSource({
    "cudaStreamDestroy",
    "cudaFree",
    "cublasLtDestroy",
    "cublasLtMatrixLayoutDestroy",
    "cublasLtMatmulDescDestroy",
    "cublasLtMatmulPreferenceDestroy",
    "cublasLtMatrixTransformDescDestroy",
    "cudaGraphDestroy",
    "cudaGraphExecDestroy",
    "cudaEventDestroy"
  })
  void aFailureOfClosingLeavesOnlyWhatFailedToClose(String function) {
    int before = leaking.live();
    leaking.failLater(function, 0, 13);
    Backend backend = leaking.backend();
    CudaException e =
        assertThrows(
            CudaException.class,
            () -> backend.run(iteration(Precision.FLOAT32), matrices(1, 9, 7).getFirst()));
    assertEquals(function, e.call());
    assertEquals(before + 1, leaking.live());
    assertEquals("", leaking.complaint());
  }

  @Test
  void outOfMemoryIsNamed() {
    standIn.failLater("cudaMalloc", 1, 2);
    CudaException e =
        assertThrows(
            CudaException.class,
            () ->
                standIn.backend().run(iteration(Precision.FLOAT32), matrices(1, 2, 2).getFirst()));
    assertEquals("cudaMalloc failed: cudaErrorMemoryAllocation (2): out of memory", e.getMessage());
  }

  @Test
  void aProductWithoutAlgorithmIsNamed() {
    standIn.failLater("no algorithm", 0, 1);
    CudaException e =
        assertThrows(
            CudaException.class,
            () ->
                standIn.backend().run(iteration(Precision.FLOAT32), matrices(1, 2, 2).getFirst()));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith(
                "cublasLtMatmulAlgoGetHeuristic failed: CUBLAS_STATUS_NOT_SUPPORTED (15): no"
                    + " algorithm for "),
        e.getMessage());
  }
}
