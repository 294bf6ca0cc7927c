package org.alternant.solver.audit;

import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Powers;

/// A guess at how rows were made: the design of a request, with the last row divided or multiplied
/// afterwards.
///
/// @param request the request
/// @param bakedInto the rows that carry the safety factor
/// @param lastFactor what the last row is multiplied by
record Hypothesis(DesignRequest request, BakedInto bakedInto, double lastFactor) {

  Hypothesis(DesignRequest request, BakedInto bakedInto) {
    this(request, bakedInto, 1);
  }

  /// The numbers that are fitted and rounded.
  enum Parameter {
    LOWER,
    SAFETY_FACTOR,
    CUSHION,
    LAST_FACTOR;

    boolean allows(double value) {
      return switch (this) {
        case LOWER -> value > 0 && value < 1;
        case SAFETY_FACTOR -> value >= 1;
        case CUSHION -> value >= 0 && value < 1;
        case LAST_FACTOR -> value > 0;
      };
    }
  }

  double value(Parameter parameter) {
    return switch (parameter) {
      case LOWER -> request.lower();
      case SAFETY_FACTOR -> request.safetyFactor();
      case CUSHION -> request.cushion();
      case LAST_FACTOR -> lastFactor;
    };
  }

  /// The same hypothesis with another value of a parameter.
  ///
  /// @param value one that the parameter allows
  Hypothesis with(Parameter parameter, double value) {
    return switch (parameter) {
      case LOWER -> with(request.withLower(value));
      case SAFETY_FACTOR -> with(request.withSafetyFactor(value));
      case CUSHION -> with(request.withCushion(value));
      case LAST_FACTOR -> new Hypothesis(request, bakedInto, value);
    };
  }

  private Hypothesis with(DesignRequest newRequest) {
    return new Hypothesis(newRequest, bakedInto, lastFactor);
  }

  /// The design's rows as they stand; none where there is no design.
  private List<Step> designed() {
    try {
      return ScheduleDesigner.design(request);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }

  /// The factor on the last row's argument: the safety factor where all rows carry it.
  private double lastStretch() {
    return bakedInto == BakedInto.ALL
        ? Powers.root(request.safetyFactor(), request.function().inputPower())
        : 1;
  }

  /// The same hypothesis with the last row multiplied as the table's leading number says.
  Hypothesis withLastRowScaled(List<Step> rows, PrintedDigits digits) {
    List<Step> designed = designed();
    if (designed.isEmpty() || rows.size() == 1) {
      return this;
    }
    double factor =
        rows.getLast().coefficients().getFirst()
            / designed.getLast().coefficients().getFirst()
            * lastStretch();
    return factor > 0 && !digits.areSame(factor, 1) ? with(Parameter.LAST_FACTOR, factor) : this;
  }

  /// The largest difference from a table's coefficients, as [PrintedDigits] measures it; infinite
  /// where there is no design.
  double deviation(List<Step> rows, PrintedDigits digits) {
    List<Step> designed = designed();
    if (designed.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    double deviation = 0;
    for (int t = 0; t < rows.size(); t++) {
      boolean last = t == rows.size() - 1;
      double s = last ? lastStretch() : 1;
      double power = last ? s / lastFactor : s;
      for (int j = 0; j < rows.get(t).coefficients().size(); j++) {
        double expected = designed.get(t).coefficients().get(j) / power;
        double found = rows.get(t).coefficients().get(j);
        deviation = Math.max(deviation, digits.difference(found, expected));
        power *= Powers.of(s, request.function().root());
      }
    }
    return deviation;
  }
}
