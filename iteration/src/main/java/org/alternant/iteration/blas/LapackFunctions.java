package org.alternant.iteration.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.ejml.data.DMatrixRMaj;

/// The decompositions of LAPACK, by the subroutines of Fortran. They take copies of matrices in
/// native memory, so that Java's threads go on while they run.
///
/// Rows and columns change places as in [BlasFunctions]: the memory of X holds Xᵀ = V Σ Uᵀ.
final class LapackFunctions {

  /// What a subroutine returns for `info` is not 0.
  static final class NotConverged extends Exception {
    private static final long serialVersionUID = 1L;

    NotConverged(NativeFunction subroutine, long info) {
      super(subroutine.name() + " returned info = " + info);
    }
  }

  private static final long QUERY = -1;

  private final NativeFunction dgesdd;
  private final NativeFunction dsyevd;
  private final NativeFunction dgelqf;
  private final NativeFunction dorglq;

  /// @throws MissingSymbolException if the library lacks one of them
  LapackFunctions(NativeLibrary library, SymbolNames names) {
    dgesdd = library.procedure(names.fortran("dgesdd"), arguments(14, 1));
    dsyevd = library.procedure(names.fortran("dsyevd"), arguments(11, 2));
    dgelqf = library.procedure(names.fortran("dgelqf"), arguments(8, 0));
    dorglq = library.procedure(names.fortran("dorglq"), arguments(9, 0));
  }

  /// Addresses, and the lengths of the strings among them.
  private static MemoryLayout[] arguments(int addresses, int strings) {
    List<MemoryLayout> layouts = new ArrayList<>();
    for (int i = 0; i < addresses + strings; i++) {
      layouts.add(i < addresses ? ADDRESS : JAVA_LONG);
    }
    return layouts.toArray(MemoryLayout[]::new);
  }

  /// A call in two stages: the first asks for the size of the work space.
  private interface Call {
    void with(MemorySegment work, MemorySegment size, MemorySegment integers, MemorySegment count);
  }

  private static final class Work {
    final MemorySegment info;
    private final Scalars scalars;

    Work(Scalars scalars) {
      this.scalars = scalars;
      info = scalars.integer(0);
    }

    /// @param integers how many 64-bit integers of work space are needed at least
    void run(NativeFunction subroutine, long integers, Call call) throws NotConverged {
      Arena arena = scalars.arena();
      MemorySegment work = arena.allocate(JAVA_DOUBLE);
      MemorySegment size = scalars.integer(QUERY);
      MemorySegment whole = arena.allocate(JAVA_LONG, Math.max(1, integers));
      MemorySegment count = scalars.integer(QUERY);
      call.with(work, size, whole, count);
      require(subroutine);
      long wanted = (long) work.get(JAVA_DOUBLE, 0);
      // Some versions round the size in binary32; one more block does no harm.
      wanted += wanted / 1000 + 64;
      size.set(JAVA_LONG, 0, wanted);
      count.set(JAVA_LONG, 0, Math.max(1, integers));
      call.with(arena.allocate(JAVA_DOUBLE, wanted), size, whole, count);
      require(subroutine);
    }

    private void require(NativeFunction subroutine) throws NotConverged {
      // Of 32-bit integers the upper half stays 0: a negative one is still not 0.
      if (info.get(JAVA_LONG, 0) != 0) {
        throw new NotConverged(subroutine, info.get(JAVA_LONG, 0));
      }
    }
  }

  /// In descending order.
  double[] singularValues(DMatrixRMaj x) throws NotConverged {
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena, 1.0);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, Math.min(x.numRows, x.numCols));
      MemorySegment none = arena.allocate(JAVA_DOUBLE);
      decompose(x, scalars, 'N', values, none, 1, none, 1);
      return values.toArray(JAVA_DOUBLE);
    }
  }

  DenseSvd svd(DMatrixRMaj x) throws NotConverged {
    int count = Math.min(x.numRows, x.numCols);
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena, 1.0);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, count);
      MemorySegment u = arena.allocate(JAVA_DOUBLE, (long) x.numCols * count);
      MemorySegment vt = arena.allocate(JAVA_DOUBLE, (long) count * x.numRows);
      decompose(x, scalars, 'S', values, u, x.numCols, vt, count);
      return new DenseSvd(
          DMatrixRMaj.wrap(x.numRows, count, vt.toArray(JAVA_DOUBLE)),
          values.toArray(JAVA_DOUBLE),
          DMatrixRMaj.wrap(count, x.numCols, u.toArray(JAVA_DOUBLE)));
    }
  }

  /// @param left U: m×r
  /// @param values σ₁ ≥ … ≥ σᵣ
  /// @param rightTransposed Vᵀ: r×n
  @SuppressWarnings("ArrayRecordComponent") // Handed over once.
  record DenseSvd(DMatrixRMaj left, double[] values, DMatrixRMaj rightTransposed) {}

  private void decompose(
      DMatrixRMaj x,
      Scalars scalars,
      char job,
      MemorySegment values,
      MemorySegment u,
      int uRows,
      MemorySegment vt,
      int vtRows)
      throws NotConverged {
    MemorySegment copy = copy(scalars.arena(), x);
    MemorySegment n = scalars.integer(x.numCols);
    MemorySegment m = scalars.integer(x.numRows);
    MemorySegment letter = scalars.letter(job);
    MemorySegment ldu = scalars.integer(uRows);
    MemorySegment ldvt = scalars.integer(vtRows);
    Work work = new Work(scalars);
    work.run(
        dgesdd,
        8L * Math.min(x.numRows, x.numCols),
        (space, size, integers, _) ->
            dgesdd.call(
                letter, n, m, copy, n, values, u, ldu, vt, ldvt, space, size, integers, work.info,
                1L));
  }

  /// Eigenvalues in ascending order, and the eigenvectors in rows.
  ///
  /// @param values λ₁ ≤ … ≤ λₙ
  /// @param vectorsTransposed Qᵀ: n×n
  @SuppressWarnings("ArrayRecordComponent") // Handed over once.
  record DenseEigen(double[] values, DMatrixRMaj vectorsTransposed) {}

  DenseEigen symmetricEigen(DMatrixRMaj a) throws NotConverged {
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena, 1.0);
      MemorySegment copy = copy(arena, a);
      MemorySegment values = arena.allocate(JAVA_DOUBLE, a.numRows);
      MemorySegment n = scalars.integer(a.numRows);
      MemorySegment vectors = scalars.letter('V');
      MemorySegment lower = scalars.letter('L');
      Work work = new Work(scalars);
      work.run(
          dsyevd,
          3 + 5L * a.numRows,
          (space, size, integers, count) ->
              dsyevd.call(
                  vectors, lower, n, copy, n, values, space, size, integers, count, work.info, 1L,
                  1L));
      return new DenseEigen(
          values.toArray(JAVA_DOUBLE),
          DMatrixRMaj.wrap(a.numRows, a.numRows, copy.toArray(JAVA_DOUBLE)));
    }
  }

  /// The Q of X = QR with a positive diagonal of R: Xᵀ = LQᵀ in column-major order.
  DMatrixRMaj orthonormalized(DMatrixRMaj x) throws NotConverged {
    int rank = x.numCols;
    try (Arena arena = Arena.ofConfined()) {
      Scalars scalars = new Scalars(arena, 1.0);
      MemorySegment copy = copy(arena, x);
      MemorySegment reflectors = arena.allocate(JAVA_DOUBLE, rank);
      MemorySegment r = scalars.integer(rank);
      MemorySegment m = scalars.integer(x.numRows);
      Work factorization = new Work(scalars);
      factorization.run(
          dgelqf,
          0,
          (space, size, _, _) ->
              dgelqf.call(r, m, copy, r, reflectors, space, size, factorization.info));
      double[] signs = new double[rank];
      for (int i = 0; i < rank; i++) {
        signs[i] = Math.copySign(1, copy.getAtIndex(JAVA_DOUBLE, (long) i * rank + i));
      }
      Work orthogonal = new Work(scalars);
      orthogonal.run(
          dorglq,
          0,
          (space, size, _, _) ->
              dorglq.call(r, m, r, copy, r, reflectors, space, size, orthogonal.info));
      double[] q = copy.toArray(JAVA_DOUBLE);
      for (int i = 0; i < q.length; i++) {
        q[i] *= signs[i % rank];
      }
      return DMatrixRMaj.wrap(x.numRows, rank, q);
    }
  }

  private static MemorySegment copy(Arena arena, DMatrixRMaj x) {
    return arena.allocateFrom(JAVA_DOUBLE, Arrays.copyOf(x.data, x.getNumElements()));
  }
}
