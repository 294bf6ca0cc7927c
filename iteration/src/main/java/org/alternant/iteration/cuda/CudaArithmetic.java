package org.alternant.iteration.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.jspecify.annotations.Nullable;

/// The operations as cuBLASLt calls, each with its epilogue: a product is one `cublasLtMatmul`, a
/// sum one `cublasLtMatrixTransform`.
///
/// Matrices are stored row by row, so BLAS sees their transposes, and LR is asked for as RᵀLᵀ.
final class CudaArithmetic implements MatrixArithmetic<CudaBatch> {

  /// Events resolve half a microsecond and a launch takes a few: both must be small against this.
  private static final double LEAST_SECONDS = 5e-3;

  private static final int MOST_LAUNCHES = 20;

  private final CudaRuntime runtime;
  private final CudaFormat format;
  private final Resources resources = new Resources();
  private final CudaStream stream;
  private final CublasLt lt;

  /// What the operations that are being timed have allocated; null while none are.
  private @Nullable List<CudaBatch> allocated;

  /// The same, to be handed out again while the operations are recorded; null while none are.
  private @Nullable Iterator<CudaBatch> recorded;

  CudaArithmetic(
      CudaRuntime runtime,
      CudaRuntime.Device device,
      CublasLtFunctions functions,
      CudaFormat format) {
    this.runtime = runtime;
    this.format = format;
    runtime.use(device);
    stream = resources.own(runtime.stream());
    try {
      lt = resources.own(new CublasLt(functions, runtime, stream, format));
    } catch (RuntimeException e) {
      resources.close();
      throw e;
    }
  }

  @Override
  public Precision precision() {
    return format.precision();
  }

  @Override
  public CudaBatch allocate(int count, int rows, int columns) {
    if (recorded != null) {
      return again(recorded, count, rows, columns);
    }
    CudaBatch batch = fresh(count, rows, columns);
    if (allocated != null) {
      allocated.add(batch);
    }
    return batch;
  }

  private CudaBatch fresh(int count, int rows, int columns) {
    long bytes = CudaBatch.entries(count, rows, columns) * format.bytes();
    return new CudaBatch(count, rows, columns, resources.own(runtime.allocate(bytes)));
  }

  /// Memory cannot be allocated while operations are being recorded: they reuse what they allocated
  /// in the run before.
  private static CudaBatch again(Iterator<CudaBatch> batches, int count, int rows, int columns) {
    CudaBatch batch = batches.hasNext() ? batches.next() : null;
    if (batch == null || !batch.hasShape(count, rows, columns)) {
      throw new IllegalStateException("timed operations must allocate the same in every run");
    }
    return batch;
  }

  @Override
  public CudaBatch like(CudaBatch x) {
    return allocate(x.count(), x.rows(), x.columns());
  }

  @Override
  public CudaBatch upload(List<DMatrixRMaj> matrices) {
    requireNotTimed();
    DMatrixRMaj first = matrices.getFirst();
    CudaBatch batch = fresh(matrices.size(), first.numRows, first.numCols);
    try (Arena arena = Arena.ofConfined()) {
      // Arenas hand out zeros, which make the border.
      MemorySegment staging = arena.allocate(batch.memory().bytes(), Long.BYTES);
      for (int i = 0; i < batch.count(); i++) {
        DMatrixRMaj x = matrices.get(i);
        for (int row = 0; row < batch.rows(); row++) {
          long target = batch.index(i, row, 0);
          int source = row * batch.columns();
          for (int column = 0; column < batch.columns(); column++) {
            format.write(staging, target + column, x.data[source + column]);
          }
        }
      }
      stream.copy(staging, batch.memory());
    }
    return batch;
  }

  @Override
  public List<DMatrixRMaj> download(CudaBatch x) {
    requireNotTimed();
    List<DMatrixRMaj> matrices = new ArrayList<>();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment staging = arena.allocate(x.memory().bytes(), Long.BYTES);
      stream.copy(x.memory(), staging);
      for (int i = 0; i < x.count(); i++) {
        DMatrixRMaj matrix = new DMatrixRMaj(x.rows(), x.columns());
        for (int row = 0; row < x.rows(); row++) {
          long source = x.index(i, row, 0);
          int target = row * x.columns();
          for (int column = 0; column < x.columns(); column++) {
            matrix.data[target + column] = format.read(staging, source + column);
          }
        }
        matrices.add(matrix);
      }
    }
    return matrices;
  }

  @Override
  public void gram(double alpha, CudaBatch x, double beta, CudaBatch addend, CudaBatch a) {
    requireDistinct(a, x, x);
    boolean wide = x.rows() <= x.columns();
    CudaBatch c = beta == 0 ? a : addend;
    lt.multiply(
        alpha, x.transposed(), wide, x.transposed(), !wide, beta, c.transposed(), a.transposed());
  }

  @Override
  public void apply(double alpha, CudaBatch b, double beta, CudaBatch x, CudaBatch y) {
    if (x.rows() <= x.columns()) {
      product(alpha, b, x, beta, x, y);
    } else {
      product(alpha, x, b, beta, x, y);
    }
  }

  @Override
  public void multiply(
      double alpha,
      CudaBatch left,
      CudaBatch right,
      double beta,
      CudaBatch addend,
      CudaBatch result) {
    product(alpha, left, right, beta, addend, result);
  }

  /// D ← αLR + βC.
  private void product(
      double alpha, CudaBatch left, CudaBatch right, double beta, CudaBatch addend, CudaBatch d) {
    requireDistinct(d, left, right);
    requireDistinct(d, addend, addend);
    lt.multiply(
        alpha,
        right.transposed(),
        false,
        left.transposed(),
        false,
        beta,
        addend.transposed(),
        d.transposed());
  }

  /// cuBLASLt adds two matrices at a time: of more than two terms every partial sum is rounded.
  @Override
  public void combine(List<Term<CudaBatch>> terms, CudaBatch z) {
    CudaBatch sum = terms.getFirst().matrix();
    double factor = terms.getFirst().factor();
    if (terms.size() == 1) {
      requireDistinct(z, sum, sum);
      lt.combine(factor, sum.transposed(), 0, sum.transposed(), z.transposed());
    }
    for (int i = 1; i < terms.size(); i++) {
      CudaBatch term = terms.get(i).matrix();
      CudaBatch next = i == terms.size() - 1 ? z : like(z);
      requireDistinct(next, sum, term);
      lt.combine(
          factor, sum.transposed(), terms.get(i).factor(), term.transposed(), next.transposed());
      sum = next;
      factor = 1;
    }
  }

  @Override
  public void symmetrize(CudaBatch a, CudaBatch result) {
    requireDistinct(result, a, a);
    lt.symmetrize(a.transposed(), result.transposed());
  }

  /// The operations are run once, which chooses their algorithms and loads their kernels, and then
  /// recorded as a graph, which is launched once for its own warm-up and then as often as it takes
  /// to fill [#LEAST_SECONDS]: the device times these launches, and the result is their mean.
  @Override
  public double time(Runnable operations) {
    List<CudaBatch> batches = new ArrayList<>();
    allocated = batches;
    try {
      operations.run();
    } finally {
      allocated = null;
    }
    stream.synchronize();
    recorded = batches.iterator();
    CudaGraph recording;
    try {
      recording = stream.record(operations);
    } finally {
      recorded = null;
    }
    try (CudaGraph graph = recording) {
      double once = stream.seconds(() -> graph.launch(stream));
      int launches = (int) Math.clamp(Math.ceil(LEAST_SECONDS / once), 1, MOST_LAUNCHES);
      double all =
          stream.seconds(
              () -> {
                for (int i = 0; i < launches; i++) {
                  graph.launch(stream);
                }
              });
      return all / launches;
    }
  }

  @Override
  public List<Boolean> isFinite(CudaBatch x) {
    return download(x).stream().map(matrix -> !MatrixFeatures_DDRM.hasUncountable(matrix)).toList();
  }

  private void requireNotTimed() {
    if (allocated != null || recorded != null) {
      throw new IllegalStateException("transfers between host and device are not timed");
    }
  }

  private static void requireDistinct(CudaBatch result, CudaBatch first, CudaBatch second) {
    long address = result.memory().address();
    if (address == first.memory().address() || address == second.memory().address()) {
      throw new IllegalArgumentException("the result must not be one of the operands");
    }
  }

  @Override
  public void close() {
    resources.close();
  }
}
