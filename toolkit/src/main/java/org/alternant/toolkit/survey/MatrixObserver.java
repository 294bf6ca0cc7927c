package org.alternant.toolkit.survey;

import java.io.IOException;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.toolkit.ProgressListener;

/// What looks at the matrices of a survey: this machine one by one, or others at once.
@FunctionalInterface
public interface MatrixObserver {

  /// Looks at a matrix.
  ///
  /// @param matrices those it is one of
  /// @param index which, from 0
  /// @return what is seen
  /// @throws IOException as [StoredMatrices#matrix]
  /// @throws ArithmeticException if a decomposition does not converge
  Observation observe(StoredMatrices matrices, int index) throws IOException;

  /// How many there are to look at.
  ///
  /// @param matrices some that stand together
  /// @return as [StoredMatrices#count], by default
  /// @throws IOException as [StoredMatrices#count]
  default int count(StoredMatrices matrices) throws IOException {
    return matrices.count();
  }

  /// Who looks for a survey.
  @FunctionalInterface
  interface Source {

    /// This machine, when it is asked to.
    Source HERE =
        (task, _) ->
            (matrices, index) ->
                Observation.of(
                    matrices.matrix(index),
                    task.normalization(),
                    task.precision(),
                    task.decomposition());

    /// An observer for a survey; it may look at everything at once.
    ///
    /// @param task the survey
    /// @param progress told of what it looks at before it is asked to
    /// @return the observer
    /// @throws IOException if it cannot look at anything
    MatrixObserver of(SurveyTask task, ProgressListener progress) throws IOException;
  }
}
