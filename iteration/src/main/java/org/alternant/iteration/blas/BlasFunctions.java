package org.alternant.iteration.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;

/// The products of a BLAS, by the subroutines of Fortran that every build has.
///
/// A row-major matrix is the transpose of the column-major one in the same memory, so that nothing
/// is transposed: C = AB is Cᵀ = BᵀAᵀ. Integers are passed as 64 bits of which a library with
/// 32-bit integers reads the first half, the low one on every machine that Java's native linker
/// knows but the big-endian ones; those are refused.
final class BlasFunctions {

  private final NativeFunction sgemm;
  private final NativeFunction dgemm;
  private final NativeFunction ssyrk;
  private final NativeFunction dsyrk;

  /// @throws MissingSymbolException if the library lacks one of them
  BlasFunctions(NativeLibrary library, SymbolNames names) {
    sgemm = gemm(library, names.fortran("sgemm"));
    dgemm = gemm(library, names.fortran("dgemm"));
    ssyrk = syrk(library, names.fortran("ssyrk"));
    dsyrk = syrk(library, names.fortran("dsyrk"));
  }

  /// The last two are the lengths of the strings, as compilers of Fortran pass them.
  private static NativeFunction gemm(NativeLibrary library, String symbol) {
    return library.procedureOnArrays(
        symbol, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
        ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_LONG);
  }

  private static NativeFunction syrk(NativeLibrary library, String symbol) {
    return library.procedureOnArrays(
        symbol, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
        ADDRESS, JAVA_LONG, JAVA_LONG);
  }

  /// C ← AB.
  void product(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c) {
    try (Arena arena = Arena.ofConfined()) {
      product(
          sgemm,
          new Scalars(arena, 1f),
          new int[] {a.numRows, a.numCols, b.numCols},
          MemorySegment.ofArray(a.data),
          MemorySegment.ofArray(b.data),
          MemorySegment.ofArray(c.data));
    }
  }

  /// C ← AB.
  void product(DMatrixRMaj a, DMatrixRMaj b, DMatrixRMaj c) {
    try (Arena arena = Arena.ofConfined()) {
      product(
          dgemm,
          new Scalars(arena, 1.0),
          new int[] {a.numRows, a.numCols, b.numCols},
          MemorySegment.ofArray(a.data),
          MemorySegment.ofArray(b.data),
          MemorySegment.ofArray(c.data));
    }
  }

  /// @param sizes l, m, n of an l×m by m×n product
  private static void product(
      NativeFunction gemm,
      Scalars scalars,
      int[] sizes,
      MemorySegment a,
      MemorySegment b,
      MemorySegment c) {
    MemorySegment l = scalars.integer(sizes[0]);
    MemorySegment m = scalars.integer(sizes[1]);
    MemorySegment n = scalars.integer(sizes[2]);
    MemorySegment plain = scalars.letter('N');
    gemm.call(plain, plain, n, l, m, scalars.one(), b, n, a, m, scalars.zero(), c, n, 1L, 1L);
  }

  /// A ← XXᵀ where m ≤ n, else XᵀX.
  void gram(FMatrixRMaj x, FMatrixRMaj a) {
    try (Arena arena = Arena.ofConfined()) {
      gram(
          ssyrk,
          new Scalars(arena, 1f),
          x.numRows,
          x.numCols,
          MemorySegment.ofArray(x.data),
          MemorySegment.ofArray(a.data));
    }
    Mirror.lowerFromUpper(a.data, a.numRows);
  }

  /// A ← XXᵀ where m ≤ n, else XᵀX.
  void gram(DMatrixRMaj x, DMatrixRMaj a) {
    try (Arena arena = Arena.ofConfined()) {
      gram(
          dsyrk,
          new Scalars(arena, 1.0),
          x.numRows,
          x.numCols,
          MemorySegment.ofArray(x.data),
          MemorySegment.ofArray(a.data));
    }
    Mirror.lowerFromUpper(a.data, a.numRows);
  }

  private static void gram(
      NativeFunction syrk,
      Scalars scalars,
      int rows,
      int columns,
      MemorySegment x,
      MemorySegment a) {
    boolean wide = rows <= columns;
    MemorySegment order = scalars.integer(Math.min(rows, columns));
    // Fortran's lower triangle is the upper one in rows.
    syrk.call(
        scalars.letter('L'),
        scalars.letter(wide ? 'T' : 'N'),
        order,
        scalars.integer(Math.max(rows, columns)),
        scalars.one(),
        x,
        scalars.integer(columns),
        scalars.zero(),
        a,
        order,
        1L,
        1L);
  }
}
