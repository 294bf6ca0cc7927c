package org.alternant.solver.certificate;

import java.util.Objects;
import org.alternant.solver.certificate.ExactStep.Image;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Outward;
import org.jspecify.annotations.Nullable;

/// The smallest and largest value so far, with what each may miss.
final class Extremes {

  /// What a value at a critical point, and its distance to 1, is known to before that is enough.
  private static final int VALUE_BITS = 64;

  /// A value of p, with what it may miss, and where.
  record Extreme(Dyadic value, Dyadic slack, Dyadic at) {

    ExactInterval interval() {
      return new ExactInterval(value.minus(slack), value.plus(slack));
    }

    boolean isSettled() {
      if (slack.signum() == 0) {
        return true;
      }
      Dyadic distance = value.minus(Dyadic.ONE);
      return value.signum() != 0
          && distance.signum() != 0
          && slack.magnitude() <= Math.min(value.magnitude(), distance.magnitude()) - VALUE_BITS
          && interval().simplest().bits() > VALUE_BITS;
    }
  }

  private @Nullable Image image;
  private Dyadic lowestValue = Dyadic.ZERO;
  private Dyadic highestValue = Dyadic.ZERO;

  void add(Extreme extreme) {
    Dyadic value = extreme.value();
    Dyadic below = value.minus(extreme.slack());
    Dyadic above = value.plus(extreme.slack());
    Dyadic at = extreme.at();
    if (image == null) {
      image = new Image(below, above, at, at);
      lowestValue = value;
      highestValue = value;
      return;
    }
    boolean lower = value.compareTo(lowestValue) < 0;
    boolean higher = value.compareTo(highestValue) > 0;
    lowestValue = lower ? value : lowestValue;
    highestValue = higher ? value : highestValue;
    image =
        new Image(
            image.lower().min(below),
            image.upper().max(above),
            lower ? at : image.lowerAt(),
            higher ? at : image.upperAt());
  }

  Image image() {
    Image found = Objects.requireNonNull(image);
    return new Image(
        Outward.floor(found.lower(), ExactStep.grid(found.lower(), ExactStep.IMAGE_BITS)),
        Outward.ceiling(found.upper(), ExactStep.grid(found.upper(), ExactStep.IMAGE_BITS)),
        found.lowerAt(),
        found.upperAt());
  }
}
