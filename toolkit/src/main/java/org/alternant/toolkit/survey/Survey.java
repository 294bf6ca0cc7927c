package org.alternant.toolkit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.iteration.files.TensorFormatException;
import org.alternant.toolkit.ProgressListener;
import org.jspecify.annotations.Nullable;

/// What the matrices of files need: everything that `alternant survey` can do, in one call.
///
/// @param task what was asked
/// @param matrices all that were read, in the order of the files
/// @param groups the matrices by what the task groups them by, in the order in which they are met
/// @param whole all of them
/// @param leftOut what was selected and holds no matrices, in words
/// @param failures what could not be read
public record Survey(
    SurveyTask task,
    List<SurveyedMatrix> matrices,
    List<SurveyedGroup> groups,
    SurveyedGroup whole,
    List<String> leftOut,
    List<Failure> failures) {

  /// What all matrices together are called.
  public static final String WHOLE = "all";

  /// Copies the lists.
  public Survey {
    matrices = List.copyOf(matrices);
    groups = List.copyOf(groups);
    leftOut = List.copyOf(leftOut);
    failures = List.copyOf(failures);
  }

  /// A file, or a tensor of it, that could not be read.
  ///
  /// @param file the file
  /// @param reason why
  public record Failure(Path file, IOException reason) {

    /// Whether the reason's message begins with the file that it is about.
    ///
    /// @return false for what the system says
    public boolean namesFile() {
      return reason instanceof TensorFormatException || reason instanceof MatrixFormatException;
    }
  }

  /// Looks at all matrices. What cannot be read is a failure among the others' results.
  ///
  /// @param task what to look at
  /// @param progress told of every tensor, then of every table
  /// @return what was found
  /// @throws IOException the first failure, if nothing could be read
  /// @throws ArithmeticException if a decomposition does not converge
  public static Survey of(SurveyTask task, ProgressListener progress) throws IOException {
    return of(task, null, progress);
  }

  /// Looks at all matrices, and writes down what is found as it goes.
  ///
  /// @param task what to look at
  /// @param journal what is in it is not looked at again; null: none
  /// @param progress told of every tensor, then of every table
  /// @return the same as without a journal
  /// @throws JournalException if the journal cannot be written
  /// @throws IOException the first failure, if nothing could be read
  /// @throws ArithmeticException if a decomposition does not converge
  public static Survey of(
      SurveyTask task, @Nullable SurveyJournal journal, ProgressListener progress)
      throws IOException {
    return of(task, journal, MatrixObserver.Source.HERE, progress);
  }

  /// Lets others look at all matrices.
  ///
  /// @param task what to look at
  /// @param journal as above
  /// @param source who looks
  /// @param progress as above
  /// @return the same, as long as the others compute the same
  /// @throws JournalException if the journal cannot be written
  /// @throws IOException the first failure, if nothing could be read
  /// @throws ArithmeticException if a decomposition does not converge
  public static Survey of(
      SurveyTask task,
      @Nullable SurveyJournal journal,
      MatrixObserver.Source source,
      ProgressListener progress)
      throws IOException {
    CollectedMatrices collection = new CollectedMatrices(task, journal, source.of(task, progress));
    collection.read(progress);
    return new TableChoice(task, progress).chosen(collection);
  }
}
