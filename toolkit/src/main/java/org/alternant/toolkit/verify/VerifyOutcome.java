package org.alternant.toolkit.verify;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.NegativeMargin;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.SmallestLower;
import org.alternant.solver.rounding.RoundedImages;
import org.jspecify.annotations.Nullable;

/// What a verification came to.
public sealed interface VerifyOutcome {

  /// What was asked.
  ///
  /// @return the request
  VerifyRequest request();

  /// The steps that ran.
  ///
  /// @return p₁ first
  List<Step> run();

  /// Every image is enclosed.
  ///
  /// @param request what was asked
  /// @param run the steps that ran, p₁ first
  /// @param certificate the enclosures and the worst-case error over the last one
  /// @param attainedError |1 − composition| at the witness, which the worst-case error bounds from
  ///   above, and closely
  /// @param witness a singular value of the interval at which it is attained
  /// @param unitErrorUpper as in [SafeRange#unitErrorUpper]
  /// @param negativeMargin as in [Verification#negativeMargin]
  /// @param rounded the images with rounding; null in exact arithmetic
  /// @param smallestLower down to which lower end the error that was asked about is kept to; null
  ///   where none was asked about
  record Verified(
      VerifyRequest request,
      List<Step> run,
      Certificate certificate,
      double attainedError,
      double witness,
      OptionalDouble unitErrorUpper,
      Optional<NegativeMargin> negativeMargin,
      @Nullable RoundedImages rounded,
      @Nullable SmallestLower smallestLower)
      implements VerifyOutcome {

    /// What the error at the witness may miss for it to count as attained: it is rounded, and so is
    /// the witness.
    private static final double ATTAINED = 1 - 1e-6;

    /// Copies the list.
    public Verified {
      run = List.copyOf(run);
    }

    /// Whether the witness shows the worst-case error. It does not where that is below what
    /// binary64 tells apart: then it is a bound and no more.
    ///
    /// @return true if the error at the witness is the worst-case error up to rounding
    public boolean isAttained() {
      double worst = certificate.worstCaseError();
      return worst == 0 || (worst >= Double.MIN_NORMAL && attainedError >= ATTAINED * worst);
    }

    /// The error that counts: with rounding where the request has it.
    ///
    /// @return the proved error; +∞ where nothing bounds the images with rounding
    public double error() {
      return rounded == null ? certificate.worstCaseError() : rounded.outcome().rank();
    }

    /// What is left of the maximum error.
    ///
    /// @return the maximum less the error, negative where it is exceeded; empty without a maximum
    public OptionalDouble margin() {
      Double maximum = request.maximumError();
      return maximum == null ? OptionalDouble.empty() : OptionalDouble.of(maximum - error());
    }

    /// Whether the error is more than the maximum.
    ///
    /// @return true if it is; false also without a maximum
    public boolean exceedsMaximum() {
      Double maximum = request.maximumError();
      return maximum != null && error() > maximum;
    }
  }

  /// The images leave the range of binary64.
  ///
  /// @param request what was asked
  /// @param run the steps that ran, p₁ first
  /// @param step the step in which they do, from 1
  record Overflowed(VerifyRequest request, List<Step> run, int step) implements VerifyOutcome {

    /// Copies the list.
    public Overflowed {
      run = List.copyOf(run);
    }
  }

  /// The proof takes more work than any table may; that is counted, and so the same everywhere.
  ///
  /// @param request what was asked
  /// @param run the steps that were to run, p₁ first
  record NotDetermined(VerifyRequest request, List<Step> run) implements VerifyOutcome {

    /// Copies the list.
    public NotDetermined {
      run = List.copyOf(run);
    }
  }
}
