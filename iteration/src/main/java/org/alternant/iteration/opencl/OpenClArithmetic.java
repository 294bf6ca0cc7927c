package org.alternant.iteration.opencl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;

/// The operations by the kernels of `matrix.cl`. Sums are accumulated along the depth in order,
/// with fused multiplications where the device has fast ones, so the bits depend on that alone.
final class OpenClArithmetic implements MatrixArithmetic<OpenClMatrices> {

  /// Work-items a group where each has one entry; every usual device allows as many.
  private static final long ENTRIES_IN_GROUP = 64;

  /// The kernels, in lower case by their names.
  private enum Kernel {
    MULTIPLY,
    SQUARE,
    GRAM_OF_ROWS,
    GRAM_OF_COLUMNS,
    COMBINE,
    ACCUMULATE,
    ROUND_SUM,
    SYMMETRIZE,
    FIND_NOT_FINITE;

    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final DeviceSession session;
  private final Precision precision;
  private final Tiling tiling;
  private final HostFormat format;
  private final OpenClQueue queue;
  private final Map<Kernel, OpenClKernel> kernels = new EnumMap<>(Kernel.class);

  /// Memory for the partial sums of combinations, by the number of entries.
  private final Map<Long, OpenClBuffer> sums = new HashMap<>();

  /// Everything that is released in the end.
  private final Deque<OpenClObject> owned = new ArrayDeque<>();

  /// Whether a kernel ran for the first time, so that the driver may have compiled it.
  private boolean compiled;

  /// @throws OpenClException if the kernels do not compile for this precision
  OpenClArithmetic(DeviceSession session, Precision precision) {
    this.session = session;
    this.precision = precision;
    tiling = session.tiling(precision);
    format = HostFormat.of(precision);
    OpenClProgram program = session.program(precision);
    queue = own(session.context().queue());
    for (Kernel kernel : Kernel.values()) {
      kernels.put(kernel, own(program.kernel(kernel.id())));
    }
  }

  private <T extends OpenClObject> T own(T object) {
    owned.push(object);
    return object;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public OpenClMatrices allocate(int count, int rows, int columns) {
    long entries = Math.multiplyExact((long) rows * columns, count);
    OpenClBuffer buffer =
        own(session.context().buffer(Math.multiplyExact(entries, format.bytes())));
    return new OpenClMatrices(buffer, count, rows, columns);
  }

  @Override
  public OpenClMatrices like(OpenClMatrices x) {
    return allocate(x.count(), x.rows(), x.columns());
  }

  @Override
  public OpenClMatrices upload(List<DMatrixRMaj> matrices) {
    DMatrixRMaj first = matrices.getFirst();
    OpenClMatrices batch = allocate(matrices.size(), first.numRows, first.numCols);
    for (int i = 0; i < matrices.size(); i++) {
      format.write(queue, batch.buffer(), i * batch.entries(), matrices.get(i));
    }
    return batch;
  }

  @Override
  public List<DMatrixRMaj> download(OpenClMatrices x) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < x.count(); i++) {
      DMatrixRMaj matrix = new DMatrixRMaj(x.rows(), x.columns());
      int count = matrix.getNumElements();
      IntToDoubleFunction numbers = format.read(queue, x.buffer(), i * x.entries(), count);
      for (int j = 0; j < count; j++) {
        matrix.data[j] = numbers.applyAsDouble(j);
      }
      matrices.add(matrix);
    }
    return matrices;
  }

  @Override
  public void gram(
      double alpha, OpenClMatrices x, double beta, OpenClMatrices addend, OpenClMatrices a) {
    boolean wide = x.rows() <= x.columns();
    int depth = Math.max(x.rows(), x.columns());
    product(
        wide ? Kernel.GRAM_OF_ROWS : Kernel.GRAM_OF_COLUMNS, depth, alpha, x, x, beta, addend, a);
  }

  @Override
  public void apply(
      double alpha, OpenClMatrices b, double beta, OpenClMatrices x, OpenClMatrices y) {
    boolean wide = x.rows() <= x.columns();
    product(Kernel.MULTIPLY, b.rows(), alpha, wide ? b : x, wide ? x : b, beta, x, y);
  }

  @Override
  public void multiply(
      double alpha,
      OpenClMatrices left,
      OpenClMatrices right,
      double beta,
      OpenClMatrices addend,
      OpenClMatrices result) {
    product(Kernel.MULTIPLY, left.columns(), alpha, left, right, beta, addend, result);
  }

  @Override
  public void square(
      double alpha, OpenClMatrices a, double beta, OpenClMatrices addend, OpenClMatrices result) {
    product(Kernel.SQUARE, a.columns(), alpha, a, a, beta, addend, result);
  }

  private void product(
      Kernel kernel,
      int depth,
      double alpha,
      OpenClMatrices left,
      OpenClMatrices right,
      double beta,
      OpenClMatrices addend,
      OpenClMatrices result) {
    long[] groups = {
      Math.ceilDiv(result.columns(), tiling.tileColumns()),
      Math.ceilDiv(result.rows(), tiling.tileRows()),
      result.count()
    };
    launch(
        kernel,
        groups,
        new long[] {tiling.itemsN(), tiling.itemsM(), 1},
        result.rows(),
        result.columns(),
        depth,
        scalar(alpha),
        left.buffer(),
        right.buffer(),
        scalar(beta),
        addend.buffer(),
        result.buffer());
  }

  @Override
  public void combine(List<Term<OpenClMatrices>> terms, OpenClMatrices z) {
    Term<OpenClMatrices> first = terms.getFirst();
    long count = z.count() * z.entries();
    if (terms.size() <= 2) {
      Term<OpenClMatrices> last = terms.getLast();
      entrywise(
          Kernel.COMBINE,
          count,
          scalar(first.factor()),
          first.matrix().buffer(),
          scalar(terms.size() == 1 ? 0 : last.factor()),
          last.matrix().buffer(),
          z.buffer());
      return;
    }
    OpenClBuffer sum = sums(count);
    for (int i = 0; i < terms.size(); i++) {
      Term<OpenClMatrices> term = terms.get(i);
      entrywise(
          Kernel.ACCUMULATE,
          count,
          i == 0 ? 1 : 0,
          scalar(term.factor()),
          term.matrix().buffer(),
          sum);
    }
    entrywise(Kernel.ROUND_SUM, count, sum, z.buffer());
  }

  @Override
  public void symmetrize(OpenClMatrices a, OpenClMatrices result) {
    entrywise(Kernel.SYMMETRIZE, a.count() * a.entries(), a.rows(), a.buffer(), result.buffer());
  }

  /// Memory for so many partial sums, in the accumulator's format.
  private OpenClBuffer sums(long count) {
    return sums.computeIfAbsent(
        count,
        entries ->
            own(
                session
                    .context()
                    .buffer(
                        Math.multiplyExact(
                            entries,
                            precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES))));
  }

  private void entrywise(Kernel kernel, long count, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = count;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    launch(
        kernel,
        new long[] {Math.ceilDiv(count, ENTRIES_IN_GROUP)},
        new long[] {ENTRIES_IN_GROUP},
        all);
  }

  /// A scalar in the accumulator's format.
  private Number scalar(double value) {
    return precision == Precision.FLOAT64 ? (Number) value : (Number) (float) value;
  }

  private void launch(Kernel kernel, long[] groups, long[] items, Object... arguments) {
    queue.launch(Objects.requireNonNull(kernels.get(kernel)).with(arguments), groups, items);
    compiled |= session.launchesFirst(precision, kernel.id());
  }

  @Override
  public double time(Runnable operations) {
    compiled = false;
    double seconds = seconds(operations);
    return compiled ? seconds(operations) : seconds;
  }

  private double seconds(Runnable operations) {
    queue.finish();
    long begun = System.nanoTime();
    operations.run();
    queue.finish();
    return (System.nanoTime() - begun) * 1e-9;
  }

  @Override
  public List<Boolean> isFinite(OpenClMatrices x) {
    try (OpenClBuffer flags = session.context().buffer((long) x.count() * Integer.BYTES)) {
      flags.write(queue, 0, new int[x.count()]);
      launch(
          Kernel.FIND_NOT_FINITE,
          new long[] {Math.ceilDiv(x.entries(), ENTRIES_IN_GROUP), x.count()},
          new long[] {ENTRIES_IN_GROUP, 1},
          x.entries(),
          x.buffer(),
          flags);
      List<Boolean> finite = new ArrayList<>();
      for (int flag : flags.readInts(queue, 0, x.count())) {
        finite.add(flag == 0);
      }
      return finite;
    }
  }

  @Override
  public void close() {
    try {
      queue.finish();
    } finally {
      while (!owned.isEmpty()) {
        owned.pop().close();
      }
    }
  }
}
