package org.alternant.toolkit.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.NegativeMargin;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.exact.EffortSpentException;
import org.alternant.solver.rounding.RoundedImages;
import org.jspecify.annotations.Nullable;

/// Proves what tables do to singular values: everything that `alternant verify` can do, in one
/// call.
public final class Verification {

  private Verification() {}

  /// Proves what a table does to every singular value in an interval.
  ///
  /// @param request what is to be proved
  /// @return the certificate and what belongs to it, or where the images overflow; or that this is
  ///   not determined
  /// @throws IllegalArgumentException if rounding is to be reckoned with and a degree is above the
  ///   model's, or a step with rounding leaves the range of binary64; or if there are more steps
  ///   than rows and nothing runs after them
  public static VerifyOutcome of(VerifyRequest request) {
    List<Step> run = request.run();
    RoundingAssumptions rounding = request.rounding();
    RoundedImages rounded =
        rounding == null ? null : RoundedImages.of(run, request.input(), rounding);
    TableCertifier certifier = new TableCertifier(run, ExactSteps.withinReason());
    return switch (certifier.certify(request.input())) {
      case CertificationOutcome.Certified certified -> {
        try {
          yield verified(request, run, certified, certifier.safeRange(), rounded);
        } catch (EffortSpentException e) {
          yield new VerifyOutcome.NotDetermined(request, run);
        }
      }
      case Overflow overflow -> new VerifyOutcome.Overflowed(request, run, overflow.step());
      case Undetermined _ -> new VerifyOutcome.NotDetermined(request, run);
    };
  }

  private static VerifyOutcome.Verified verified(
      VerifyRequest request,
      List<Step> run,
      CertificationOutcome.Certified certified,
      SafeRange range,
      @Nullable RoundedImages rounded) {
    Double error = request.lowerEndFor();
    return new VerifyOutcome.Verified(
        request,
        run,
        certified.certificate(),
        certified.attainedError(),
        certified.witness(),
        range.unitErrorUpper(),
        negativeMargin(run),
        rounded,
        error == null ? null : range.smallestLower(error, request.input().upper()));
  }

  /// How far below 0 steps bear eigenvalues.
  ///
  /// @param steps p₁ first, at least one
  /// @return the margin; empty where no eigenvalue below 0 is borne, where the proof takes more
  ///   work than any table may, and for what is no inverse root
  public static Optional<NegativeMargin> negativeMargin(List<Step> steps) {
    try {
      return steps.getFirst().function().isRoot()
          ? NegativeMargin.of(steps, ExactSteps.withinReason())
          : Optional.empty();
    } catch (EffortSpentException e) {
      return Optional.empty();
    }
  }

  /// Gives a table a certificate.
  ///
  /// @param table the table
  /// @param input the singular values that it is to be about
  /// @return the table with the certificate of all its rows; with none where the images overflow or
  ///   are not determined
  public static CoefficientTable certified(CoefficientTable table, Interval input) {
    return table.with(
        new TableCertifier(table.steps(), ExactSteps.withinReason())
            .certify(input)
            .proved()
            .orElse(null));
  }

  /// Proves anew what a table says about itself: its certificate, and the minimax errors of its
  /// steps. A figure is proved where it is no better than what is found now.
  ///
  /// @param table the table
  /// @return what is not proved, the worst-case error first; empty where all of it is, as where the
  ///   table says nothing
  public static List<UnprovedClaim> recheck(CoefficientTable table) {
    List<UnprovedClaim> unproved = new ArrayList<>();
    Certificate stated = table.certificate();
    if (stated != null) {
      unproved.addAll(unproved(table.steps(), stated));
    }
    unproved.addAll(new StepClaims().unproved(table.steps()));
    return unproved;
  }

  private static List<UnprovedClaim> unproved(List<Step> steps, Certificate stated) {
    TableCertifier certifier = new TableCertifier(steps, ExactSteps.withinReason());
    Optional<Certificate> found = certifier.certify(stated.input()).proved();
    List<UnprovedClaim> unproved = new ArrayList<>();
    if (found.isEmpty()) {
      unproved.add(
          new UnprovedClaim(
              "certificate.worstCaseError", stated.worstCaseError(), Double.POSITIVE_INFINITY));
      return unproved;
    }
    Certificate proved = found.get();
    if (stated.worstCaseError() < proved.worstCaseError()) {
      unproved.add(
          new UnprovedClaim(
              "certificate.worstCaseError", stated.worstCaseError(), proved.worstCaseError()));
    }
    unproved.addAll(UnprovedClaim.of("certificate.output", stated.output(), proved.output()));
    for (int t = 0; t < steps.size(); t++) {
      unproved.addAll(
          UnprovedClaim.of(
              "certificate.steps[" + t + "].image",
              stated.steps().get(t).image(),
              proved.steps().get(t).image()));
    }
    double signSafe = orLargest(stated.signSafeUpper());
    if (!isPositiveUpTo(certifier.safeRange(), signSafe)) {
      unproved.add(
          new UnprovedClaim(
              "certificate.signSafeUpper", signSafe, orLargest(proved.signSafeUpper())));
    }
    return unproved;
  }

  private static boolean isPositiveUpTo(SafeRange range, double bound) {
    try {
      return range.isPositiveUpTo(bound);
    } catch (EffortSpentException e) {
      return false;
    }
  }

  /// A certificate without a sign-safe end claims the largest that is looked for.
  private static double orLargest(@Nullable Double signSafeUpper) {
    return signSafeUpper == null ? SafeRange.LARGEST_UPPER : signSafeUpper;
  }
}
