package org.alternant.toolkit.recommend;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.EmulatedTrials;
import org.alternant.toolkit.trial.TableTrials;
import org.alternant.toolkit.trial.TableTrials.Row;
import org.jspecify.annotations.Nullable;

/// Recommends tables: everything that `alternant recommend` can do, in one call.
public final class Recommend {

  /// Matrices of each kind and shape; no design has seen those of these seeds.
  private static final int MATRICES = 2;

  private static final int SEED = 5001;

  private final RecommendTask task;
  private final ProgressListener progress;
  private final TableTrials trials;

  private Recommend(RecommendTask task, ProgressListener progress) {
    this.task = task;
    this.progress = progress;
    trials = new TableTrials(task.input(), matrices(task));
  }

  /// The matrices on which tables are measured for a task.
  ///
  /// @param task what is asked
  /// @return the matrices
  public static TrialRuns matrices(RecommendTask task) {
    return new TrialRuns(task.precision(), task.rounding(), 0, task.samples(), MATRICES, SEED);
  }

  /// Recommends a table.
  ///
  /// @param task for what
  /// @param progress is told of designs
  /// @return the table with what is known about it and its neighbours, or what stands in the way;
  ///   the same task has the same outcome on every machine
  public static RecommendOutcome of(RecommendTask task, ProgressListener progress) {
    return new Recommend(task, progress).outcome();
  }

  /// The tables that others published, cut to a budget and measured.
  ///
  /// @param trials the matrices
  /// @param budget matrix products
  /// @return the tables of which at least one row runs, the best first
  public static List<Row> inUse(TableTrials trials, int budget) {
    return Catalogue.forSign().stream()
        .filter(table -> table.design() == null)
        .flatMap(table -> trials.within(table, budget).stream())
        .sorted(Comparator.comparingDouble((Row row) -> error(row)))
        .toList();
  }

  private RecommendOutcome outcome() {
    List<Row> shipped = shipped();
    Optional<Row> fitting =
        shipped.stream().filter(row -> row.products() == task.budget()).findFirst();
    if (fitting.isPresent()) {
      return recommended(fitting.get(), shipped, null);
    }
    return switch (designed(task.budget(), null)) {
      case DesignOutcome.Unreachable reason -> new RecommendOutcome.None(reason);
      case DesignOutcome.Designed designed -> {
        Row own = trials.of(designed.table());
        Row best =
            Stream.concat(shipped.stream().filter(row -> row.products() < task.budget()), of(own))
                .min(Comparator.comparingDouble(Recommend::error))
                .orElse(own);
        yield recommended(best, shipped, room(designed.table()));
      }
    };
  }

  private static Stream<Row> of(Row row) {
    return Stream.of(row);
  }

  private RecommendOutcome recommended(Row chosen, List<Row> shipped, @Nullable Double room) {
    return new RecommendOutcome.Recommended(
        task,
        chosen,
        shipped.contains(chosen),
        better(chosen, shipped, room),
        cheaper(chosen, shipped, room),
        inUse(trials, task.budget()));
  }

  private @Nullable Row better(Row chosen, List<Row> shipped, @Nullable Double room) {
    return neighbours(shipped, chosen.products() + 1, room)
        .filter(row -> row.products() > chosen.products() && error(row) < error(chosen))
        .min(Comparator.comparingInt(Row::products))
        .orElse(null);
  }

  private @Nullable Row cheaper(Row chosen, List<Row> shipped, @Nullable Double room) {
    return neighbours(shipped, chosen.products() - 1, room)
        .filter(row -> row.products() < chosen.products())
        .max(Comparator.comparingInt(Row::products))
        .orElse(null);
  }

  /// The shipped tables; where none is for the task, one that is designed. Only what breaks on none
  /// of the matrices, structured ones included.
  private Stream<Row> neighbours(List<Row> shipped, int budget, @Nullable Double room) {
    Stream<Row> rows =
        !shipped.isEmpty()
            ? shipped.stream()
            : budget >= RecommendTask.LEAST_BUDGET
                    && designed(budget, room) instanceof DesignOutcome.Designed designed
                ? of(trials.of(designed.table()))
                : Stream.empty();
    return rows.filter(row -> !row.measured().breaks());
  }

  /// The shipped tables that were designed for what is asked, but for the budget.
  private List<Row> shipped() {
    return task.isCustomary()
        ? Catalogue.forSign().stream().filter(this::isFor).map(trials::of).toList()
        : List.of();
  }

  private boolean isFor(CoefficientTable table) {
    DesignRequest design = table.design();
    TrialRuns runs = design == null ? null : design.trial();
    return design != null
        && runs != null
        && runs.precision() == task.precision()
        && runs.precisions() == null
        && sameRounding(runs.rounding(), task.rounding())
        && design.input().equals(task.input());
  }

  /// Whether two kinds of rounding are the same, whatever runs so.
  private static boolean sameRounding(RoundingRules one, RoundingRules other) {
    return one.epilogue() == other.epilogue()
        && one.storage() == other.storage()
        && one.roundsCoefficients() == other.roundsCoefficients();
  }

  /// @param room what a neighbour is designed with; null: the best of several
  private DesignOutcome designed(int budget, @Nullable Double room) {
    TrialTask trial =
        new TrialTask(
            task.precision(), task.rounding(), task.samples(), room, new EmulatedTrials());
    return Design.of(
        DesignTask.builder()
            .degrees(Degrees.withinProducts(budget))
            .lower(task.lower())
            .trial(trial)
            .build(),
        progress);
  }

  private static Double room(CoefficientTable table) {
    DesignRequest design = Objects.requireNonNull(table.design());
    return Objects.requireNonNull(design.trial()).room();
  }

  private static double error(Row row) {
    return row.measured().error();
  }
}
