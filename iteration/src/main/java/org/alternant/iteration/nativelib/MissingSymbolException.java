package org.alternant.iteration.nativelib;

import java.io.Serial;

/// A library opened but lacks a function: its version cannot be used.
public final class MissingSymbolException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  /// Names the missing symbol and the library.
  ///
  /// @param library the library's path
  /// @param symbol the function
  public MissingSymbolException(String library, String symbol) {
    super(library + " has no function " + symbol);
  }
}
