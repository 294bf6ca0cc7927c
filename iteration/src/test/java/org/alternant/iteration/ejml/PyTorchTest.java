package org.alternant.iteration.ejml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Normalizer;
import org.alternant.iteration.run.Outcome;
import org.alternant.testing.ExternalTool;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The emulated formats against PyTorch on the CPU, which runs the same matrices: see
/// `run_in_torch.py` for what torch can do in which format.
class PyTorchTest {

  /// Of each shape.
  private static final int MATRICES = 100;

  private static final List<Precision> PRECISIONS = List.of(Precision.BFLOAT16, Precision.FLOAT16);

  /// The share of entries that may differ after one step of three products. Theory: the order of
  /// accumulation changes the last bits of a binary32 sum, and so what it is rounded to with a
  /// probability of some 2⁻¹³ in float16 and 2⁻¹⁶ in bfloat16, times the terms whose magnitude
  /// exceeds the sum's. Observed: 1.7e-3 and 2.5e-4; 0 with unfused epilogues.
  private static final double CHANGED = 0.01;

  /// The share that differs at least where epilogues are different. Observed: 0.43.
  private static final double CHANGED_BY_EPILOGUE = 0.2;

  /// Between medians and between 90% quantiles of the errors of whole runs. Theory: 1 where runs
  /// are the same but for some entries; a few per cent for 300 independent draws. Observed: 1.04.
  private static final double FACTOR = 1.3;

  /// Random matrices of one shape, normalized, in one format.
  ///
  /// @param rows more than 16, as `columns`: below, torch 1.13 has no products that accumulate
  ///   bfloat16 in binary32
  record Batch(Precision precision, int rows, int columns) {

    List<DMatrixRMaj> matrices() {
      List<DMatrixRMaj> matrices = new ArrayList<>();
      Spectrum.Kind[] kinds = {
        Spectrum.Kind.GAUSSIAN, Spectrum.Kind.LOG_UNIFORM, Spectrum.Kind.DOMINANT
      };
      for (int seed = 0; seed < MATRICES; seed++) {
        Spectrum spectrum = new Spectrum(kinds[seed % kinds.length], 1e-3);
        DMatrixRMaj x =
            Normalizer.normalize(
                TestMatrix.generate(spectrum, rows, columns, seed), Normalization.FROBENIUS);
        for (int i = 0; i < x.getNumElements(); i++) {
          x.data[i] = precision.nearest(x.data[i]);
        }
        matrices.add(x);
      }
      return matrices;
    }

    String file() {
      return name() + "-" + rows + "-" + columns;
    }

    String name() {
      return precision.name().toLowerCase(Locale.ROOT);
    }
  }

  /// What both run.
  record Job(String table, int steps, Batch batch, Epilogue epilogue) {

    List<Step> rows() {
      return Catalogue.find(table).orElseThrow().steps().subList(0, steps);
    }

    String line(Path folder) {
      String rows =
          rows().stream()
              .map(
                  step ->
                      step.coefficients().stream()
                          .map(String::valueOf)
                          .collect(Collectors.joining(",")))
              .collect(Collectors.joining(";"));
      return Stream.of(
              batch.name(),
              epilogue.name().toLowerCase(Locale.ROOT),
              MATRICES,
              batch.rows(),
              batch.columns(),
              folder.resolve(batch.file()),
              folder.resolve(file()),
              rows)
          .map(String::valueOf)
          .collect(Collectors.joining("\t"));
    }

    String file() {
      return String.join("-", table, String.valueOf(steps), epilogue.name(), batch.file());
    }

    List<DMatrixRMaj> ours() {
      MatrixIteration iteration =
          new MatrixIteration(rows(), Normalization.NONE, batch.precision()).with(epilogue);
      return new EjmlBackend()
          .run(iteration, Objects.requireNonNull(INPUTS.get(batch))).stream()
              .map(outcome -> assertInstanceOf(Outcome.Finished.class, outcome).result())
              .toList();
    }

    List<DMatrixRMaj> torch() {
      return Objects.requireNonNull(TORCH.get(this));
    }
  }

  private static final Map<Batch, List<DMatrixRMaj>> INPUTS = new HashMap<>();
  private static final Map<Job, List<DMatrixRMaj>> TORCH = new HashMap<>();

  private static Stream<Batch> batches() {
    return PRECISIONS.stream()
        .flatMap(
            precision ->
                Stream.of(
                    new Batch(precision, 24, 64),
                    new Batch(precision, 60, 28),
                    new Batch(precision, 32, 32)));
  }

  /// The first step alone. Unfused runs of tall matrices are left out: torch's users transpose
  /// them, and (cA)A with a rounded cA is not symmetric.
  static Stream<Job> singleSteps() {
    return batches()
        .flatMap(
            batch ->
                batch.rows() > batch.columns()
                    ? Stream.of(new Job("nanochat-5", 1, batch, Epilogue.FUSED))
                    : Stream.of(Epilogue.FUSED, Epilogue.UNFUSED)
                        .map(epilogue -> new Job("nanochat-5", 1, batch, epilogue)));
  }

  /// What is run on every batch of a precision.
  record Run(String table, Precision precision, Epilogue epilogue) {
    Stream<Job> jobs() {
      return batches()
          .filter(batch -> batch.precision() == precision)
          .map(batch -> new Job(table, 5, batch, epilogue));
    }
  }

  static Stream<Run> wholeRuns() {
    return PRECISIONS.stream()
        .flatMap(
            precision ->
                Stream.of(
                    new Run("nanochat-5", precision, Epilogue.FUSED),
                    new Run("jordan-5", precision, Epilogue.FUSED),
                    new Run("jordan-5", precision, Epilogue.UNFUSED)));
  }

  @BeforeAll
  static void runInTorch(@TempDir Path folder)
      throws IOException, InterruptedException, URISyntaxException {
    ExternalTool python = ExternalTool.pythonWith("torch");
    for (Batch batch : batches().toList()) {
      INPUTS.put(batch, batch.matrices());
      Files.write(folder.resolve(batch.file()), bytes(batch.matrices()));
    }
    List<Job> jobs = Stream.concat(singleSteps(), wholeRuns().flatMap(Run::jobs)).toList();
    Path script =
        Path.of(Objects.requireNonNull(PyTorchTest.class.getResource("run_in_torch.py")).toURI());
    String lines = jobs.stream().map(job -> job.line(folder)).collect(Collectors.joining("\n"));
    System.out.print(python.reading(lines).run(folder, script.toString()));
    for (Job job : jobs) {
      TORCH.put(job, matrices(Files.readAllBytes(folder.resolve(job.file())), job.batch()));
    }
  }

  private static byte[] bytes(List<DMatrixRMaj> matrices) {
    int size = matrices.size() * matrices.getFirst().getNumElements();
    ByteBuffer buffer = ByteBuffer.allocate(4 * size).order(ByteOrder.LITTLE_ENDIAN);
    for (DMatrixRMaj x : matrices) {
      for (double entry : x.data) {
        buffer.putFloat((float) entry);
      }
    }
    return buffer.array();
  }

  private static List<DMatrixRMaj> matrices(byte[] bytes, Batch batch) {
    FloatBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<DMatrixRMaj> matrices = new ArrayList<>();
    while (buffer.hasRemaining()) {
      DMatrixRMaj x = new DMatrixRMaj(batch.rows(), batch.columns());
      for (int i = 0; i < x.getNumElements(); i++) {
        x.data[i] = buffer.get();
      }
      matrices.add(x);
    }
    assertEquals(MATRICES, matrices.size());
    return matrices;
  }

  /// The share of entries in which two lists of matrices differ.
  private static double changed(List<DMatrixRMaj> found, List<DMatrixRMaj> expected) {
    int changed = 0;
    int all = 0;
    for (int k = 0; k < found.size(); k++) {
      for (int i = 0; i < found.get(k).getNumElements(); i++) {
        changed += found.get(k).data[i] == expected.get(k).data[i] ? 0 : 1;
        all++;
      }
    }
    return (double) changed / all;
  }

  @ParameterizedTest
  @MethodSource("singleSteps")
  void oneStepIsTheSameButForTheOrderOfAccumulation(Job job) {
    assertEquals(0, changed(job.ours(), job.torch()), CHANGED);
    Epilogue other = job.epilogue() == Epilogue.FUSED ? Epilogue.UNFUSED : Epilogue.FUSED;
    List<DMatrixRMaj> otherwise = new Job(job.table(), 1, job.batch(), other).ours();
    assertTrue(changed(otherwise, job.torch()) >= CHANGED_BY_EPILOGUE);
  }

  /// The worst |1 − σ| of each matrix, and the largest deviation from the exact images.
  private record Errors(List<Double> worst, List<Double> deviation) {

    static Errors empty() {
      return new Errors(new ArrayList<>(), new ArrayList<>());
    }

    void add(DMatrixRMaj result, double[] images) {
      double[] values = SingularValues.descending(result);
      double largest = 0;
      double farthest = 0;
      for (int i = 0; i < values.length; i++) {
        largest = Math.max(largest, Math.abs(1 - values[i]));
        farthest = Math.max(farthest, Math.abs(images[i] - values[i]));
      }
      worst.add(largest);
      deviation.add(farthest);
    }
  }

  @ParameterizedTest
  @MethodSource("wholeRuns")
  void wholeRunsHaveTheSameErrors(Run run) {
    Errors ours = Errors.empty();
    Errors theirs = Errors.empty();
    for (Job job : run.jobs().toList()) {
      List<DMatrixRMaj> inputs = Objects.requireNonNull(INPUTS.get(job.batch()));
      List<DMatrixRMaj> results = job.ours();
      for (int i = 0; i < MATRICES; i++) {
        double[] images = images(job.rows(), inputs.get(i));
        ours.add(results.get(i), images);
        theirs.add(job.torch().get(i), images);
      }
    }
    assertSameQuantiles("worst error", ours.worst(), theirs.worst());
    assertSameQuantiles("deviation", ours.deviation(), theirs.deviation());
  }

  /// Of the singular values, in descending order.
  private static double[] images(List<Step> steps, DMatrixRMaj x) {
    double[] values = SingularValues.descending(x);
    for (Step step : steps) {
      values = Arrays.stream(values).map(step::evaluate).toArray();
    }
    return SingularValues.sortedDescending(Arrays.stream(values).map(Math::abs).toArray());
  }

  private static void assertSameQuantiles(String what, List<Double> ours, List<Double> theirs) {
    for (double share : new double[] {0.5, 0.9}) {
      double ratio = quantile(ours, share) / quantile(theirs, share);
      assertTrue(
          ratio <= FACTOR && ratio >= 1 / FACTOR,
          () -> what + ", quantile " + share + ": ratio " + ratio);
    }
  }

  private static double quantile(List<Double> values, double share) {
    return values.stream().sorted().toList().get((int) (share * values.size()));
  }
}
