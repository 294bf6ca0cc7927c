package org.alternant.toolkit.design;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.search.LowerEndSearch;
import org.alternant.solver.search.ScheduleSearch;

/// Finds the smallest lower end from which a schedule brings all singular values into a band.
final class BandDesign {

  /// How often the lower end is raised by its last digit, until the rounded coefficients keep
  /// within the band.
  private static final int ATTEMPTS = 10;

  private final Recipe recipe;
  private final double error;
  private final Interval band;

  BandDesign(Recipe recipe, LowerEnd.ForBand band) {
    this.recipe = recipe;
    this.band = band.interval();
    error = band.error();
  }

  /// A schedule that keeps within the band.
  record Found(DesignRequest request, List<Step> steps, Certificate certificate) {

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
  }

  /// The schedule of given degrees with the smallest lower end; empty if there is none.
  Optional<Found> design(List<Integer> degrees) {
    OptionalDouble smallest =
        LowerEndSearch.smallest(
            error, upper(), lower -> LowerEndSearch.error(recipe.request(degrees, lower)));
    return smallest.isPresent() ? design(degrees, smallest.getAsDouble()) : Optional.empty();
  }

  private Optional<Found> design(List<Integer> degrees, double smallest) {
    double lower = smallest;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      DesignRequest request = recipe.request(degrees, lower);
      List<Step> steps = ScheduleDesigner.design(request);
      Optional<Found> found =
          new TableCertifier(steps)
              .certify(new Interval(lower, upper()))
              .proved()
              .filter(this::keepsWithin)
              .map(certificate -> new Found(request, steps, certificate));
      if (found.isPresent()) {
        return found;
      }
      lower = LowerEndSearch.next(lower);
    }
    return Optional.empty();
  }

  /// The degrees within the budget that allow the smallest lower end; empty if none allow any.
  Optional<List<Integer>> chooseDegrees(DesignSearch search, double budget) {
    OptionalDouble lower =
        LowerEndSearch.smallest(error, upper(), l -> best(search, l, budget).error());
    return lower.isPresent()
        ? Optional.of(best(search, lower.getAsDouble(), budget).degrees())
        : Optional.empty();
  }

  private ScheduleSearch.Candidate best(DesignSearch search, double lower, double budget) {
    return schedules(search, lower).within(budget).getFirst();
  }

  /// The search for a lower end. What schedules cost does not depend on that.
  ScheduleSearch schedules(DesignSearch search, double lower) {
    return new ScheduleSearch(recipe.request(search.allowedDegrees(), lower), search, 1);
  }

  double upper() {
    return recipe.task().upper();
  }

  private boolean keepsWithin(Certificate certificate) {
    return band.contains(certificate.output());
  }
}
