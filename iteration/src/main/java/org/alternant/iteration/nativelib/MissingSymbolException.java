package org.alternant.iteration.nativelib;

import java.io.Serial;

/// A library opened but lacks a function, so it is of a version that cannot be used.
public final class MissingSymbolException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Names what is missing where.
  ///
  /// @param library the library's path
  /// @param symbol the function
  public MissingSymbolException(String library, String symbol) {
    super(library + " has no function " + symbol);
  }
}
