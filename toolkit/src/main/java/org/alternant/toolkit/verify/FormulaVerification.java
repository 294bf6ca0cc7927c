package org.alternant.toolkit.verify;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.FormulaCertifier;
import org.alternant.solver.certificate.FormulaCertifier.Certified;

/// Proves how far functions that are made of parts are from their targets.
public final class FormulaVerification {

  private FormulaVerification() {}

  /// Proves what a table does on an interval.
  ///
  /// @param table the table
  /// @param input singular values, or eigenvalues of symmetric matrices
  /// @return what is proved; empty where the work that is allowed proves nothing
  /// @throws IllegalArgumentException if singular values are negative
  public static Optional<Certified> of(FormulaTable table, Interval input) {
    return new FormulaCertifier(table, ExactSteps.withinReason()).certify(input);
  }

  /// What a table states about itself and is not proved.
  ///
  /// @param table the table
  /// @return the claims; empty if all that is stated is proved
  public static List<UnprovedClaim> recheck(FormulaTable table) {
    FormulaCertificate stated = table.certificate();
    if (stated == null) {
      return List.of();
    }
    double proved =
        of(table, stated.input())
            .map(certified -> certified.certificate().worstCaseError())
            .orElse(Double.POSITIVE_INFINITY);
    return stated.worstCaseError() >= proved
        ? List.of()
        : List.of(new UnprovedClaim("certificate.worstCaseError", stated.worstCaseError(), proved));
  }
}
