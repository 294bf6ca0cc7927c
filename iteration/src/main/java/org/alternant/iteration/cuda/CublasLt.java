package org.alternant.iteration.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.Map;
import org.alternant.iteration.nativelib.NativeFunction;

/// libcublasLt with types, for matrices of one format on one stream. Matrices are column by column,
/// as BLAS has them.
///
/// Layouts and algorithms depend only on shapes: they are made once for each shape and kept.
final class CublasLt implements Resources.Closing, AutoCloseable {

  /// What NVIDIA recommends for Hopper, and enough elsewhere.
  private static final long WORKSPACE_BYTES = 32 << 20;

  /// Attributes, as `cublasLt.h` numbers them.
  private static final int LAYOUT_BATCH_COUNT = 5;

  private static final int LAYOUT_STRIDED_BATCH_OFFSET = 6;
  private static final int MATMUL_DESC_TRANSA = 3;
  private static final int MATMUL_DESC_TRANSB = 4;
  private static final int TRANSFORM_DESC_TRANSB = 3;
  private static final int PREF_MAX_WORKSPACE_BYTES = 1;
  private static final int PREF_REDUCTION_SCHEME_MASK = 3;

  /// `CUBLAS_OP_T`; that nothing is transposed is the default.
  private static final int OP_T = 1;

  /// `CUBLASLT_REDUCTION_SCHEME_COMPUTE_TYPE`. Where a sum is split, its parts are added in the
  /// accumulator's format: the other schemes would round them to the matrices' format.
  private static final int REDUCTION_IN_COMPUTE_TYPE = 2;

  /// `CUBLAS_STATUS_NOT_SUPPORTED`.
  private static final int NOT_SUPPORTED = 15;

  /// `cublasLtMatmulHeuristicResult_t`: the algorithm, 8 words of 64 bits, comes first.
  private static final int HEURISTIC_RESULT_BYTES = 96;

  private static final int ALGORITHM_BYTES = 64;

  private final CublasLtFunctions functions;
  private final StatusCalls calls;
  private final CudaFormat format;
  private final CudaStream stream;
  private final Resources resources = new Resources();
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment alpha = arena.allocate(Double.BYTES, Double.BYTES);
  private final MemorySegment beta = arena.allocate(Double.BYTES, Double.BYTES);
  private final Handle library;
  private final DeviceMemory workspace;
  private final Handle preference;
  private final Handle transformation;

  /// αX + βYᵀ.
  private final Handle withTranspose;

  private final Map<Shape, Handle> layouts = new HashMap<>();
  private final Map<Product, Plan> plans = new HashMap<>();

  /// A batch of matrices of equal shape, one after the other.
  ///
  /// @param count how many
  /// @param rows also the distance of two columns
  /// @param columns of each
  record Shape(int count, long rows, long columns) {}

  /// What a matrix is and where.
  ///
  /// @param address on the device
  /// @param shape of the batch
  record Operand(long address, Shape shape) {}

  private record Product(
      Shape left, boolean transposeLeft, Shape right, boolean transposeRight, Shape result) {}

  private record Plan(Handle operation, MemorySegment algorithm) {}

  CublasLt(CublasLtFunctions functions, CudaRuntime runtime, CudaStream stream, CudaFormat format) {
    this.functions = functions;
    this.stream = stream;
    this.format = format;
    calls = new StatusCalls(functions.getStatusName, functions.getStatusString);
    try {
      library = resources.own(calls.make(functions.create, functions.destroy));
      workspace = resources.own(runtime.allocate(WORKSPACE_BYTES));
      preference =
          resources.own(calls.make(functions.preferenceCreate, functions.preferenceDestroy));
      calls.call(
          functions.preferenceSet,
          preference.value(),
          PREF_MAX_WORKSPACE_BYTES,
          arena.allocateFrom(ValueLayout.JAVA_LONG, WORKSPACE_BYTES),
          (long) Long.BYTES);
      set(
          functions.preferenceSet,
          preference,
          PREF_REDUCTION_SCHEME_MASK,
          REDUCTION_IN_COMPUTE_TYPE);
      transformation = newTransformation();
      withTranspose = newTransformation();
      set(functions.transformDescSet, withTranspose, TRANSFORM_DESC_TRANSB, OP_T);
    } catch (RuntimeException e) {
      try (arena) {
        resources.close();
      }
      throw e;
    }
  }

  private Handle newTransformation() {
    return resources.own(
        calls.make(
            functions.transformDescCreate, functions.transformDescDestroy, format.scaleType()));
  }

  /// D ← α op(L) op(R) + βC, where op may transpose.
  ///
  /// @param c of D's shape; where β = 0 it is not read
  /// @param d none of the others
  void multiply(
      double a,
      Operand left,
      boolean transposeLeft,
      Operand right,
      boolean transposeRight,
      double b,
      Operand c,
      Operand d) {
    Plan plan =
        plans.computeIfAbsent(
            new Product(left.shape, transposeLeft, right.shape, transposeRight, d.shape),
            this::plan);
    format.writeScalar(alpha, a);
    format.writeScalar(beta, b);
    calls.call(
        functions.matmul,
        library.value(),
        plan.operation.value(),
        alpha,
        left.address,
        layout(left.shape),
        right.address,
        layout(right.shape),
        beta,
        c.address,
        layout(c.shape),
        d.address,
        layout(d.shape),
        plan.algorithm,
        workspace.address(),
        workspace.bytes(),
        stream.value());
  }

  /// Z ← αX + βY, entry by entry.
  ///
  /// @param y where β = 0 it is not read
  /// @param z none of the others
  void combine(double a, Operand x, double b, Operand y, Operand z) {
    transform(transformation, a, x, b, y, z);
  }

  /// B ← (A + Aᵀ)/2.
  ///
  /// @param b not A
  void symmetrize(Operand a, Operand b) {
    transform(withTranspose, 0.5, a, 0.5, a, b);
  }

  private void transform(Handle operation, double a, Operand x, double b, Operand y, Operand z) {
    format.writeScalar(alpha, a);
    format.writeScalar(beta, b);
    // Whether a transformation reads what it multiplies by 0 is not documented, so it gets no
    // operand.
    boolean both = b != 0;
    calls.call(
        functions.transform,
        library.value(),
        operation.value(),
        alpha,
        x.address,
        layout(x.shape),
        beta,
        both ? y.address : 0L,
        both ? layout(y.shape) : 0L,
        z.address,
        layout(z.shape),
        stream.value());
  }

  private long layout(Shape shape) {
    return layouts.computeIfAbsent(shape, this::newLayout).value();
  }

  private Handle newLayout(Shape shape) {
    Handle layout =
        resources.own(
            calls.make(
                functions.layoutCreate,
                functions.layoutDestroy,
                format.dataType(),
                shape.rows,
                shape.columns,
                shape.rows));
    set(functions.layoutSet, layout, LAYOUT_BATCH_COUNT, shape.count);
    try (Arena values = Arena.ofConfined()) {
      calls.call(
          functions.layoutSet,
          layout.value(),
          LAYOUT_STRIDED_BATCH_OFFSET,
          values.allocateFrom(ValueLayout.JAVA_LONG, shape.rows * shape.columns),
          (long) Long.BYTES);
    }
    return layout;
  }

  private Plan plan(Product product) {
    Handle operation =
        resources.own(
            calls.make(
                functions.matmulDescCreate,
                functions.matmulDescDestroy,
                format.computeType(),
                format.scaleType()));
    transpose(operation, MATMUL_DESC_TRANSA, product.transposeLeft);
    transpose(operation, MATMUL_DESC_TRANSB, product.transposeRight);
    return new Plan(operation, algorithm(operation, product));
  }

  private void transpose(Handle operation, int operand, boolean transpose) {
    if (transpose) {
      set(functions.matmulDescSet, operation, operand, OP_T);
    }
  }

  /// Sets an attribute of 32 bits.
  private void set(NativeFunction setter, Handle object, int attribute, int value) {
    try (Arena values = Arena.ofConfined()) {
      calls.call(
          setter,
          object.value(),
          attribute,
          values.allocateFrom(ValueLayout.JAVA_INT, value),
          (long) Integer.BYTES);
    }
  }

  private MemorySegment algorithm(Handle operation, Product product) {
    try (Arena values = Arena.ofConfined()) {
      MemorySegment result = values.allocate(HEURISTIC_RESULT_BYTES, Long.BYTES);
      MemorySegment found = values.allocate(ValueLayout.JAVA_INT);
      calls.call(
          functions.heuristic,
          library.value(),
          operation.value(),
          layout(product.left),
          layout(product.right),
          layout(product.result),
          layout(product.result),
          preference.value(),
          1,
          result,
          found);
      if (found.get(ValueLayout.JAVA_INT, 0) == 0) {
        throw new CudaException(
            functions.heuristic.name(),
            NOT_SUPPORTED,
            "CUBLAS_STATUS_NOT_SUPPORTED",
            "no algorithm for " + product + " in " + format);
      }
      return arena
          .allocate(ALGORITHM_BYTES, Long.BYTES)
          .copyFrom(result.asSlice(0, ALGORITHM_BYTES));
    }
  }

  @Override
  public void close() {
    try (arena) {
      resources.close();
    }
  }
}
