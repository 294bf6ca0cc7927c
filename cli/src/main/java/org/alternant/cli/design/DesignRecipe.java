package org.alternant.cli.design;

import java.util.List;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.jspecify.annotations.Nullable;

/// What `design` was asked for, apart from the degrees and the lower end.
///
/// @param upper the upper end
/// @param cushion κ
/// @param safety s
/// @param placement where s enters
/// @param band what the image is to lie in; null: it is centred about 1
/// @param search what chooses the degrees; null where they are given
/// @param rounding what the intervals leave room for; null: exact arithmetic
record DesignRecipe(
    double upper,
    double cushion,
    double safety,
    SafetyPlacement placement,
    @Nullable Interval band,
    @Nullable DesignSearch search,
    @Nullable RoundingAssumptions rounding) {

  DesignRequest request(List<Integer> degrees, double lower) {
    return new DesignRequest(
        degrees, lower, upper, cushion, safety, placement, band, search, rounding, null);
  }

  /// A schedule.
  ///
  /// @param error its certified worst-case error; infinite where the images overflow
  record Designed(DesignRequest request, List<Step> steps, double error) {

    /// The whole certificate; null where the images overflow.
    @Nullable Certificate certificate() {
      return new TableCertifier(steps)
          .certify(new Interval(request.lower(), request.upper()))
          .proved()
          .orElse(null);
    }
  }

  Designed design(List<Integer> degrees, double lower) {
    DesignRequest request = request(degrees, lower);
    List<Step> steps = ScheduleDesigner.design(request);
    return new Designed(
        request, steps, new TableCertifier(steps).image(new Interval(lower, upper)).rank());
  }
}
