package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.jspecify.annotations.Nullable;

/// A task apart from its degrees and its lower end, which a search still has to find.
///
/// @param task what was asked for
record Recipe(DesignTask task) {

  /// What chooses the degrees; null where they are given.
  @Nullable DesignSearch search() {
    return task.degrees() instanceof Degrees.Searched searched ? searched.search() : null;
  }

  private @Nullable Interval band() {
    return task.lowerEnd() instanceof LowerEnd.ForBand band ? band.interval() : null;
  }

  DesignRequest request(List<Integer> degrees, double lower) {
    return new DesignRequest(
        task.function(),
        degrees,
        lower,
        task.upper(),
        task.cushion(),
        task.safetyFactor(),
        task.safetyPlacement(),
        band(),
        search(),
        task.rounding(),
        task.coefficients(),
        null);
  }

  /// The steps with their cost, certified.
  ///
  /// @param known steps of schedules that begin alike
  RankedSchedule ranked(
      DesignSearch search, DesignRequest request, List<Step> steps, ExactSteps known) {
    ImageOutcome image = new TableCertifier(steps, known).image(request.input());
    SearchCost cost = new SearchCost(search);
    return new RankedSchedule(request, steps, image, cost.cost(steps), cost.form(steps));
  }
}
