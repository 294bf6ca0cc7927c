package org.alternant.iteration.nativelib;

import java.lang.foreign.MemorySegment;

/// Strings that C functions return.
public final class NativeStrings {

  private NativeStrings() {}

  /// Copies a string that ends with a zero byte, as UTF-8.
  ///
  /// @param address where it begins; may be the null pointer
  /// @param absent what to return for the null pointer
  /// @return the string
  // Only the terminating zero gives the length of a C string.
  @SuppressWarnings("restricted")
  public static String at(MemorySegment address, String absent) {
    return address.address() == 0 ? absent : address.reinterpret(Long.MAX_VALUE).getString(0);
  }
}
