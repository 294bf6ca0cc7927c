package org.alternant.iteration.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeStrings;

/// Calls functions of a library that return a status, of which 0 is success.
///
/// @param name the library's function that names a status
/// @param description the library's function that describes a status
record StatusCalls(NativeFunction name, NativeFunction description) {

  /// Calls a function.
  ///
  /// @throws CudaException if the status is not 0
  void call(NativeFunction function, Object... arguments) {
    int code = function.asInt(arguments);
    if (code != 0) {
      throw new CudaException(
          function.name(),
          code,
          NativeStrings.at(name.asAddress(code), "unknown"),
          NativeStrings.at(description.asAddress(code), "no description"));
    }
  }

  /// Calls a function whose first argument points to the `int` that it answers.
  int number(NativeFunction function, Object... others) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = arena.allocate(ValueLayout.JAVA_INT);
      call(function, with(answer, others));
      return answer.get(ValueLayout.JAVA_INT, 0);
    }
  }

  /// Calls a function whose first argument points to the handle of what it makes.
  ///
  /// @param destroy takes that handle
  Handle make(NativeFunction create, NativeFunction destroy, Object... others) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment answer = arena.allocate(ValueLayout.JAVA_LONG);
      call(create, with(answer, others));
      return new Handle(this, answer.get(ValueLayout.JAVA_LONG, 0), destroy);
    }
  }

  private static Object[] with(Object first, Object[] others) {
    return Stream.concat(Stream.of(first), Arrays.stream(others)).toArray();
  }
}
