package org.alternant.toolkit.design;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.search.LowerEndSearch;
import org.alternant.solver.search.ScheduleSearch;
import org.alternant.toolkit.ProgressListener;

/// Finds the smallest lower end from which a schedule brings all singular values into a band.
///
/// The error of unrounded coefficients decides first ([LowerEndSearch]). Below some 1e-8 their
/// rounding to binary64 makes the images of a long schedule outgrow their intervals; certificates
/// decide there.
final class BandDesign {

  /// How often the lower end is raised by its last digit, until the rounded coefficients keep
  /// within the band.
  private static final int ATTEMPTS = 10;

  /// Schedules within a budget that are tried for a lower end.
  private static final int TRIED = 2;

  /// Rounding errors may double in every step of degree 5, 9, … while intervals are wide.
  private static final List<Double> STEADY_BELOW = List.of(0.0, 1e-6, 1.0);

  private final Recipe recipe;
  private final ProgressListener progress;
  private final double error;
  private final Interval band;

  BandDesign(Recipe recipe, LowerEnd.ForBand band, ProgressListener progress) {
    this.recipe = recipe;
    this.progress = progress;
    this.band = band.interval();
    error = band.error();
  }

  /// A schedule that keeps within the band.
  ///
  /// @param limitedByRounding whether a smaller lower end would do without the coefficients'
  ///   rounding
  record Found(
      DesignRequest request, List<Step> steps, Certificate certificate, boolean limitedByRounding) {

    /// The schedule with its cost in the unit of a search.
    RankedSchedule ranked(DesignSearch search) {
      SearchCost cost = new SearchCost(search);
      return new RankedSchedule(
          request,
          steps,
          new ImageOutcome.Enclosed(certificate.output(), certificate.worstCaseError()),
          cost.cost(steps),
          cost.form(steps));
    }

    private Found limited() {
      return new Found(request, steps, certificate, true);
    }
  }

  /// The schedule of given degrees with the smallest lower end; empty if there is none.
  Optional<Found> design(List<Integer> degrees) {
    DoubleFunction<List<List<Integer>>> promising =
        lower ->
            LowerEndSearch.error(recipe.request(degrees, lower)) <= error
                ? List.of(degrees)
                : List.of();
    return smallest(promising, promising);
  }

  /// The schedule within the budget with the smallest lower end; empty if there is none.
  Optional<Found> design(DesignSearch search, double budget) {
    return smallest(
        lower -> promising(search, lower, budget, 0).toList(),
        lower ->
            STEADY_BELOW.stream()
                .flatMap(ratio -> promising(search, lower, budget, ratio))
                .distinct()
                .toList());
  }

  private Stream<List<Integer>> promising(
      DesignSearch search, double lower, double budget, double steadyBelow) {
    DesignRequest request = recipe.request(search.allowedDegrees(), lower);
    return new ScheduleSearch(request, search, 1, steadyBelow)
        .within(budget).stream()
            .filter(candidate -> candidate.error() <= error)
            .sorted(BudgetSearch.PREFERRED)
            .limit(TRIED)
            .map(ScheduleSearch.Candidate::degrees);
  }

  /// The search for a lower end. What schedules cost does not depend on that.
  ScheduleSearch schedules(DesignSearch search, double lower) {
    return new ScheduleSearch(recipe.request(search.allowedDegrees(), lower), search, 1);
  }

  /// The degrees that keep within the band from a lower end, but for rounding.
  ///
  /// @param best by the errors of unrounded coefficients
  /// @param steady those, and some that amplify rounding errors less
  private Optional<Found> smallest(
      DoubleFunction<List<List<Integer>>> best, DoubleFunction<List<List<Integer>>> steady) {
    Map<Double, Boolean> known = new HashMap<>();
    DoublePredicate unrounded =
        lower -> known.computeIfAbsent(lower, l -> !best.apply(l).isEmpty());
    OptionalDouble smallest = smallest(unrounded);
    if (smallest.isEmpty()) {
      return Optional.empty();
    }
    double lower = smallest.getAsDouble();
    for (int attempt = 0; attempt < ATTEMPTS && lower < upper(); attempt++) {
      Optional<Found> found = first(best.apply(lower), lower);
      if (found.isPresent()) {
        return found;
      }
      progress.advanced(attempt + 1, ATTEMPTS);
      lower = LowerEndSearch.next(lower, upper());
    }
    Map<Double, Found> certified = new HashMap<>();
    OptionalDouble rounded =
        smallest(
            l -> {
              Optional<Found> found =
                  unrounded.test(l) ? first(steady.apply(l), l) : Optional.empty();
              found.ifPresent(one -> certified.put(l, one));
              return found.isPresent();
            });
    return rounded.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(certified.get(rounded.getAsDouble())).map(Found::limited);
  }

  private OptionalDouble smallest(DoublePredicate suffices) {
    AtomicInteger tried = new AtomicInteger();
    OptionalDouble smallest =
        LowerEndSearch.smallest(
            upper(),
            lower -> {
              boolean will = suffices.test(lower);
              int count = tried.incrementAndGet();
              progress.advanced(count, Math.max(count, LowerEndSearch.CUSTOMARY_TESTS));
              return will;
            });
    progress.advanced(tried.get(), tried.get());
    return smallest;
  }

  private Optional<Found> first(List<List<Integer>> promising, double lower) {
    return promising.stream().flatMap(degrees -> from(lower, degrees).stream()).findFirst();
  }

  private Optional<Found> from(double lower, List<Integer> degrees) {
    DesignRequest request = recipe.request(degrees, lower);
    List<Step> steps = ScheduleDesigner.design(request);
    if (!QuickImage.of(steps, request.input()).isPositive()) {
      return Optional.empty();
    }
    return new TableCertifier(steps)
        .certify(request.input())
        .proved()
        .filter(this::keepsWithin)
        .map(certificate -> new Found(request, steps, certificate, false));
  }

  double upper() {
    return recipe.task().upper();
  }

  private boolean keepsWithin(Certificate certificate) {
    return band.contains(certificate.output());
  }
}
