package org.alternant.cli.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.cli.status.Errors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.cli.text.TrialWords;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.survey.Survey;
import org.alternant.toolkit.survey.SurveyedGroup;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.trial.TableTrials.Row;

/// A survey for a person to read.
final class SurveyText {

  /// Shapes that are named; of more only how many there are.
  private static final int MOST_SHAPES = 2;

  /// Tables in use that are shown: the best.
  static final int MOST_TABLES = 12;

  /// Groups that have a column of errors.
  private static final int MOST_COLUMNS = 4;

  private static final double MEDIAN = 0.5;

  private final Survey survey;

  SurveyText(Survey survey) {
    this.survey = survey;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(summary(survey));
    lines.add("");
    lines.addAll(spectra());
    lines.add("");
    lines.addAll(explanation());
    if (survey.task().tables() != null) {
      lines.add("");
      lines.addAll(tables(survey.task().tables()));
    }
    if (!survey.whole().inUse().isEmpty()) {
      lines.add("");
      lines.addAll(inUse());
    }
    if (groupsAndWhole().stream().anyMatch(group -> !group.sampled().isEmpty())) {
      lines.add("");
      lines.addAll(new SampledText(survey).lines());
    }
    return lines;
  }

  /// How much was looked at.
  static String summary(Survey survey) {
    return survey.matrices().size()
        + (survey.matrices().size() == 1 ? " matrix of " : " matrices of ")
        + Numbers.count(survey.groups().size(), EnumIds.of(survey.task().grouping()))
        + ", divided by the Frobenius norm: "
        + survey.whole().spectrum().ascending().size()
        + " singular values";
  }

  /// All groups and the whole; where there is one group, that is the whole.
  static List<SurveyedGroup> groupsAndWhole(Survey survey) {
    return survey.groups().size() == 1
        ? List.of(survey.whole())
        : Stream.concat(survey.groups().stream(), Stream.of(survey.whole())).toList();
  }

  static String name(Survey survey, SurveyedGroup group) {
    return MessageText.visible(
        survey.groups().size() == 1 ? survey.groups().getFirst().kind() : group.kind());
  }

  /// The groups that have a column of errors.
  static List<SurveyedGroup> columns(Survey survey) {
    return survey.groups().size() > MOST_COLUMNS
        ? List.of(survey.whole())
        : groupsAndWhole(survey).stream().filter(group -> !group.inUse().isEmpty()).toList();
  }

  static double median(SurveyedGroup group) {
    List<Double> ascending = group.spectrum().ascending();
    return ascending.get((int) (MEDIAN * ascending.size()));
  }

  static String lower(OptionalDouble lower) {
    return lower.isPresent() ? Double.toString(lower.getAsDouble()) : "0";
  }

  /// What a recommended table is called: a shipped one by its name, a new one by its degrees.
  static String table(Recommended recommended) {
    return recommended.shipped()
        ? recommended.chosen().table().name()
        : recommended.chosen().steps().stream()
            .map(step -> Integer.toString(step.degree()))
            .collect(Collectors.joining(",", "degrees ", ""));
  }

  /// What could not be read, and why.
  static String words(Survey.Failure failure) {
    String reason = Errors.reason(failure.reason());
    return failure.namesFile() ? reason : failure.file() + ": " + reason;
  }

  private List<SurveyedGroup> groupsAndWhole() {
    return groupsAndWhole(survey);
  }

  private String name(SurveyedGroup group) {
    return name(survey, group);
  }

  /// What [#cells] says.
  static final List<String> HEADINGS =
      List.of(
          "matrices of",
          "number",
          "shape",
          "smallest",
          "lower end",
          "median",
          "largest",
          "effective rank",
          "coherence",
          "hidden below");

  /// What is known of a group, in words and numbers.
  static List<String> cells(Survey survey, SurveyedGroup group) {
    return List.of(
        name(survey, group),
        Integer.toString(group.spectrum().matrices()),
        shapes(group.spectrum().shapes()),
        Numbers.size(group.spectrum().smallest()),
        lower(group.lower()),
        Numbers.size(median(group)),
        Numbers.size(group.spectrum().largest()),
        String.format(Locale.ROOT, "%.0f %%", 100 * group.effectiveShare()),
        String.format(Locale.ROOT, "%.1f", group.spectrum().coherence()),
        Numbers.size(group.hidden()));
  }

  private List<String> spectra() {
    TextTable table =
        new TextTable(
            HEADINGS.stream()
                .map(h -> h.equals(HEADINGS.getFirst()) || h.equals("shape") ? "<" + h : h)
                .toArray(String[]::new));
    groupsAndWhole().forEach(group -> table.row(cells(survey, group).toArray(String[]::new)));
    return table.lines();
  }

  private static String shapes(List<MatrixShape> shapes) {
    return shapes.size() > MOST_SHAPES
        ? shapes.size() + " shapes"
        : shapes.stream().map(MatrixShape::toString).collect(Collectors.joining(", "));
  }

  private List<String> explanation() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "lower end: at most "
            + survey.task().quantile()
            + " of the singular values lie below (--quantile); effective rank: of what is possible,"
            + " the median;");
    lines.add(
        "hidden below: where rounding the entries to "
            + EnumIds.of(survey.task().precision())
            + " adds as much as is there (expected, not proved)");
    for (SurveyedGroup group : groupsAndWhole()) {
      if (group.lower().isEmpty()) {
        lines.add(
            "NOTE: of "
                + name(group)
                + " more than "
                + survey.task().quantile()
                + " cannot be told from 0; give a larger --quantile for a lower end");
      } else if (group.lower().getAsDouble() < group.hidden()) {
        lines.add(
            "NOTE: the lower end of "
                + name(group)
                + " is hidden by the rounding of entries: what is below "
                + Numbers.size(group.hidden())
                + " is noise to a run in "
                + EnumIds.of(survey.task().precision()));
      }
    }
    return lines;
  }

  private List<String> tables(RecommendTask task) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "tables of at most "
            + Numbers.count(task.budget(), "product")
            + " in "
            + EnumIds.of(task.precision())
            + " ("
            + task.rounding().name()
            + "), from the lower end rounded down to one digit; median and worst error on sample"
            + " matrices:");
    TextTable table =
        new TextTable(
            "<for", "from", "<table", "products", "<error", "<error of the table for all");
    groupsAndWhole().forEach(group -> table.row(row(group)));
    lines.addAll(table.lines());
    lines.add(
        "what writes one: alternant recommend --precision "
            + EnumIds.of(task.precision())
            + " --budget "
            + task.budget()
            + " --lower FROM -o FILE");
    return lines;
  }

  private String[] row(SurveyedGroup group) {
    Advice advice = group.advice();
    if (advice == null) {
      return new String[] {name(group), "", "none: no lower end", "", "", ""};
    }
    String from = Double.toString(advice.from());
    Row common = advice.common();
    String others = common == null ? "" : TrialWords.errors(common.measured());
    return advice.outcome() instanceof Recommended recommended
        ? new String[] {
          name(group),
          from,
          table(recommended),
          Integer.toString(recommended.chosen().products()),
          TrialWords.errors(recommended.chosen().measured()),
          others
        }
        : new String[] {name(group), from, "none: all that were tried break", "", "", others};
  }

  private List<String> inUse() {
    List<String> lines = new ArrayList<>();
    List<SurveyedGroup> columns = columns(survey);
    List<ComparedTable> whole = survey.whole().inUse();
    List<Integer> best =
        IntStream.range(0, whole.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> whole.get(i).error()))
            .limit(MOST_TABLES)
            .toList();
    lines.add(
        "tables in use, worst-case error from the lower end to 1, certified in exact arithmetic ("
            + best.size()
            + " of "
            + whole.size()
            + "):");
    TextTable table =
        new TextTable(
            Stream.concat(Stream.of("<table", "products"), columns.stream().map(this::name))
                .toArray(String[]::new));
    for (int i : best) {
      table.row(
          Stream.concat(
                  Stream.of(whole.get(i).table().name(), Integer.toString(whole.get(i).products())),
                  columns.stream().map(group -> Numbers.atMost(group.inUse().get(i).error())))
              .toArray(String[]::new));
    }
    lines.addAll(table.lines());
    return lines;
  }
}
