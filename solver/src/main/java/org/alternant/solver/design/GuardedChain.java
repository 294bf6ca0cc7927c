package org.alternant.solver.design;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.ExactStep;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Outward;
import org.alternant.solver.exact.Powers;

/// The intervals that singular values pass through when every step but the last may receive inputs
/// up to s times the upper end of its own: I₁ = [l, u], Iₜ₊₁ = pₜ([lₜ, s uₜ]), and the worst error
/// on p_T(I_T). For an inverse root it is the roots x of eigenvalues that pass, and l, u and s are
/// the roots of what the request says.
///
/// With s = 1 that is the worst-case error of [TableCertifier], computed in the same exact
/// arithmetic. With s > 1 it is at least that error: a table that has it keeps its promise, and its
/// safety factor is not spent on anything else.
final class GuardedChain {

  private static final int BITS = 192;

  private final TableFunction function;
  private final ExactInterval input;
  private final Dyadic safety;
  private final boolean inLoop;
  private final GridWork work;

  /// Takes interval and safety factor of a request, and counts the images that are asked for.
  GuardedChain(DesignRequest request, GridWork work) {
    this.work = work;
    function = request.function();
    int power = function.inputPower();
    input = ExactInterval.rootsOf(request.input(), power);
    Dyadic decimal = Dyadic.from(BigDecimal.valueOf(request.safetyFactor()), 2 * BITS);
    safety = Outward.up(Powers.rootCeiling(decimal, power, 2 * BITS), BITS);
    inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
  }

  /// The interval of the request, as the first step receives it.
  ExactInterval input() {
    return input;
  }

  /// The intervals that the steps receive, the first one's first, and what the last leaves; up to
  /// the first that is not positive.
  List<ExactInterval> spans(List<Step> steps) {
    List<ExactInterval> spans = new ArrayList<>();
    ExactInterval span = input;
    spans.add(span);
    for (int t = 0; t < steps.size() && span.isPositive(); t++) {
      span = carried(steps.get(t), span, t == steps.size() - 1);
      spans.add(span);
    }
    return spans;
  }

  /// The image that the recipe carries on to the next step: of [l, s u] with the safety factor in
  /// the loop, else of [s l, s u], where a row p(x/s) is designed as p on [l, u].
  ExactInterval carried(Step step, ExactInterval span, boolean last) {
    Dyadic from = last || inLoop ? span.lower() : Outward.down(span.lower().times(safety), BITS);
    return image(step, from, last ? span.upper() : span.upper().times(safety));
  }

  private ExactInterval image(Step step, Dyadic from, Dyadic to) {
    work.countExactImage(step.coefficients().size());
    return new ExactStep(step).image(from, to).interval();
  }

  /// What a schedule's last step leaves, with the worst error.
  ImageOutcome outcome(List<Step> steps) {
    ExactInterval span = input;
    for (int t = 0; t < steps.size(); t++) {
      boolean last = t == steps.size() - 1;
      span = image(steps.get(t), span.lower(), last ? span.upper() : span.upper().times(safety));
      if (ImageOutcome.overflows(span)) {
        return new Overflow(t + 1);
      }
    }
    return ImageOutcome.of(span, steps.size());
  }

  /// The worst error in floating point, for guidance; infinite as soon as an image reaches down to
  /// 0.
  double quickError(List<double[]> rows) {
    return quickError(rows, 0, QuickImage.Range.from(input.lower(), input.upper()));
  }

  /// The worst error in floating point, given what the first rows leave.
  double quickError(List<double[]> rows, int first, QuickImage.Range left) {
    QuickImage.Range range = left;
    double s = safety.doubleValue();
    for (int t = first; t < rows.size(); t++) {
      boolean last = t == rows.size() - 1;
      work.countImage(rows.get(t).length);
      range = QuickImage.of(function, rows.get(t), last ? range : range.times(1, s));
      if (!range.isPositive()) {
        return Double.POSITIVE_INFINITY;
      }
    }
    return range.error();
  }
}
