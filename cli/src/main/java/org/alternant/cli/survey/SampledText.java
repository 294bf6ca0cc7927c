package org.alternant.cli.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyedGroup;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.survey.SurveyedGroup.Sampled;

/// How tables did on a survey's own matrices, for a person to read.
final class SampledText {

  private final Survey survey;
  private final List<SurveyedGroup> columns;

  SampledText(Survey survey) {
    this.survey = survey;
    columns = SurveyText.columns(survey);
  }

  /// The tables that did best on all.
  List<String> lines() {
    List<Sampled> rows =
        survey.whole().sampled().stream()
            .sorted(Comparator.comparingDouble(Sampled::worst))
            .limit(SurveyText.MOST_TABLES)
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add(
        "measured on "
            + survey.task().samples()
            + (survey.task().samples() == 1 ? " matrix" : " matrices")
            + " of each in "
            + EnumIds.of(survey.task().precision())
            + " ("
            + survey.task().rounding().name()
            + "), the largest error from the lower end on:");
    TextTable table =
        new TextTable(
            Stream.concat(
                    Stream.of("<table"),
                    columns.stream().map(group -> SurveyText.name(survey, group)))
                .toArray(String[]::new));
    for (Sampled row : rows) {
      table.row(
          Stream.concat(
                  Stream.of(row.table().name()),
                  columns.stream().map(group -> worst(group, row.table())))
              .toArray(String[]::new));
    }
    if (columns.stream().anyMatch(group -> !own(group).isEmpty())) {
      table.row(
          Stream.concat(Stream.of("recommended for it"), columns.stream().map(SampledText::own))
              .toArray(String[]::new));
    }
    lines.addAll(table.lines());
    return lines;
  }

  /// The largest error of a group's own table; nothing where there is none.
  private static String own(SurveyedGroup group) {
    Advice advice = group.advice();
    return advice != null && advice.outcome() instanceof Recommended recommended
        ? worst(group, recommended.chosen().table())
        : "";
  }

  /// The largest error of a table; nothing where it was not run.
  static String worst(SurveyedGroup group, CoefficientTable table) {
    return group.sampled().stream()
        .filter(row -> row.table().equals(table))
        .map(row -> Double.isFinite(row.worst()) ? Numbers.size(row.worst()) : "breaks")
        .findFirst()
        .orElse("");
  }
}
