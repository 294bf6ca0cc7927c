package org.alternant.toolkit.compare;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.rounding.Survival;

/// A table among others.
///
/// @param table the table
/// @param products the matrix products of all its rows
/// @param outcome its certificate on the common interval, or where its images overflow; not
///   determined where that, or an upper end, takes too much: both ends are empty then
/// @param signSafeUpper as in [SafeRange#signSafeUpper]
/// @param unitErrorUpper as in [SafeRange#unitErrorUpper]
public record ComparedTable(
    CoefficientTable table,
    int products,
    CertificationOutcome outcome,
    OptionalDouble signSafeUpper,
    OptionalDouble unitErrorUpper) {

  /// The certificate on the common interval.
  ///
  /// @return the certificate; empty where the images overflow
  public Optional<Certificate> certificate() {
    return outcome.proved();
  }

  /// In which formats the rows survive, estimated.
  ///
  /// @param rules how runs round
  /// @return what is to be expected in each of [Survival#FORMATS]; empty where the images overflow
  public Map<Precision, Survival> survival(RoundingRules rules) {
    return certificate()
        .map(proved -> Survival.of(table, table.steps(), proved.input(), proved.output(), rules))
        .orElse(Map.of());
  }
}
