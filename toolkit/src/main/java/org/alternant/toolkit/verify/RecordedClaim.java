package org.alternant.toolkit.verify;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.alternant.coefficients.Certificate;

/// What became of the certificate that a table brings, when it was proved anew.
public sealed interface RecordedClaim {

  /// The table brings no certificate.
  record None() implements RecordedClaim {}

  /// All that the certificate says is proved.
  ///
  /// @param recorded the table's certificate
  /// @param proved the one found now, at least as good
  record Proved(Certificate recorded, Certificate proved) implements RecordedClaim {}

  /// Some of it is not proved.
  ///
  /// @param recorded the table's certificate
  /// @param proved the one found now
  /// @param unproved what the table says and the new certificate does not; at least one part
  record Unproved(Certificate recorded, Certificate proved, Set<Part> unproved)
      implements RecordedClaim {

    /// Copies the set.
    public Unproved {
      unproved = Collections.unmodifiableSet(EnumSet.copyOf(unproved));
    }
  }

  /// Nothing of it is: the images leave the range of binary64.
  ///
  /// @param recorded the table's certificate
  /// @param step the step in which they do, from 1
  record Overflowed(Certificate recorded, int step) implements RecordedClaim {}

  /// The parts of a certificate.
  enum Part {
    /// The image after some step.
    STEPS,
    /// The image after the last step.
    OUTPUT,
    /// The worst-case error.
    WORST_CASE_ERROR,
    /// How far the composition is positive.
    SIGN_SAFE_UPPER
  }
}
