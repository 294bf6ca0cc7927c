package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignTask;

/// Designs tables for inverse roots that are to run in a format.
///
/// The schedule that errs least in exact arithmetic is seldom the one that errs least when it is
/// run: a high q, and steps without a cushion, enlarge rounding errors. So schedules are designed
/// with steps up to several q and with several cushions, and the one whose expected error is
/// smallest is chosen ([InverseRootSurvival]).
public final class InverseRootDesign {

  /// Largest q of the steps that a search may choose.
  private static final List<Integer> LARGEST_Q = List.of(3, 4, 6, Integer.MAX_VALUE);

  private static final List<Double> CUSHIONS = List.of(0.0, 0.003, 0.01, 0.03, 0.1);

  private InverseRootDesign() {}

  /// A schedule that was designed.
  ///
  /// @param designed the design, whose table is for the format
  /// @param survival what is expected of it there
  public record Variant(Designed designed, Survival survival) {

    /// The expected error.
    ///
    /// @return the largest of [Survival.Survives]; infinite where it may not survive
    public double error() {
      return survival instanceof Survival.Survives(Interval image)
          ? image.error()
          : Double.POSITIVE_INFINITY;
    }
  }

  /// What came of it.
  public sealed interface Outcome {}

  /// Schedules that survive, each different, the least expected error first: at least one.
  ///
  /// @param variants the first is the answer
  public record Found(List<Variant> variants) implements Outcome {

    /// Copies the list.
    public Found {
      variants = List.copyOf(variants);
    }
  }

  /// Of all that were designed none is expected to survive.
  ///
  /// @param variant one of them
  public record Breaks(Variant variant) implements Outcome {}

  /// Nothing could be designed, in exact arithmetic already.
  ///
  /// @param reason why
  public record Unreachable(DesignOutcome.Unreachable reason) implements Outcome {}

  /// Designs a table.
  ///
  /// @param task what is wanted in exact arithmetic, of an inverse root; where it has a cushion,
  ///   others are not tried
  /// @param precision the format
  /// @param rules how runs round
  /// @param progress is told how many designs there are
  /// @return the same on every machine
  /// @throws IllegalArgumentException as [Design#of(DesignTask)], and if nothing is estimated for
  ///   the format or for so many steps
  public static Outcome of(
      DesignTask task, Precision precision, RoundingRules rules, ProgressListener progress) {
    List<DesignTask> tasks = variants(task);
    Optional<DesignOutcome.Unreachable> reason = Optional.empty();
    List<Variant> found = new ArrayList<>();
    for (int i = 0; i < tasks.size(); i++) {
      switch (Design.of(tasks.get(i))) {
        case Designed designed -> found.add(variant(designed, precision, rules));
        case DesignOutcome.Unreachable unreachable ->
            reason = reason.or(() -> Optional.of(unreachable));
      }
      progress.advanced(i + 1, tasks.size());
    }
    // The first is the task as it was asked for, which stays where others are as good.
    found.sort(Comparator.comparingDouble(Variant::error));
    if (found.isEmpty()) {
      return new Unreachable(reason.orElseThrow());
    }
    return found.getFirst().survival().survives()
        ? new Found(distinct(found))
        : new Breaks(found.getFirst());
  }

  private static List<Variant> distinct(List<Variant> found) {
    Set<List<Step>> steps = new HashSet<>();
    return found.stream()
        .filter(one -> one.survival().survives())
        .filter(one -> steps.add(one.designed().table().steps()))
        .toList();
  }

  private static List<DesignTask> variants(DesignTask task) {
    List<Double> cushions = task.cushion() == 0 ? CUSHIONS : List.of(task.cushion());
    List<DesignTask> tasks = new ArrayList<>();
    for (Degrees degrees : degrees(task)) {
      for (double cushion : cushions) {
        tasks.add(with(task, degrees, cushion));
      }
    }
    return tasks;
  }

  private static DesignTask with(DesignTask task, Degrees degrees, double cushion) {
    return DesignTask.builder()
        .function(task.function())
        .degrees(degrees)
        .lowerEnd(task.lowerEnd())
        .upper(task.upper())
        .cushion(cushion)
        .safetyFactor(task.safetyFactor())
        .safetyPlacement(task.safetyPlacement())
        .normalization(task.normalization())
        .tail(task.tail())
        .name(task.name())
        .description(task.description())
        .build();
  }

  /// What is asked for, and the same search with lower degrees alone.
  private static List<Degrees> degrees(DesignTask task) {
    if (!(task.degrees() instanceof Degrees.Searched(DesignSearch search, boolean _))) {
      return List.of(task.degrees());
    }
    TableFunction function = task.function();
    return LARGEST_Q.reversed().stream()
        .map(
            q ->
                search.allowedDegrees().stream()
                    .filter(degree -> function.size(degree) - 1 <= q)
                    .toList())
        .filter(allowed -> !allowed.isEmpty())
        .distinct()
        .<Degrees>map(allowed -> Degrees.searched(search.withAllowedDegrees(allowed)))
        .toList();
  }

  private static Variant variant(Designed designed, Precision precision, RoundingRules rules) {
    CoefficientTable table = forFormat(designed, precision, rules);
    Survival survival =
        SurvivalEstimates.of(table, Objects.requireNonNull(table.certificate()), rules)
            .get(precision);
    if (survival == null) {
      throw new IllegalArgumentException(
          "rounding is estimated for "
              + Survival.FORMATS.stream().map(EnumIds::of).collect(Collectors.joining(", "))
              + " and up to "
              + InverseRootSurvival.MOST_STEPS
              + " steps");
    }
    return new Variant(
        new Designed(designed.task(), table, designed.choice(), null, null), survival);
  }

  private static CoefficientTable forFormat(
      Designed designed, Precision precision, RoundingRules rules) {
    CoefficientTable table = designed.table();
    Conventions exact = table.conventions();
    String name =
        designed.task().name() == null ? table.name() + "-" + EnumIds.of(precision) : table.name();
    return new CoefficientTable(
        name.substring(0, Math.min(name.length(), Design.LONGEST_NAME)),
        table.description(),
        table.steps(),
        new Conventions(
            exact.normalization(), exact.safetyFactor(), exact.tail(), precision, rules.runtime()),
        table.design(),
        table.certificate(),
        table.provenance());
  }
}
