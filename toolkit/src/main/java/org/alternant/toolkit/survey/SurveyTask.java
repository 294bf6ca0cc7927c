package org.alternant.toolkit.survey;

import java.nio.file.Path;
import java.util.List;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.toolkit.design.LowerEnd;
import org.alternant.toolkit.recommend.RecommendTask;
import org.jspecify.annotations.Nullable;

/// What a survey is to look at.
///
/// @param files as [org.alternant.iteration.files.NamedMatrices] has them; at least one
/// @param selection which tensors of checkpoints
/// @param normalization how matrices are scaled first
/// @param grouping by what they are put together
/// @param quantile the fraction of singular values that may lie below a lower end, in [0, 1)
/// @param precision the format whose rounding of entries hides small singular values
/// @param decomposition what computes singular values
/// @param samples on how many matrices of each group tables are run; 0: on none
/// @param tables for which tables are recommended, at lower ends and shapes of its own for each
///   group; null: for none
public record SurveyTask(
    List<Path> files,
    TensorSelection selection,
    Normalization normalization,
    Grouping grouping,
    double quantile,
    Precision precision,
    Decomposition decomposition,
    int samples,
    @Nullable RecommendTask tables) {

  /// Copies the list and checks the components.
  ///
  /// @throws IllegalArgumentException if there is no file, the quantile is out of its range, or
  ///   `samples` is negative
  public SurveyTask {
    files = List.copyOf(files);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("a survey needs at least one file");
    }
    if (!(quantile >= 0 && quantile < 1)) {
      throw new IllegalArgumentException(
          "quantile must be at least 0 and below 1, found " + MessageText.number(quantile));
    }
    if (samples < 0) {
      throw new IllegalArgumentException("samples must be 0 or more, found " + samples);
    }
  }

  /// All matrices of files, divided by their Frobenius norm, by kind, for bfloat16; no tables.
  ///
  /// @param files the files
  /// @return the task
  /// @throws IllegalArgumentException if there is no file
  public static SurveyTask customary(List<Path> files) {
    return new SurveyTask(
        files,
        TensorSelection.ALL,
        Normalization.FROBENIUS,
        Grouping.KIND,
        LowerEnd.Quantile.CUSTOMARY,
        Precision.BFLOAT16,
        Decomposition.AUTO,
        0,
        null);
  }

  /// The same with tables.
  ///
  /// @param task for which arithmetic and budget
  /// @return the task
  public SurveyTask withTables(RecommendTask task) {
    return new SurveyTask(
        files,
        selection,
        normalization,
        grouping,
        quantile,
        task.precision(),
        decomposition,
        samples,
        task);
  }

  /// The same with tables run on some of the matrices.
  ///
  /// @param number of each group
  /// @return the task
  public SurveyTask withSamples(int number) {
    return new SurveyTask(
        files,
        selection,
        normalization,
        grouping,
        quantile,
        precision,
        decomposition,
        number,
        tables);
  }

  /// How tables are run on samples.
  ///
  /// @return as the tables that are recommended are, or as most recommendations are
  public RoundingRules rounding() {
    return tables == null ? RecommendTask.customary().rounding() : tables.rounding();
  }
}
