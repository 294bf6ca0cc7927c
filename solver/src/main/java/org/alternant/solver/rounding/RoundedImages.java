package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;

/// The images of an interval of singular values under steps that are carried out with rounding: the
/// certified image of each step, widened by what a [RoundingModel] allows its rounding errors, is
/// what the next step receives. Under the model this holds for every matrix of the shape and
/// coherence with singular values in the interval that was divided by its Frobenius norm.
///
/// For an inverse root the interval is one of eigenvalues of A, and the images are those of
/// A^(1/2p) X A^(1/2p), X as the coupled iteration has it: what they differ from 1 by is the
/// relative error of X ([CoupledState]).
///
/// @param assumptions how singular values are rounded, with one slack for both ends
/// @param images after 0, 1, … steps; fewer where they diverge, so that the last one belongs to the
///   step from which on nothing is bounded
/// @param steps how many steps there are
public record RoundedImages(RoundingAssumptions assumptions, List<RoundedImage> images, int steps) {

  /// An image that reaches 2 contains errors of 1, and beyond it they only grow.
  private static final double DIVERGED = 2;

  /// What intermediate images must stay below: the first steps of a schedule raise the interval's
  /// upper end to just below 2, and their rounding errors carry it a little further.
  private static final double ESCAPED = 16;

  /// Copies the list.
  public RoundedImages {
    images = List.copyOf(images);
  }

  /// The image after one step.
  ///
  /// @param image encloses the singular values; the lower end is 0 where rounding may annihilate
  ///   one
  /// @param stepError δ, how far rounding in the step may move a singular value
  public record RoundedImage(Interval image, double stepError) {}

  /// Computes the images.
  ///
  /// @param steps p₁ first; for the sign of degree 5 or less
  /// @param input the singular values before they are rounded
  /// @param assumptions how they are rounded; the slack of the upper ends serves for both
  /// @return the images
  /// @throws IllegalArgumentException if a degree is above the model's, a step is run in another
  ///   format, or for an inverse root the matrices are not square
  public static RoundedImages of(
      List<Step> steps, Interval input, RoundingAssumptions assumptions) {
    for (int t = 0; t < steps.size(); t++) {
      if (steps.get(t).precisionIn(assumptions.precision()) != assumptions.precision()) {
        throw new IllegalArgumentException(
            "rounding is bounded for steps that are all run in one format, but step "
                + (t + 1)
                + " has a finer one of its own");
      }
    }
    if (steps.getFirst().function().isRoot()) {
      if (assumptions.shape().rows() != assumptions.shape().columns()) {
        throw new IllegalArgumentException(
            "the matrices of an inverse root are square, found " + assumptions.shape());
      }
      return ofRoot(steps, input, assumptions.onBothEnds());
    }
    steps.forEach(step -> step.function().requireSign("bounds with rounding"));
    RoundingModel strict = new RoundingModel(assumptions.onBothEnds());
    RoundedState state = RoundedState.input(input, strict);
    List<RoundedImage> images = new ArrayList<>();
    images.add(new RoundedImage(state.interval(), state.error()));
    for (Step step : steps) {
      state = state.next(step, strict, RoundedState.PROVED);
      images.add(new RoundedImage(state.interval(), state.error()));
      if (!(state.interval().upper() < ESCAPED)) {
        break;
      }
    }
    return new RoundedImages(strict.assumptions(), images, steps.size());
  }

  /// The coupled iteration: where the eigenvalues of A^(1/2p) X A^(1/2p) are. Where X may be
  /// singular nothing is bounded.
  private static RoundedImages ofRoot(
      List<Step> steps, Interval input, RoundingAssumptions assumptions) {
    int root = steps.getFirst().function().root();
    CoupledState state = CoupledState.input(input, root, assumptions);
    List<RoundedImage> images = new ArrayList<>();
    boolean goesOn = add(images, state, state.rootOfEigenvalues(root));
    for (int t = 0; t < steps.size() && goesOn; t++) {
      boolean last = t == steps.size() - 1;
      Interval exact = RoundedState.PROVED.image(steps.get(t), state.eigenvalues());
      state = state.next(steps.get(t), exact, last, assumptions);
      goesOn = add(images, state, last ? exact : state.rootOfEigenvalues(root));
    }
    return new RoundedImages(assumptions, images, steps.size());
  }

  /// @return whether there is anything to add that the next step may go on from
  private static boolean add(List<RoundedImage> images, CoupledState state, Interval exact) {
    Interval image = state.image(exact).orElseGet(() -> new Interval(0, Double.MAX_VALUE));
    images.add(new RoundedImage(image, Math.min(state.relative(), Double.MAX_VALUE)));
    return image.upper() < ESCAPED;
  }

  /// Whether runs round no more often than the model has it: matrices are kept in the format,
  /// coefficients are not rounded, and a product is rounded together with its addition. For degrees
  /// 3 and 5 of the sign that is all; for an inverse root combinations of matrices are taken to be
  /// rounded once, as fused kernels do it.
  ///
  /// @param rules how runs round
  /// @return whether the bounds are about such runs
  public static boolean isAbout(RoundingRules rules) {
    return !rules.roundsCoefficients()
        && rules.storage() == RoundingRules.Storage.FORMAT
        && rules.epilogue() != Epilogue.UNFUSED;
  }

  /// Whether all singular values provably stay below 2, so that no error grows.
  ///
  /// @return true if the last image does
  public boolean bounded() {
    return images.size() == steps + 1 && images.getLast().image().upper() < DIVERGED;
  }

  /// The last image, with max |1 − σ| over it.
  ///
  /// @return the image, or the step from which on nothing is bounded
  public ImageOutcome outcome() {
    if (!bounded()) {
      return new Overflow(images.size() - 1);
    }
    Interval last = images.getLast().image();
    return new ImageOutcome.Enclosed(last, last.error());
  }
}
