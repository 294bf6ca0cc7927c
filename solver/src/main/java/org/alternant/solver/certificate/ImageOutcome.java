package org.alternant.solver.certificate;

import org.alternant.coefficients.Interval;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;

/// What becomes of an interval under a composition: its image, or where it overflows; or that is
/// not determined.
public sealed interface ImageOutcome permits ImageOutcome.Enclosed, Overflow, Undetermined {

  /// The largest binary64 number: beyond it |1 − x| is not a binary64 number.
  Dyadic LARGEST = Dyadic.of(Double.MAX_VALUE);

  /// What rounding may add to an error of nearly 1 that nobody minds.
  double NO_MATTER = 0x1p-10;

  /// The outcome of a composition whose image after `step`, the last one or an earlier one, is
  /// this.
  ///
  /// @param image an enclosure of the image
  /// @param step the step whose image it is, from 1
  /// @return the image rounded outward; an overflow at `step` where |1 − x| may be no binary64
  ///   number
  static ImageOutcome of(ExactInterval image, int step) {
    if (overflows(image)) {
      return new Overflow(step);
    }
    return new Enclosed(image.rounded(), image.error().doubleCeiling());
  }

  /// Whether an image leaves the range of binary64.
  ///
  /// @param image an enclosure of the image
  /// @return true where |1 − x| may be no binary64 number
  static boolean overflows(ExactInterval image) {
    return image.largest().plus(Dyadic.ONE).compareTo(LARGEST) > 0;
  }

  /// Whether the error is proved to be at most a given one.
  ///
  /// @param error the error allowed
  /// @return true if the image is enclosed and its error is no larger
  default boolean isWithin(double error) {
    return this instanceof Enclosed enclosed && enclosed.worstError() <= error;
  }

  /// Whether the coefficients' rounding has spoilt a best polynomial or a recipe's composition:
  /// none of these errs by 1 or more before it.
  ///
  /// @return true if the error exceeds 1 by more than anyone may call rounding
  default boolean isSpoilt() {
    return rank() > 1 + NO_MATTER;
  }

  /// What a search compares outcomes by.
  ///
  /// @return the worst-case error; +∞ for an overflow, which is worse than any error, and for what
  ///   nothing is known of
  default double rank() {
    return switch (this) {
      case Enclosed enclosed -> enclosed.worstError();
      case Overflow _, Undetermined _ -> Double.POSITIVE_INFINITY;
    };
  }

  /// The image is enclosed.
  ///
  /// @param image the image, rounded outward
  /// @param worstError max |1 − x| over the image, rounded up from its exact ends: it may be far
  ///   below what their rounding to binary64 moves them by
  record Enclosed(Interval image, double worstError) implements ImageOutcome {}
}
