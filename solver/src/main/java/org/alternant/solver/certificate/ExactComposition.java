package org.alternant.solver.certificate;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.EffortSpentException;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.Powers;

/// A composition p_T ∘ … ∘ p₁ in exact arithmetic: its images, its sign, its values. Its input is
/// what files carry: for roots the eigenvalues xʳ.
final class ExactComposition {

  private static final int PREIMAGE_BITS = 120;
  private static final int VALUE_BITS = 400;

  /// Errors up to this need not be told apart.
  private static final Dyadic NEARLY_ONE = Dyadic.of(0.999);

  private final TableFunction function;

  private final List<ExactStep> steps;

  private final List<Step> source;
  private final ExactSteps known;

  /// Takes the steps unchanged.
  ///
  /// @param steps p₁ first; at least one
  /// @param known what is known of steps already
  /// @throws IllegalArgumentException if there is none
  ExactComposition(List<Step> steps, ExactSteps known) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a composition needs at least one step");
    }
    function = steps.getFirst().function();
    this.steps = known.of(steps);
    source = List.copyOf(steps);
    this.known = known;
  }

  int length() {
    return steps.size();
  }

  /// The images of an interval step by step.
  ///
  /// @param enclosed one a step; with an overflow, or what is not determined, of the steps before
  ///   it
  /// @param outcome the last step's image, or where it overflows
  record Images(List<ExactStep.Image> enclosed, ImageOutcome outcome) {}

  /// The arguments of the first step.
  private ExactInterval arguments(Interval input) {
    function.requireInput(input.lower());
    return ExactInterval.rootsOf(input, function.inputPower());
  }

  Images images(Interval input) {
    List<ExactStep.Image> enclosed = new ArrayList<>();
    ExactInterval reached = arguments(input);
    for (ExactStep step : steps) {
      ExactStep.Image image;
      try {
        image = step.image(reached.lower(), reached.upper());
      } catch (EffortSpentException e) {
        return new Images(enclosed, new Undetermined());
      }
      reached = image.interval();
      if (ImageOutcome.overflows(reached)) {
        return new Images(enclosed, new Overflow(enclosed.size() + 1));
      }
      enclosed.add(image);
    }
    return new Images(enclosed, ImageOutcome.of(reached, steps.size()));
  }

  /// Whether the composition is proved to be positive on (0, bound].
  ///
  /// It has one sign there, without a root, if and only if p₁ has, p₂ has on (0, max |p₁|], and so
  /// on: the images are intervals that begin at 0, on one side of it. An image beyond binary64
  /// counts as the whole half-line.
  boolean isPositiveUpTo(double bound) {
    Dyadic reach = arguments(new Interval(0, bound)).upper();
    int sign = 1;
    for (ExactStep step : steps) {
      ExactStep seen = sign < 0 ? step.mirrored() : step;
      sign *= seen.signUpTo(reach);
      if (sign == 0) {
        return false;
      }
      reach = reach.compareTo(ImageOutcome.LARGEST) > 0 ? reach : seen.reach(reach);
    }
    return sign > 0;
  }

  /// Whether a clip errs by less than 1 where the target is x: on [0, bound], or up to 1. Others
  /// have no such part.
  boolean isNearIdentityUpTo(double bound) {
    return !function.isClip()
        || new ClipError(source, known.effort())
                .over(Dyadic.ZERO, Dyadic.of(Math.min(bound, 1)), NEARLY_ONE)
                .bound()
                .compareTo(Dyadic.ONE)
            < 0;
  }

  /// A point of the input that the first steps take to a point of the last step's argument: found
  /// backwards, by bisection between the points where each step attains its extremes.
  ///
  /// @param images all images of the input
  /// @param point the last step's argument
  Dyadic preimage(List<ExactStep.Image> images, Dyadic point) {
    Dyadic target = point;
    for (int t = steps.size() - 2; t >= 0; t--) {
      ExactStep step = steps.get(t);
      Dyadic below = images.get(t).lowerAt();
      Dyadic above = images.get(t).upperAt();
      if (target.compareTo(step.at(below)) <= 0) {
        above = below;
      } else if (target.compareTo(step.at(above)) >= 0) {
        below = above;
      }
      for (int i = 0; i < PREIMAGE_BITS && below.compareTo(above) != 0; i++) {
        Dyadic middle = below.plus(above).scaled(-1);
        if (step.at(middle, VALUE_BITS).compareTo(target) < 0) {
          below = middle;
        } else {
          above = middle;
        }
      }
      target = below;
    }
    return Powers.of(target, function.inputPower());
  }

  /// The value at a point, with a rounding error of 2⁻⁴⁰⁰ of the value and of its distance to 1, or
  /// of 2⁻¹²⁸⁰, or 2⁻⁴⁰⁹⁶ near 0, after each step.
  Dyadic at(Dyadic input) {
    Dyadic value = Powers.rootFloor(input, function.inputPower(), 2 * VALUE_BITS);
    for (ExactStep step : steps) {
      Dyadic exact = step.at(value, VALUE_BITS);
      value = Outward.floor(exact, ExactStep.grid(exact, VALUE_BITS));
    }
    return value;
  }
}
