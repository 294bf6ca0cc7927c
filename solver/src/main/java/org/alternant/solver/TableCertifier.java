package org.alternant.solver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.jspecify.annotations.Nullable;

/// Proves what a composition p_T ∘ … ∘ p₁ does to every singular value in an interval.
///
/// The coefficients are binary64 numbers, so every value and sign of a step is computed exactly
/// ([ExactStep]). The image of an interval under a continuous map is an interval, so chaining the
/// enclosed images loses only their outward rounding to 192 bits: the result is the true worst case,
/// enclosed to the last bit of binary64. Nothing is sampled.
public final class TableCertifier {

  /// The largest upper end for which [#signSafeUpper] looks.
  public static final double SIGN_SAFE_LIMIT = 1024;

  /// How closely [#signSafeUpper] and [#findLower] are determined, relatively.
  public static final double LOCATION_ACCURACY = 1e-10;

  private static final Dyadic SIGN_SAFE_SMALLEST = new Dyadic(BigInteger.ONE, -200);
  private static final int WITNESS_BITS = 120;

  private final List<ExactStep> steps;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first; at least one
  public TableCertifier(List<Step> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a composition needs at least one step");
    }
    this.steps = steps.stream().map(ExactStep::new).toList();
  }

  /// Certifies the composition on an interval.
  ///
  /// @param input any interval; it may hold 0, negative numbers and numbers beyond 1
  /// @return the certificate with a witness of its worst-case error, or where the images overflow
  public CertificationOutcome certify(Interval input) {
    List<ExactStep.Image> images = images(Dyadic.of(input.lower()), Dyadic.of(input.upper()));
    List<CertifiedStep> certified = new ArrayList<>();
    for (ExactStep.Image image : images) {
      double lower = image.lower().doubleFloor();
      double upper = image.upper().doubleCeiling();
      if (image.lower().abs().max(image.upper().abs()).compareTo(LARGEST) > 0) {
        return new CertificationOutcome.Overflow(certified.size() + 1);
      }
      certified.add(new CertifiedStep(new Interval(lower, upper)));
    }
    ExactStep.Image last = images.getLast();
    double worst =
        Dyadic.ONE.minus(last.lower()).abs().max(last.upper().minus(Dyadic.ONE).abs()).doubleCeiling();
    boolean above =
        last.upper().minus(Dyadic.ONE).compareTo(Dyadic.ONE.minus(last.lower())) >= 0;
    double witness =
        preimage(images, above ? last.upperAt() : last.lowerAt(), input).doubleValue();
    double attained = Dyadic.ONE.minus(at(Dyadic.of(witness))).abs().doubleValue();
    Double signSafe = signSafeUpper().isPresent() ? signSafeUpper().getAsDouble() : null;
    Certificate certificate =
        new Certificate(input, certified.getLast().image(), worst, certified, signSafe);
    return new CertificationOutcome.Certified(certificate, attained, witness);
  }

  private static final Dyadic LARGEST = Dyadic.of(Double.MAX_VALUE);

  private List<ExactStep.Image> images(Dyadic lower, Dyadic upper) {
    List<ExactStep.Image> images = new ArrayList<>();
    Dyadic from = lower;
    Dyadic to = upper;
    for (ExactStep step : steps) {
      ExactStep.Image image = step.image(from, to);
      images.add(image);
      from = image.lower();
      to = image.upper();
    }
    return images;
  }
}
