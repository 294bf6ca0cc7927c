package org.alternant.cli.options;

import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.solver.certificate.TableCertifier;

/// What commands share about certificates.
public final class Certification {

  private Certification() {}

  /// The table with a certificate on an interval; without one where the images overflow.
  public static CoefficientTable certified(CoefficientTable table, Interval input) {
    return table.with(new TableCertifier(table.steps()).certify(input).proved().orElse(null));
  }
}
