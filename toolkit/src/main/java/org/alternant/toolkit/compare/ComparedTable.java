package org.alternant.toolkit.compare;

import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.SafeRange;

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

  /// The certified worst-case error on the common interval.
  ///
  /// @return the error; infinite where the images overflow or are not determined
  public double error() {
    return certificate().map(Certificate::worstCaseError).orElse(Double.POSITIVE_INFINITY);
  }
}
