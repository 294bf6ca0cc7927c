package org.alternant.toolkit.survey;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.recommend.RecommendOutcome;
import org.alternant.toolkit.trial.TableTrials;
import org.jspecify.annotations.Nullable;

/// Matrices of a survey that were put together.
///
/// @param kind what they have in common
/// @param tensors the names of their tensors, each once; of matrix files the files' names
/// @param spectrum all their normalized singular values; of their shapes the most frequent first
/// @param effectiveShare the median of their effective ranks over their number of singular values
/// @param hidden the largest of [SurveyedMatrix#hidden]
/// @param lower the lower end for the survey's quantile; empty if that value cannot be told from 0
/// @param inUse the published tables, certified from the lower end to 1, in the catalogue's order;
///   none where there is no lower end below 1
/// @param advice the table for them; null where none was asked for, or there is no lower end
/// @param sampled the same tables, and those of the advice, run on some of the matrices; none where
///   that was not asked for
public record SurveyedGroup(
    String kind,
    List<String> tensors,
    MatrixSpectrum spectrum,
    double effectiveShare,
    double hidden,
    OptionalDouble lower,
    List<ComparedTable> inUse,
    @Nullable Advice advice,
    List<Sampled> sampled) {

  /// Copies the lists.
  public SurveyedGroup {
    tensors = List.copyOf(tensors);
    inUse = List.copyOf(inUse);
    sampled = List.copyOf(sampled);
  }

  /// The table for a group.
  ///
  /// @param from the lower end that it is for: the group's, rounded down to one digit, so that
  ///   groups whose ends are alike have one table
  /// @param outcome the recommendation, or why there is none
  /// @param common how the table for all matrices does on the same samples; null where there is
  ///   none
  public record Advice(double from, RecommendOutcome outcome, TableTrials.@Nullable Row common) {}

  /// What a table made of some of the matrices in the survey's arithmetic: observed, not proved.
  ///
  /// @param table the table
  /// @param errors for each matrix the largest |1 − σ| of the result, without as many of its
  ///   smallest singular values as the matrix has below the lower end; infinite where the run was
  ///   not finite
  public record Sampled(CoefficientTable table, List<Double> errors) {

    /// Copies the list.
    public Sampled {
      errors = List.copyOf(errors);
    }

    /// The largest error.
    ///
    /// @return infinite where a run was not finite
    public double worst() {
      return Collections.max(errors);
    }
  }

  SurveyedGroup with(List<ComparedTable> published, @Nullable Advice table) {
    return new SurveyedGroup(
        kind, tensors, spectrum, effectiveShare, hidden, lower, published, table, sampled);
  }

  SurveyedGroup with(List<Sampled> runs) {
    return new SurveyedGroup(
        kind, tensors, spectrum, effectiveShare, hidden, lower, inUse, advice, runs);
  }
}
