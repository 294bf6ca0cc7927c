package org.alternant.cli.options;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.solver.certificate.TableCertifier;

/// What commands share about certificates.
public final class Certification {

  /// The lower end assumed for tables that do not say what they were made for.
  public static final double CUSTOMARY_LOWER = 1e-3;

  private Certification() {}

  /// What the table was designed for, or its first step; [1e-3, 1] where nobody knows.
  public static Interval nominalInput(CoefficientTable table) {
    DesignRequest design = table.design();
    if (design != null) {
      return design.input();
    }
    Interval interval = table.steps().getFirst().interval();
    return interval == null ? new Interval(CUSTOMARY_LOWER, 1) : interval;
  }

  /// The table with a certificate on an interval; without one where the images overflow.
  public static CoefficientTable certified(CoefficientTable table, Interval input) {
    return table.with(new TableCertifier(table.steps()).certify(input).proved().orElse(null));
  }
}
