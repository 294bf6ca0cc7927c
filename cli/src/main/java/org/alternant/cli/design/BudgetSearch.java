package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.alternant.cli.design.DesignRecipe.Designed;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.search.ScheduleSearch;
import org.alternant.solver.search.ScheduleSearch.Candidate;
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

  /// Half an ulp of 1: a smaller error is as good as none in any format, and cost decides.
  private static final double NEGLIGIBLE = 0x1p-53;

  private final DesignRecipe recipe;
  private final DesignSearch search;
  private final double lower;
  private final ScheduleSearch schedules;
  private final Map<List<Integer>, Option> designed = new HashMap<>();

  BudgetSearch(DesignRecipe recipe, double lower) {
    this.recipe = recipe;
    this.lower = lower;
    search = Objects.requireNonNull(recipe.search());
    schedules = new ScheduleSearch(recipe.request(search.allowedDegrees(), lower), search, SHOWN);
    requireBudget(search, schedules);
  }

  /// Checks that the budget is neither below the cheapest schedule nor beyond what is searched.
  ///
  /// @throws IllegalArgumentException if it is
  static void requireBudget(DesignSearch search, ScheduleSearch schedules) {
    Double budget = search.budget();
    if (budget == null) {
      return;
    }
    double least = schedules.smallestCost();
    double limit = schedules.costLimit();
    if (budget < least) {
      throw new IllegalArgumentException(
          "the budget is too small: the cheapest schedule costs "
              + SearchReport.cost(search, least)
              + ", found "
              + SearchReport.cost(search, budget));
    }
    if (budget >= limit) {
      throw new IllegalArgumentException(
          "the budget is too large: schedules are searched that cost less than "
              + SearchReport.cost(search, limit)
              + ", found "
              + SearchReport.cost(search, budget));
    }
  }

  /// A schedule that was designed, with what it costs.
  record Option(Designed designed, double cost) {
    double error() {
      return designed.error();
    }
  }

  /// What came out.
  ///
  /// @param options the chosen one, then the runners-up
  /// @param binds what would have to give for a better answer
  /// @param candidates all schedules that were looked at within the cost
  /// @param limit that cost
  record Answer(List<Option> options, String binds, List<Candidate> candidates, double limit) {
    Option chosen() {
      return options.getFirst();
    }
  }

  Answer answer() throws CheckFailed {
    return search.maximumError() == null
        ? leastError(Objects.requireNonNull(search.budget()))
        : leastCost(search.maximumError());
  }

  /// The least error within the budget.
  private Answer leastError(double budget) throws CheckFailed {
    // One step more, to tell what a larger budget would bring.
    double beyond = Math.min(budget + dearestStep(), Math.nextDown(schedules.costLimit()));
    List<Candidate> all = schedules.within(beyond);
    List<Candidate> within = all.stream().filter(c -> costOf(c) <= budget).toList();
    List<Option> options = new ArrayList<>();
    for (Candidate candidate : within) {
      Option option = designed(candidate);
      // With restarts the best schedules may cost too much.
      if (option.cost() <= budget) {
        options.add(option);
      }
      if (options.size() == SHOWN) {
        break;
      }
    }
    if (options.isEmpty()) {
      throw new CheckFailed(
          "no schedule of these steps and degrees stays within the budget of "
              + SearchReport.cost(search, budget));
    }
    // Where the errors differ by less than the coefficients' rounding, the certificate decides.
    options.sort(
        Comparator.comparingDouble((Option option) -> Math.max(NEGLIGIBLE, option.error()))
            .thenComparingDouble(Option::cost));
    String binds =
        "the budget"
            + unproved(options.getFirst(), within)
            + cheapestBetter(all, options.getFirst())
                .map(o -> "; " + SearchReport.brief(search, o))
                .orElse("; nothing up to " + SearchReport.cost(search, beyond) + " errs less");
    return new Answer(List.copyOf(options), binds, within, budget);
  }

  private double dearestStep() {
    return new SearchCost(search).leastCost(2, 8) - new SearchCost(search).leastCost(1, 4);
  }

  private Optional<Option> cheapestBetter(List<Candidate> all, Option chosen) {
    double error = chosen.error();
    return all.stream()
        .filter(c -> c.error() < error * (1 - TIE) && paid(c) > chosen.cost())
        .min(Comparator.comparingDouble(this::paid).thenComparingDouble(Candidate::error))
        .map(this::designed)
        .filter(option -> option.error() < error);
  }

  /// Restarts depend on the coefficients, so that the best sequences by least cost may not fit.
  private String unproved(Option chosen, List<Candidate> within) {
    if (search.gramPrecision() == null) {
      return "";
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
            .allMatch(worst -> chosen.error() <= Math.max(NEGLIGIBLE, worst * (1 + TIE)))
        ? ""
        : " (best of the "
            + SHOWN
            + " best sequences of each length and number of products; restarts make the others"
            + " too many to try)";
  }

  /// The least cost for the error, within the budget if there is one.
  private Answer leastCost(double allowed) throws CheckFailed {
    Double budget = search.budget();
    double most = budget == null ? Math.nextDown(schedules.costLimit()) : budget;
    double limit = budget == null ? Math.min(most, 4 * schedules.smallestCost()) : budget;
    while (true) {
      List<Candidate> all = schedules.within(limit);
      List<Option> options = satisfying(all, allowed, limit);
      if (!options.isEmpty()) {
        return new Answer(
            options.subList(0, Math.min(SHOWN, options.size())),
            bindsError(all, options.getFirst()),
            all,
            options.getFirst().cost());
      }
      if (limit >= most) {
        throw unreachable(all, allowed, most);
      }
      limit = Math.min(most, 2 * limit);
    }
  }

  private List<Option> satisfying(List<Candidate> all, double allowed, double limit) {
    List<Candidate> promising =
        all.stream().filter(c -> c.error() <= allowed * (1 + TIE)).sorted(cheapestFirst()).toList();
    List<Option> options = new ArrayList<>();
    int tried = 0;
    for (Candidate candidate : promising) {
      boolean enough = options.size() >= SHOWN && costOf(candidate) > options.getFirst().cost();
      if (enough || ++tried > TRIED) {
        break;
      }
      Option option = designed(candidate);
      if (option.error() <= allowed && option.cost() <= limit) {
        options.add(option);
      }
    }
    options.sort(Comparator.comparingDouble(Option::cost).thenComparingDouble(Option::error));
    return options;
  }

  private String bindsError(List<Candidate> all, Option chosen) {
    return "the maximum error"
        + all.stream()
            .filter(c -> paid(c) < chosen.cost())
            .findFirst()
            .map(c -> "; " + SearchReport.brief(search, designed(c)))
            .orElse("; nothing costs less");
  }

  private CheckFailed unreachable(List<Candidate> all, double allowed, double most) {
    @Nullable Option best = null;
    for (Candidate candidate : all.subList(0, Math.min(SHOWN, all.size()))) {
      Option option = designed(candidate);
      best = best == null || option.error() < best.error() ? option : best;
    }
    return new CheckFailed(
        "no schedule of these steps and degrees with a cost of at most "
            + SearchReport.cost(search, most)
            + " errs by at most "
            + allowed
            + (best == null ? "" : "; the best is that " + SearchReport.brief(search, best)));
  }

  /// The least certified error for every cost at which it falls.
  List<Option> front(Answer answer) {
    List<Candidate> candidates = answer.candidates();
    List<Option> options =
        (search.gramPrecision() == null ? frontByLeastCost(candidates) : candidates)
            .stream()
                .map(this::designed)
                .sorted(Comparator.comparingDouble(Option::cost).thenComparingDouble(Option::error))
                .toList();
    List<Option> front = new ArrayList<>();
    for (Option option : options) {
      if (option.cost() <= answer.limit()
          && (front.isEmpty()
              || (option.error() < front.getLast().error()
                  && front.getLast().error() > NEGLIGIBLE))) {
        front.add(option);
      }
    }
    return List.copyOf(front);
  }

  private List<Candidate> frontByLeastCost(List<Candidate> candidates) {
    List<Candidate> front = new ArrayList<>();
    for (Candidate candidate : candidates.stream().sorted(cheapestFirst()).toList()) {
      if (front.isEmpty() || candidate.error() < front.getLast().error()) {
        front.add(candidate);
      }
    }
    return front;
  }

  private Comparator<Candidate> cheapestFirst() {
    return Comparator.comparingDouble(this::costOf).thenComparingDouble(Candidate::error);
  }

  /// The cost with the restarts that the coefficients call for.
  private double paid(Candidate candidate) {
    return search.gramPrecision() == null ? costOf(candidate) : designed(candidate).cost();
  }

  private double costOf(Candidate candidate) {
    return new SearchCost(search).leastCost(candidate.degrees().size(), candidate.squareProducts());
  }

  private Option designed(Candidate candidate) {
    return designed.computeIfAbsent(
        candidate.degrees(),
        degrees -> {
          Designed schedule = recipe.design(degrees, lower);
          return new Option(schedule, new SearchCost(search).cost(schedule.steps()));
        });
  }
}
