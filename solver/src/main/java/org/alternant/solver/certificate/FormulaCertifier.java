package org.alternant.solver.certificate;

import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.alternant.solver.exact.EffortSpentException;

/// Proves how far a formula is from its target, as a whole: the steps of its parts are binary64
/// numbers or what a plan gives exactly, and the error is bounded by [LargestError]. Nothing is
/// sampled.
///
/// For the clip, and with it the soft threshold, that is done on either side of 1. The error of
/// max(x, 0) is |x| (1 − s(|x|))/2 for x and −x alike, s being odd.
public final class FormulaCertifier {

  /// What a bound may exceed the error by, relatively: a power of two.
  private static final int TIGHT = 40;

  private final FormulaTable table;
  private final ExactSteps known;
  private final Effort effort;

  /// Takes a table as it stands.
  ///
  /// @param table the formula with its parts
  public FormulaCertifier(FormulaTable table) {
    this(table, ExactSteps.unbounded());
  }

  /// Takes a table as it stands, to work on it within bounds.
  ///
  /// @param table the formula with its parts
  /// @param known what is known of steps already, and the effort that is left
  public FormulaCertifier(FormulaTable table, ExactSteps known) {
    this.table = table;
    this.known = known;
    effort = known.effort();
  }

  /// What is proved.
  ///
  /// @param certificate the bound
  /// @param attainedError the error at the witness, nearly
  /// @param witness a number of the input whose error is nearly the bound
  public record Certified(FormulaCertificate certificate, double attainedError, double witness) {}

  /// What is proved within reason on the numbers that a table is meant for.
  ///
  /// @param table the formula with its parts
  /// @return the certificate
  /// @throws IllegalArgumentException if nothing is proved
  public static FormulaCertificate nominal(FormulaTable table) {
    return new FormulaCertifier(table, ExactSteps.withinReason())
        .certify(table.nominal())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    table.name() + ": its error is not determined by the work that is allowed"))
        .certificate();
  }

  /// Certifies the formula on an interval.
  ///
  /// @param input singular values, or for [Formula#PSD] eigenvalues
  /// @return what is proved; empty where the effort that is allowed proves nothing
  /// @throws IllegalArgumentException if singular values are negative
  public Optional<Certified> certify(Interval input) {
    boolean singular = table.function().actsOnSingularValues();
    if (singular && input.lower() < 0) {
      throw new IllegalArgumentException(
          "singular values are not negative, found " + input.lower());
    }
    try {
      LargestError.Bounds bounds = singular ? clip(divided(input)) : psd(input);
      // The error of max(x − T, 0) is T times that of the clip of x/T.
      Dyadic unit = Dyadic.of(table.unit());
      double bound = bounds.bound().times(unit).doubleCeiling();
      double nearest = bounds.witness().times(unit).doubleValue();
      double witness = Math.clamp(nearest, input.lower(), input.upper());
      return Double.isFinite(bound)
          ? Optional.of(
              new Certified(
                  new FormulaCertificate(input, bound), Math.abs(errorAt(witness)), witness))
          : Optional.empty();
    } catch (EffortSpentException e) {
      return Optional.empty();
    }
  }

  /// Holds the input divided by the threshold.
  private Interval divided(Interval input) {
    double unit = table.unit();
    return unit == 1
        ? input
        : new Interval(
            Math.max(0, Math.nextDown(input.lower() / unit)), Math.nextUp(input.upper() / unit));
  }

  private LargestError.Bounds psd(Interval input) {
    double nearest = Math.max(0, Math.max(input.lower(), -input.upper()));
    double farthest = Math.max(input.upper(), -input.lower());
    return psdByImage(nearest, farthest)
        .orElseGet(
            () ->
                new FormulaError(table, true, effort)
                    .over(Dyadic.of(nearest), Dyadic.of(farthest), Dyadic.ZERO));
  }

  /// Where |1 − s| is at most E, the error is at most E/2 of the farthest x: that takes an image,
  /// and no pieces. Of use where nothing is lost by it.
  ///
  /// @return empty where E/2 may exceed the error
  private Optional<LargestError.Bounds> psdByImage(double nearest, double farthest) {
    List<Step> steps = table.steps(Role.SIDE);
    Interval designed = steps.getFirst().interval();
    if (designed == null || designed.lower() <= nearest || designed.lower() >= farthest) {
      return Optional.empty();
    }
    ImageOutcome outcome =
        new TableCertifier(steps, known).image(new Interval(designed.lower(), farthest));
    if (!(outcome instanceof ImageOutcome.Enclosed(Interval _, double worstError))) {
      return Optional.empty();
    }
    Dyadic beyond = Dyadic.of(worstError).times(Dyadic.of(farthest)).scaled(-1);
    FormulaError error = new FormulaError(table, true, effort);
    Dyadic end = Dyadic.of(farthest);
    Dyadic attained = error.errorAt(end).smallest();
    LargestError.Bounds below = error.over(Dyadic.of(nearest), Dyadic.of(designed.lower()), beyond);
    if (below.bound().compareTo(beyond) > 0) {
      return Optional.of(below);
    }
    boolean isTight = attained.plus(attained.scaled(-TIGHT)).compareTo(beyond) >= 0;
    return isTight ? Optional.of(new LargestError.Bounds(attained, beyond, end)) : Optional.empty();
  }

  private LargestError.Bounds clip(Interval input) {
    LargestError.Bounds above = new LargestError.Bounds(Dyadic.ZERO, Dyadic.ZERO, Dyadic.ZERO);
    if (input.upper() >= 1) {
      above =
          new FormulaError(table, false, effort)
              .over(Dyadic.of(Math.max(input.lower(), 1)), Dyadic.of(input.upper()), Dyadic.ZERO);
    }
    if (input.lower() >= 1) {
      return above;
    }
    LargestError.Bounds below =
        new FormulaError(table, true, effort)
            .over(Dyadic.of(input.lower()), Dyadic.of(Math.min(input.upper(), 1)), above.bound());
    boolean lessAbove = below.attained().compareTo(above.attained()) > 0;
    return new LargestError.Bounds(
        below.attained().max(above.attained()),
        below.bound(),
        lessAbove ? below.witness() : above.witness());
  }

  /// The error at one point, for drawing and for looking at single values.
  ///
  /// @param x a number of an interval on which [#certify] finds a certificate
  /// @return f(x) less its target, nearly: of an enclosure in 160 bits, of x/T for a threshold T
  public double errorAt(double x) {
    FormulaError error = new FormulaError(table, true, effort);
    if (table.function() != Formula.SOFT_THRESHOLD) {
      return error.at(Dyadic.of(x)).lower().minus(Dyadic.of(table.target(x))).doubleValue();
    }
    // Less the clip's error, of the nearest x/T.
    double clipped = x / table.unit();
    Dyadic target = Dyadic.of(Math.min(clipped, 1));
    return target.minus(error.at(Dyadic.of(clipped)).lower()).doubleValue() * table.unit();
  }
}
