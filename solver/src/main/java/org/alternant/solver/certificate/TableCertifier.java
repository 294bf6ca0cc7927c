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
/// is sampled. For a clip that holds where the target is 1; on [0, 1], where it is x, the error is
/// bounded by [ClipError].
public final class TableCertifier {

  private final List<Step> steps;
  private final ExactSteps known;
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
    this.steps = List.copyOf(steps);
    this.known = known;
    composition = new ExactComposition(steps, known);
  }

  /// Certifies the composition on an interval.
  ///
  /// @param input any interval; it may hold 0, numbers beyond 1, and for the sign negative numbers
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

  private CertificationOutcome certified(
      Interval input, List<ExactStep.Image> images, ImageOutcome.Enclosed last) {
    if (steps.getFirst().function().isClip()) {
      return clipped(input, images, last);
    }
    Certificate certificate = certificate(input, images, last, last.worstError());
    double witness = farthest(images).doubleValue();
    return new CertificationOutcome.Certified(certificate, Math.abs(errorAt(witness)), witness);
  }

  private Certificate certificate(
      Interval input,
      List<ExactStep.Image> images,
      ImageOutcome.Enclosed last,
      double worstCaseError) {
    OptionalDouble signSafe = safeRange().signSafeUpper();
    return new Certificate(
        input,
        last.image(),
        worstCaseError,
        images.stream().map(image -> new CertifiedStep(image.interval().rounded())).toList(),
        signSafe.isPresent() ? signSafe.getAsDouble() : null);
  }

  /// The argument, nearly, whose image is farthest from 1.
  private Dyadic farthest(List<ExactStep.Image> images) {
    ExactStep.Image exact = images.getLast();
    boolean above = exact.upper().plus(exact.lower()).compareTo(Dyadic.TWO) >= 0;
    return composition.preimage(images, above ? exact.upperAt() : exact.lowerAt());
  }

  /// From 1 on the target is 1, and the images say how far from it the composition gets; up to 1
  /// the error is that of [ClipError].
  private CertificationOutcome clipped(
      Interval input, List<ExactStep.Image> images, ImageOutcome.Enclosed last) {
    Dyadic beyond = Dyadic.ZERO;
    Dyadic witness = Dyadic.of(input.upper());
    if (input.upper() >= 1) {
      ExactComposition.Images above =
          composition.images(new Interval(Math.max(input.lower(), 1), input.upper()));
      if (above.outcome() instanceof Undetermined undetermined) {
        return undetermined;
      }
      beyond = above.enclosed().getLast().interval().error();
      witness = farthest(above.enclosed());
    }
    Dyadic worst = beyond;
    if (input.lower() < 1) {
      LargestError.Bounds below =
          new ClipError(steps, known.effort())
              .over(Dyadic.of(input.lower()), Dyadic.of(Math.min(input.upper(), 1)), beyond);
      worst = below.bound();
      witness = below.attained().compareTo(beyond) > 0 ? below.witness() : witness;
    }
    double nearest = witness.doubleValue();
    return new CertificationOutcome.Certified(
        certificate(input, images, last, worst.doubleCeiling()),
        Math.abs(errorAt(nearest)),
        nearest);
  }

  /// The image and the worst-case error of [#certify], without the certificate's other parts. For a
  /// clip that error is the distance to 1, as for any function.
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
  /// @return 1 − p_T(…p₁(x)…), for a clip min(x, 1) − p_T(…p₁(x)…), exact up to one rounding to
  ///   binary64 and 2⁻⁴⁰⁰ of it in each step
  public double errorAt(double x) {
    // The target's own digits are x's, or it is 1.
    Dyadic target = Dyadic.of(steps.getFirst().function().target(x));
    return target.minus(composition.at(Dyadic.of(x))).doubleValue();
  }

  /// How far inputs may reach, for the same composition.
  ///
  /// @return its safe range, to be asked
  public SafeRange safeRange() {
    return new SafeRange(composition);
  }
}
