package org.alternant.toolkit.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.BestPolynomials;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.search.ScheduleSearch;
import org.alternant.solver.search.ScheduleSearch.Candidate;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.jspecify.annotations.Nullable;

/// Chooses the degrees of a schedule: [ScheduleSearch] ranks the sequences, and the best of them
/// are designed and certified.
final class BudgetSearch {

  /// The chosen one and three runners-up.
  private static final int SHOWN = 4;

  /// Where the coefficients' rounding spoils the first ones.
  private static final int TRIED = 64;

  /// Errors are right to about 1e-12.
  private static final double TIE = 1e-9;

  /// Below, the rounding of the coefficients decides, and only certificates tell.
  private static final double FAINT = RankedSchedule.FAINT;

  /// So many that cost less than an answer are tried for their luck with rounding. Some 10 ms each.
  private static final int LUCKY = 128;

  /// Estimated errors above this power of an allowed one are not tried: what the rounding of
  /// coefficients estimated at 2⁻⁵⁴ would have to be far below.
  private static final double LUCK = 0.8;

  /// Those whose error depends on rounding, the cheapest first; then the others, the least error
  /// first.
  static final Comparator<Candidate> PREFERRED =
      Comparator.comparingDouble((Candidate c) -> Math.max(FAINT, c.error()))
          .thenComparingDouble(Candidate::cost)
          .thenComparingDouble(Candidate::roundedError);

  private static final double NEGLIGIBLE = Limit.NEGLIGIBLE;

  private final Recipe recipe;
  private final DesignSearch search;
  private final double lower;
  private final ScheduleSearch schedules;
  private final Map<List<Integer>, List<Step>> steps = new HashMap<>();
  private final Map<List<Integer>, RankedSchedule> designed = new LinkedHashMap<>();

  /// Schedules that begin alike share these.
  private final BestPolynomials polynomials = new BestPolynomials();

  private final ExactSteps known = ExactSteps.unbounded();

  BudgetSearch(Recipe recipe, DesignSearch search, double lower) {
    this.recipe = recipe;
    this.search = search;
    this.lower = lower;
    schedules = new ScheduleSearch(recipe.request(search.allowedDegrees(), lower), search, SHOWN);
  }

  /// Why a budget is below the cheapest schedule or beyond what is searched; empty if it is not.
  static Optional<Unreachable> misfit(DesignSearch search, ScheduleSearch schedules) {
    Double budget = search.budget();
    if (budget == null) {
      return Optional.empty();
    }
    double least = schedules.smallestCost();
    if (budget < least) {
      return Optional.of(new Unreachable.BudgetTooSmall(search, least));
    }
    double limit = schedules.costLimit();
    return budget >= limit
        ? Optional.of(new Unreachable.BudgetTooLarge(search, limit))
        : Optional.empty();
  }

  /// What came out.
  sealed interface Result {}

  /// Something did.
  ///
  /// @param best the chosen one, then the runners-up
  /// @param limit what would have to give for a better answer
  /// @param candidates all schedules that were looked at within the cost
  /// @param within that cost
  record Answer(List<RankedSchedule> best, Limit limit, List<Candidate> candidates, double within)
      implements Result {}

  /// Nothing did.
  ///
  /// @param reason why
  record None(Unreachable reason) implements Result {}

  Result answer() {
    Optional<Unreachable> misfit = misfit(search, schedules);
    if (misfit.isPresent()) {
      return new None(misfit.get());
    }
    return search.maximumError() == null
        ? leastError(Objects.requireNonNull(search.budget()))
        : leastCost(search.maximumError());
  }

  /// The least error within the budget.
  private Result leastError(double budget) {
    // One step more, to tell what a larger budget would bring.
    double beyond = Math.min(budget + dearestStep(), Math.nextDown(schedules.costLimit()));
    List<Candidate> all = schedules.within(beyond);
    List<Candidate> within = all.stream().filter(c -> c.cost() <= budget).toList();
    List<RankedSchedule> options = best(within, budget);
    if (options.isEmpty()) {
      return new None(new Unreachable.NothingWithinBudget(search));
    }
    RankedSchedule chosen = options.getFirst();
    Limit limit =
        chosen.error() <= NEGLIGIBLE
            ? new Limit.Negligible()
            : new Limit.Budget(
                cheapestBetter(all, chosen, budget).orElse(null),
                beyond,
                isProved(chosen, within) ? null : SHOWN);
    return new Answer(List.copyOf(options), limit, within, budget);
  }

  /// The schedules that err least within a cost, and cost least where errors are negligible.
  private List<RankedSchedule> best(List<Candidate> candidates, double budget) {
    List<RankedSchedule> options = new ArrayList<>();
    for (Candidate candidate : promising(candidates, budget)) {
      RankedSchedule option = designed(candidate);
      // With restarts the best schedules may cost too much.
      if (option.cost() <= budget) {
        options.add(option);
      }
      if (options.size() >= SHOWN) {
        break;
      }
    }
    options.sort(
        Comparator.comparingDouble((RankedSchedule o) -> Math.max(NEGLIGIBLE, o.error()))
            .thenComparingDouble(RankedSchedule::cost)
            .thenComparingDouble(RankedSchedule::error));
    return options.subList(0, Math.min(SHOWN, options.size()));
  }

  /// The candidates within a cost: first those whose error depends on rounding, as the rounded
  /// coefficients of their last steps let expect, as many as are tried; then the others.
  private List<Candidate> promising(List<Candidate> candidates, double budget) {
    List<Candidate> preferred =
        candidates.stream().filter(c -> c.cost() <= budget).sorted(PREFERRED).toList();
    Map<Candidate, Double> errors = new LinkedHashMap<>();
    double negligibleFrom = Double.POSITIVE_INFINITY;
    for (Candidate candidate : preferred) {
      boolean enough = errors.size() >= SHOWN && negligibleFrom < candidate.cost();
      if (candidate.error() >= FAINT || enough || errors.size() >= TRIED) {
        break;
      }
      double error = errorNearOne(steps(candidate).getLast());
      errors.put(candidate, error);
      if (error <= NEGLIGIBLE) {
        negligibleFrom = Math.min(negligibleFrom, candidate.cost());
      }
    }
    List<Candidate> promising = new ArrayList<>(errors.keySet());
    promising.sort(
        Comparator.comparingDouble(
                (Candidate c) -> Math.max(NEGLIGIBLE, errors.getOrDefault(c, 0.0)))
            .thenComparingDouble(Candidate::cost)
            .thenComparingDouble(c -> errors.getOrDefault(c, 0.0)));
    preferred.stream().filter(c -> c.error() >= FAINT).forEach(promising::add);
    return promising;
  }

  /// The error of a step with rounded coefficients at 1 and at the ends of its interval. Where that
  /// is short, it is nearly that of the whole schedule: the step contracts what those before it
  /// lost to rounding.
  private double errorNearOne(Step step) {
    Interval interval = Objects.requireNonNull(step.interval());
    TableCertifier certifier = new TableCertifier(List.of(step), known);
    return DoubleStream.of(interval.lower(), 1, interval.upper())
        .map(x -> Math.abs(certifier.errorAt(x)))
        .max()
        .orElseThrow();
  }

  private double dearestStep() {
    SearchCost cost = new SearchCost(search);
    return cost.leastCost(2, 8) - cost.leastCost(1, 4);
  }

  /// The least cost above the budget at which the error is smaller, with the least error there.
  private Optional<RankedSchedule> cheapestBetter(
      List<Candidate> all, RankedSchedule chosen, double budget) {
    double error = chosen.error();
    return all.stream()
        .filter(c -> c.error() < error * (1 - TIE) && paid(c) > budget)
        .sorted(Comparator.comparingDouble(this::paid).thenComparingDouble(Candidate::error))
        .limit(TRIED)
        .map(this::designed)
        .filter(option -> option.error() < error)
        .findFirst()
        .map(option -> bestOf(all, option));
  }

  /// What a search within the cost of an option chooses: rounding may favour another one.
  private RankedSchedule bestOf(List<Candidate> all, RankedSchedule option) {
    return best(all, option.cost()).stream()
        .filter(other -> other.cost() == option.cost() && other.error() < option.error())
        .findFirst()
        .orElse(option);
  }

  /// Whether no sequence within the budget is better. Restarts depend on the coefficients, so that
  /// the best sequences by least cost may not fit, and one that was not kept might.
  private boolean isProved(RankedSchedule chosen, List<Candidate> within) {
    if (search.gramPrecision() == null) {
      return true;
    }
    Map<List<Integer>, Double> worstKept = new HashMap<>();
    for (Candidate candidate : within) {
      if (candidate.unkept()) {
        worstKept.merge(
            List.of(candidate.degrees().size(), candidate.squareProducts()),
            candidate.error(),
            Math::max);
      }
    }
    return worstKept.values().stream()
        .allMatch(worst -> chosen.error() <= Math.max(NEGLIGIBLE, worst * (1 + TIE)));
  }

  /// The least cost for the error, within the budget if there is one.
  private Result leastCost(double allowed) {
    Double budget = search.budget();
    double most = budget == null ? Math.nextDown(schedules.costLimit()) : budget;
    // A single step of an inverse root costs nothing.
    double limit =
        budget == null ? Math.min(most, 4 * Math.max(1, schedules.smallestCost())) : budget;
    while (true) {
      List<Candidate> all = schedules.within(limit);
      tryPromising(all, allowed, limit);
      if (!satisfying(allowed, limit).isEmpty()) {
        return cheapest(all, allowed, limit);
      }
      if (limit >= most) {
        RankedSchedule least = leastError(all, allowed);
        return satisfying(allowed, limit).isEmpty()
            ? new None(new Unreachable.ErrorTooSmall(search, most, least))
            : cheapest(all, allowed, limit);
      }
      limit = Math.min(most, 2 * limit);
    }
  }

  private void tryPromising(List<Candidate> all, double allowed, double limit) {
    List<Candidate> promising =
        all.stream()
            .filter(c -> c.error() <= allowed * (1 + TIE))
            .filter(c -> allowed > FAINT || c.roundedError() <= StrictMath.pow(allowed, LUCK))
            .sorted(cheapestFirst())
            .toList();
    List<RankedSchedule> options = new ArrayList<>();
    int tried = 0;
    for (Candidate candidate : promising) {
      boolean enough = options.size() >= SHOWN && candidate.cost() > options.getFirst().cost();
      if (enough || ++tried > TRIED) {
        break;
      }
      RankedSchedule option = designed(candidate);
      if (option.error() <= allowed && option.cost() <= limit) {
        options.add(option);
      }
    }
  }

  /// Of all that were tried, the cheapest first.
  private List<RankedSchedule> satisfying(double allowed, double limit) {
    return designed.values().stream()
        .filter(option -> option.error() <= allowed && option.cost() <= limit)
        .sorted(
            Comparator.comparingDouble(RankedSchedule::cost)
                .thenComparingDouble(RankedSchedule::error))
        .toList();
  }

  /// Where something satisfies: the cheapest, after those that cost less were tried as well.
  private Answer cheapest(List<Candidate> all, double allowed, double limit) {
    while (true) {
      double found = satisfying(allowed, limit).getFirst().cost();
      List<Candidate> cheaper = all.stream().filter(c -> paid(c) < found).toList();
      if (allowed <= FAINT) {
        cheaper.stream()
            .filter(c -> c.error() <= allowed * (1 + TIE))
            .sorted(Comparator.comparingDouble(Candidate::roundedError))
            .limit(LUCKY)
            .forEach(this::designed);
      }
      RankedSchedule below = leastError(cheaper, allowed);
      List<RankedSchedule> options = satisfying(allowed, limit);
      if (options.getFirst().cost() == found) {
        return new Answer(
            options.subList(0, Math.min(SHOWN, options.size())),
            new Limit.MaximumError(below),
            all,
            found);
      }
    }
  }

  /// Of those that were tried, the most promising among them, whose certificates decide; null if
  /// there are none.
  private @Nullable RankedSchedule leastError(List<Candidate> candidates, double allowed) {
    candidates.stream()
        .sorted(Comparator.comparingDouble(Candidate::roundedError))
        .limit(allowed <= FAINT ? TRIED : SHOWN)
        .forEach(this::designed);
    return candidates.stream()
        .map(candidate -> designed.get(candidate.degrees()))
        .filter(Objects::nonNull)
        .min(Comparator.comparingDouble(RankedSchedule::error))
        .orElse(null);
  }

  /// The least certified error for every cost at which it falls: what a search within that cost
  /// chooses.
  List<RankedSchedule> front(Answer answer) {
    double[] costs =
        answer.candidates().stream().mapToDouble(this::paid).sorted().distinct().toArray();
    List<RankedSchedule> front = new ArrayList<>();
    for (double cost : costs) {
      if (cost > answer.within() || (!front.isEmpty() && front.getLast().error() <= NEGLIGIBLE)) {
        break;
      }
      List<RankedSchedule> options = best(answer.candidates(), cost);
      if (!options.isEmpty()
          && (front.isEmpty() || options.getFirst().error() < front.getLast().error())) {
        front.add(options.getFirst());
      }
    }
    return List.copyOf(front);
  }

  private Comparator<Candidate> cheapestFirst() {
    return Comparator.comparingDouble(Candidate::cost).thenComparingDouble(Candidate::roundedError);
  }

  /// The cost with the restarts that the coefficients call for.
  private double paid(Candidate candidate) {
    return search.gramPrecision() == null ? candidate.cost() : designed(candidate).cost();
  }

  private RankedSchedule designed(Candidate candidate) {
    return designed.computeIfAbsent(
        candidate.degrees(),
        degrees -> recipe.ranked(search, recipe.request(degrees, lower), steps(candidate), known));
  }

  private List<Step> steps(Candidate candidate) {
    return steps.computeIfAbsent(
        candidate.degrees(),
        degrees -> ScheduleDesigner.design(recipe.request(degrees, lower), polynomials));
  }
}
