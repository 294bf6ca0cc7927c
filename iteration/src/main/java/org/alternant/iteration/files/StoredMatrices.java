package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Path;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/// Matrices of one shape that stand together in a file, each read when it is asked for, so that a
/// batch need not be in memory whole. They can be asked for as long as [Reader#accept] lasts.
public interface StoredMatrices {

  /// The file that holds them: of a split checkpoint one of its files.
  ///
  /// @return a path
  Path file();

  /// The tensor that they are.
  ///
  /// @return its name; null where they are those of a matrix file
  @Nullable String tensor();

  /// What they are called.
  ///
  /// @return the name of the file that was asked for, and after `#` the tensor's
  String label();

  /// How many there are.
  ///
  /// @return at least one
  /// @throws IOException as [#matrix]
  int count() throws IOException;

  /// Reads one of them.
  ///
  /// @param index which, from 0
  /// @return the matrix: not empty, every entry finite
  /// @throws TensorFormatException if the file does not hold such a matrix
  /// @throws MatrixFormatException the same of a matrix file
  /// @throws IOException if it cannot be read
  DMatrixRMaj matrix(int index) throws IOException;

  /// Gets matrices one tensor after the other.
  @FunctionalInterface
  interface Reader {

    /// Gets the next ones.
    ///
    /// @param matrices what can be read
    /// @throws TensorFormatException of [StoredMatrices#matrix], which [#refused] hears of then
    /// @throws IOException if something is to end the reading
    void accept(StoredMatrices matrices) throws IOException;

    /// Hears of what cannot be read: a file of a split checkpoint that is missing or damaged, a
    /// tensor that its index mentions and that is not there, or one whose numbers are not finite or
    /// not all there. What else there is may be read on.
    ///
    /// @param file which file
    /// @param reason what is wrong with it
    /// @throws IOException the same, to end the reading, as it does by default
    default void refused(Path file, IOException reason) throws IOException {
      throw reason;
    }
  }
}
