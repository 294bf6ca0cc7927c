package org.alternant.spark;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.iteration.files.TensorFormatException;
import org.alternant.toolkit.survey.Observation;
import org.jspecify.annotations.Nullable;

/// What came of a task.
///
/// @param place the task
/// @param seen what was seen: of a tensor's matrix one, of a matrix file all
/// @param failure why nothing was; null: nothing failed
record Finding(Place place, ArrayList<Observation> seen, @Nullable Exception failure)
    implements Serializable {

  /// What was seen.
  ///
  /// @param file what the file is called here
  /// @throws IOException as it was thrown there
  List<Observation> seenIn(Path file) throws IOException {
    return switch (failure) {
      case null -> seen;
      case TensorFormatException e -> throw e.in(file);
      case MatrixFormatException e -> throw e.in(file);
      case NoSuchFileException _ -> throw new NoSuchFileException(file.toString());
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      default -> throw new IllegalStateException(failure);
    };
  }
}
