package org.alternant.iteration.blas;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Numbers and letters in memory, as Fortran takes its arguments.
///
/// @param arena where they live
/// @param one 1 in the number type of the matrices
/// @param zero 0 in it
record Scalars(Arena arena, MemorySegment one, MemorySegment zero) {

  Scalars(Arena arena, float one) {
    this(arena, arena.allocateFrom(JAVA_FLOAT, one), arena.allocateFrom(JAVA_FLOAT, 0f));
  }

  Scalars(Arena arena, double one) {
    this(arena, arena.allocateFrom(JAVA_DOUBLE, one), arena.allocateFrom(JAVA_DOUBLE, 0.0));
  }

  /// An integer, for libraries with integers of 32 and of 64 bits.
  MemorySegment integer(long value) {
    return arena.allocateFrom(JAVA_LONG, value);
  }

  MemorySegment letter(char value) {
    return arena.allocateFrom(JAVA_BYTE, (byte) value);
  }
}
