package org.alternant.toolkit.survey;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.compare.Comparison;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.recommend.Recommend;
import org.alternant.toolkit.recommend.RecommendOutcome;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.recommend.RecommendTask;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.trial.TableTrials;
import org.jspecify.annotations.Nullable;

/// The tables for the groups of a survey.
final class TableChoice {

  /// Tables are for lower ends of one digit.
  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.FLOOR);

  /// Nothing is recommended from below this end.
  private static final double SMALLEST_END = 1e-9;

  private final SurveyTask task;
  private final ProgressListener progress;

  /// Groups for which the same is asked have the same table.
  private final Map<RecommendTask, RecommendOutcome> outcomes = new HashMap<>();

  private final Map<Double, List<ComparedTable>> certified = new HashMap<>();

  TableChoice(SurveyTask task, ProgressListener progress) {
    this.task = task;
    this.progress = progress;
  }

  Survey chosen(CollectedMatrices collection) {
    SurveyedGroup whole = collection.whole();
    Advice common = advice(whole, null);
    CoefficientTable table =
        common != null && common.outcome() instanceof Recommended recommended
            ? recommended.chosen().table()
            : null;
    List<SurveyedGroup> groups = collection.groups();
    // Of one group the whole's table is its own.
    List<SurveyedGroup> own =
        groups.stream()
            .map(g -> g.with(inUse(g), groups.size() == 1 ? common : advice(g, table)))
            .toList();
    SurveyedGroup all = whole.with(inUse(whole), common);
    if (task.samples() > 0) {
      List<SurveyedGroup> measured =
          new TablesOnSamples(task, collection, progress).measured(own, all);
      own = measured.subList(0, own.size());
      all = measured.getLast();
    }
    return new Survey(
        task, collection.matrices(), own, all, collection.leftOut(), collection.failures());
  }

  private List<ComparedTable> inUse(SurveyedGroup group) {
    double lower = group.lower().orElse(1);
    return lower >= 1 ? List.of() : certified.computeIfAbsent(lower, TableChoice::inUse);
  }

  private static List<ComparedTable> inUse(double lower) {
    return Comparison.of(
        Catalogue.forSign().stream().filter(table -> table.design() == null).toList(),
        new Interval(lower, 1));
  }

  private @Nullable Advice advice(SurveyedGroup group, @Nullable CoefficientTable common) {
    RecommendTask tables = task.tables();
    double lower = group.lower().orElse(0);
    if (tables == null || lower < SMALLEST_END || lower >= 1) {
      return null;
    }
    double from = new BigDecimal(lower).round(ONE_DIGIT).doubleValue();
    RecommendTask own = tables.withLower(from).withShapes(samples(group.spectrum().shapes()));
    RecommendOutcome outcome =
        outcomes.computeIfAbsent(own, wanted -> Recommend.of(wanted, progress));
    return new Advice(
        from,
        outcome,
        common == null ? null : new TableTrials(own.input(), Recommend.matrices(own)).of(common));
  }

  /// The shapes for which tables are made: none where all are large, since the customary samples
  /// are for them, else one for each kind of sample.
  private static List<MatrixShape> samples(List<MatrixShape> shapes) {
    int customary = TrialTask.CUSTOMARY_SHAPES.getFirst().shorter();
    return shapes.stream().allMatch(shape -> shape.shorter() >= customary)
        ? List.of()
        : shapes.stream().map(TrialTask::sample).distinct().toList();
  }
}
