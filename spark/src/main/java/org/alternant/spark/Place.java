package org.alternant.spark;

import java.io.IOException;
import java.io.Serializable;
import org.alternant.iteration.files.StoredMatrices;
import org.jspecify.annotations.Nullable;

/// A task: a matrix of a tensor, or all those of a matrix file, of which it is not known how many
/// they are without reading it.
///
/// @param file by its name for [Locations]
/// @param tensor null: of a matrix file
/// @param index in the tensor; [#ALL]: all
record Place(String file, @Nullable String tensor, int index) implements Serializable {

  static final int ALL = -1;

  /// No tensor has more matrices that are worth a task each; it may be a lie of the file's.
  private static final int MOST = 1 << 16;

  /// Whether matrices are one task.
  static boolean isOne(StoredMatrices matrices) throws IOException {
    return matrices.tensor() == null || matrices.count() > MOST;
  }

  static Place of(StoredMatrices matrices, int index) throws IOException {
    return new Place(
        Locations.name(matrices.file()), matrices.tensor(), isOne(matrices) ? ALL : index);
  }
}
