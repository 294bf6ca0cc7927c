package org.alternant.solver.certificate;

import java.util.Optional;
import org.alternant.coefficients.Certificate;

/// What certifying a table on an interval ends with.
public sealed interface CertificationOutcome
    permits CertificationOutcome.Certified, Overflow, Undetermined {

  /// The certificate, where there is one.
  ///
  /// @return the certificate; empty where the images overflow, or are not determined
  default Optional<Certificate> proved() {
    return switch (this) {
      case Certified certified -> Optional.of(certified.certificate());
      case Overflow _, Undetermined _ -> Optional.empty();
    };
  }

  /// The table's images are enclosed.
  ///
  /// @param certificate the enclosures, rounded outward to binary64
  /// @param attainedError |target − composition| at the witness, exact up to one rounding: at most
  ///   `certificate.worstCaseError()`, and equal to it up to rounding
  /// @param witness a singular value of the input interval at which it is attained
  record Certified(Certificate certificate, double attainedError, double witness)
      implements CertificationOutcome {}
}
