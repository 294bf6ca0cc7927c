package org.alternant.solver.certificate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;

/// Proves what a composition p_T ∘ … ∘ p₁ does to every singular value in an interval.
///
/// The coefficients are binary64 numbers, so every value and sign of a step is computed exactly
/// ([ExactStep]). The image of an interval under a continuous map is an interval, so chaining the
/// enclosed images loses only their outward rounding to 192 bits of themselves and of their
/// distance to 1: the result is the true worst case, enclosed to the last bit of binary64. Nothing
/// is sampled.
public final class TableCertifier {

  private final ExactComposition composition;

  /// Takes the steps as they stand.
  ///
  /// @param steps p₁ first; at least one
  /// @throws IllegalArgumentException if there is none
  public TableCertifier(List<Step> steps) {
    this(steps, ExactSteps.unbounded());
  }

  /// Takes the steps as they stand, to work on them within bounds.
  ///
  /// @param steps p₁ first; at least one
  /// @param known what is known of steps already, and the effort that is left
  /// @throws IllegalArgumentException if there is none
  public TableCertifier(List<Step> steps, ExactSteps known) {
    composition = new ExactComposition(steps, known);
  }

  /// Certifies the composition on an interval.
  ///
  /// @param input any interval; it may hold 0, negative numbers and numbers beyond 1
  /// @return the certificate with a witness of its worst-case error, or where the images overflow,
  ///   or that they are not determined
  public CertificationOutcome certify(Interval input) {
    ExactComposition.Images images = composition.images(input);
    return switch (images.outcome()) {
      case Overflow overflow -> overflow;
      case Undetermined undetermined -> undetermined;
      case ImageOutcome.Enclosed last -> {
        try {
          yield certified(input, images.enclosed(), last);
        } catch (EffortSpentException e) {
          yield new Undetermined();
        }
      }
    };
  }

  private CertificationOutcome.Certified certified(
      Interval input, List<ExactStep.Image> images, ImageOutcome.Enclosed last) {
    OptionalDouble signSafe = safeRange().signSafeUpper();
    Certificate certificate =
        new Certificate(
            input,
            last.image(),
            last.worstError(),
            images.stream().map(image -> new CertifiedStep(image.interval().rounded())).toList(),
            signSafe.isPresent() ? signSafe.getAsDouble() : null);
    ExactStep.Image exact = images.getLast();
    boolean above = exact.upper().plus(exact.lower()).compareTo(Dyadic.TWO) >= 0;
    double witness =
        composition.preimage(images, above ? exact.upperAt() : exact.lowerAt()).doubleValue();
    return new CertificationOutcome.Certified(certificate, Math.abs(errorAt(witness)), witness);
  }

  /// The image and the worst-case error of [#certify], without the certificate's other parts.
  ///
  /// @param input any interval
  /// @return the image of the composition, or where it overflows
  public ImageOutcome image(Interval input) {
    return composition.images(input).outcome();
  }

  /// The images after each of the steps.
  ///
  /// @param input any interval
  /// @return one a step, as [#image] finds it for a composition that ends there
  public List<ImageOutcome> images(Interval input) {
    ExactComposition.Images images = composition.images(input);
    List<ImageOutcome> outcomes = new ArrayList<>();
    for (ExactStep.Image image : images.enclosed()) {
      outcomes.add(ImageOutcome.of(image.interval(), outcomes.size() + 1));
    }
    while (outcomes.size() < composition.length()) {
      outcomes.add(images.outcome());
    }
    return outcomes;
  }

  /// The error of the composition at one point, for drawing and for looking at single values.
  ///
  /// @param x a point of an interval on which [#certify] finds a certificate; elsewhere the digits
  ///   of a composition that diverges would grow without bound
  /// @return 1 − p_T(…p₁(x)…), exact up to one rounding to binary64 and 2⁻⁴⁰⁰ of it in each step
  public double errorAt(double x) {
    return Dyadic.ONE.minus(composition.at(Dyadic.of(x))).doubleValue();
  }

  /// How far inputs may reach, for the same composition.
  ///
  /// @return its safe range, to be asked
  public SafeRange safeRange() {
    return new SafeRange(composition);
  }
}
