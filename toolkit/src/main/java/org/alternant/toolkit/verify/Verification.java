package org.alternant.toolkit.verify;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.toolkit.verify.RecordedClaim.Part;
import org.jspecify.annotations.Nullable;

/// Proves what tables do to singular values: everything that `alternant verify` can do, in one
/// call.
public final class Verification {

  private Verification() {}

  /// Proves what a table does to every singular value in an interval.
  ///
  /// @param request what is to be proved
  /// @return the certificate and what belongs to it, or where the images overflow
  /// @throws IllegalArgumentException if rounding is to be reckoned with and a degree is above the
  ///   model's, or a step with rounding leaves the range of binary64; or if there are more steps
  ///   than rows and nothing runs after them
  public static VerifyOutcome of(VerifyRequest request) {
    List<Step> run = request.run();
    RoundingAssumptions rounding = request.rounding();
    RoundedImages rounded =
        rounding == null ? null : RoundedImages.of(run, request.input(), rounding);
    TableCertifier certifier = new TableCertifier(run);
    return switch (certifier.certify(request.input())) {
      case CertificationOutcome.Certified certified ->
          verified(request, run, certified, certifier.safeRange(), rounded);
      case Overflow overflow -> new VerifyOutcome.Overflowed(request, run, overflow.step());
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
        rounded,
        error == null
            ? OptionalDouble.empty()
            : range.smallestLower(error, request.input().upper()));
  }

  /// Gives a table a certificate.
  ///
  /// @param table the table
  /// @param input the singular values that it is to be about
  /// @return the table with the certificate of all its rows; with none where the images overflow
  public static CoefficientTable certified(CoefficientTable table, Interval input) {
    return table.with(new TableCertifier(table.steps()).certify(input).proved().orElse(null));
  }

  /// Proves anew what a table's own certificate says, on its own interval.
  ///
  /// @param table the table
  /// @return whether all of it holds, or what is not proved
  public static RecordedClaim recheck(CoefficientTable table) {
    Certificate recorded = table.certificate();
    if (recorded == null) {
      return new RecordedClaim.None();
    }
    TableCertifier certifier = new TableCertifier(table.steps());
    return switch (certifier.certify(recorded.input())) {
      case CertificationOutcome.Certified certified -> {
        Certificate proved = certified.certificate();
        Set<Part> unproved = unproved(recorded, proved, certifier.safeRange());
        yield unproved.isEmpty()
            ? new RecordedClaim.Proved(recorded, proved)
            : new RecordedClaim.Unproved(recorded, proved, unproved);
      }
      case Overflow overflow -> new RecordedClaim.Overflowed(recorded, overflow.step());
    };
  }

  private static Set<Part> unproved(Certificate recorded, Certificate proved, SafeRange range) {
    Set<Part> unproved = EnumSet.noneOf(Part.class);
    for (int t = 0; t < proved.steps().size(); t++) {
      if (!recorded.steps().get(t).image().contains(proved.steps().get(t).image())) {
        unproved.add(Part.STEPS);
      }
    }
    if (!recorded.output().contains(proved.output())) {
      unproved.add(Part.OUTPUT);
    }
    if (recorded.worstCaseError() < proved.worstCaseError()) {
      unproved.add(Part.WORST_CASE_ERROR);
    }
    Double signSafe = recorded.signSafeUpper();
    if (!range.isPositiveUpTo(signSafe == null ? SafeRange.LARGEST_UPPER : signSafe)) {
      unproved.add(Part.SIGN_SAFE_UPPER);
    }
    return unproved;
  }
}
