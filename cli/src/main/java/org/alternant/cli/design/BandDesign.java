package org.alternant.cli.design;

import java.util.List;
import java.util.OptionalDouble;
import org.alternant.cli.design.DesignRecipe.Designed;
import org.alternant.cli.status.Errors.CheckFailed;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.search.LowerEndSearch;
import org.alternant.solver.search.ScheduleSearch;
import org.jspecify.annotations.Nullable;

/// Finds the smallest lower end from which a schedule brings all singular values into a band.
final class BandDesign {

  /// How often the lower end is raised by its last digit, until the rounded coefficients keep
  /// within the band.
  private static final int ATTEMPTS = 10;

  private final DesignRecipe recipe;
  private final double error;
  private final Interval band;

  /// Takes a band.
  ///
  /// @param error the worst-case error that the band allows
  BandDesign(DesignRecipe recipe, Interval band, double error) {
    this.recipe = recipe;
    this.band = band;
    this.error = error;
  }

  /// The table of given degrees with the smallest lower end.
  Designed design(List<Integer> degrees) throws CheckFailed {
    return design(
        degrees,
        LowerEndSearch.smallest(
            error, recipe.upper(), lower -> LowerEndSearch.error(recipe.request(degrees, lower))));
  }

  /// The degrees within the budget that allow the smallest lower end.
  List<Integer> chooseDegrees(DesignSearch search) throws CheckFailed {
    Double budget = search.budget();
    double limit = budget == null ? 0 : budget;
    BudgetSearch.requireBudget(search, schedules(search, recipe.upper() / 2));
    OptionalDouble lower =
        LowerEndSearch.smallest(error, recipe.upper(), l -> best(search, l, limit).error());
    return best(search, orThrow(lower), limit).degrees();
  }

  private ScheduleSearch.Candidate best(DesignSearch search, double lower, double limit) {
    return schedules(search, lower).within(limit).getFirst();
  }

  private ScheduleSearch schedules(DesignSearch search, double lower) {
    return new ScheduleSearch(recipe.request(search.allowedDegrees(), lower), search, 1);
  }

  private Designed design(List<Integer> degrees, OptionalDouble smallest) throws CheckFailed {
    double lower = orThrow(smallest);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Designed designed = recipe.design(degrees, lower);
      if (keepsWithin(designed.certificate())) {
        return designed;
      }
      lower = LowerEndSearch.next(lower);
    }
    throw noLowerEnd();
  }

  /// What was reached.
  static List<String> lines(Designed designed, @Nullable DesignSearch search, Interval band) {
    String from =
        designed.request().lower() + " is the smallest lower end (rounded up to 8 digits) that ";
    String into = " into [" + band.lower() + ", " + band.upper() + "]";
    return List.of(
        from
            + (search == null ? "these steps bring" : "any steps within the budget bring")
            + into
            + (search == null
                ? ""
                : "; cost "
                    + SearchReport.cost(search, new SearchCost(search).cost(designed.steps()))));
  }

  private boolean keepsWithin(@Nullable Certificate certificate) {
    return certificate != null
        && certificate.output().lower() >= band.lower()
        && certificate.output().upper() <= band.upper();
  }

  private double orThrow(OptionalDouble lower) throws CheckFailed {
    if (lower.isEmpty()) {
      throw noLowerEnd();
    }
    return lower.getAsDouble();
  }

  private CheckFailed noLowerEnd() {
    return new CheckFailed(
        "no lower end below "
            + recipe.upper()
            + " is brought into the band ["
            + band.lower()
            + ", "
            + band.upper()
            + "]");
  }
}
