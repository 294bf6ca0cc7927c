package org.alternant.toolkit.catalogue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Reads rows of coefficients from a format that is not text.
@FunctionalInterface
public interface RowsReader {

  /// Knows text alone.
  RowsReader NONE = _ -> Optional.empty();

  /// Reads the rows in a file.
  ///
  /// @param file its content
  /// @return the coefficients of each step; empty if the file is in another format
  /// @throws IOException if the file is in this format, and malformed
  Optional<List<List<Double>>> rows(byte[] file) throws IOException;
}
