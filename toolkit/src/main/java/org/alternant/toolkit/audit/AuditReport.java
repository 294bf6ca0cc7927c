package org.alternant.toolkit.audit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.solver.audit.Origin;
import org.alternant.solver.audit.RowShape;
import org.alternant.solver.audit.TableAudit;

/// What an audit found.
///
/// @param request what was asked
/// @param findings what is proved about the rows, and where they come from
/// @param costs what a run costs by each way of carrying out the steps
/// @param gramRestarts the steps after which the Gram form has to be restarted, by its format
public record AuditReport(
    AuditRequest request,
    TableAudit findings,
    List<RunCost> costs,
    Map<Precision, List<Integer>> gramRestarts) {

  /// Deviations from here on are not those of noise in the last digits.
  private static final double LARGEST_NOISE = 1e-3;

  /// Rows that keep small values within this share of them, and end near 1, cap.
  private static final double CAP_ERROR = 0.15;

  /// Where a cap keeps values as they are.
  private static final List<Double> KEPT = List.of(0.05, 0.1, 0.2, 0.3, 0.4, 0.5);

  /// Copies the collections.
  public AuditReport {
    costs = List.copyOf(costs);
    gramRestarts = Collections.unmodifiableMap(new EnumMap<>(gramRestarts));
  }

  /// Whether the first row is the limit of the best polynomials for l → u: the classical
  /// Newton–Schulz step of its degree.
  ///
  /// @return true if it is
  public boolean startsWithLimit() {
    RowShape first = findings.origin().shapes().get(1);
    return first != null && first.isLimit();
  }

  /// Whether rows for the sign function look like those of a hard cap, min(x, 1): they keep values
  /// up to 1/2 nearly as they are, and bring 3/2 near 1. Such rows are fine, and err as a sign.
  ///
  /// @return true if they do, by sampled values
  public boolean resemblesCap() {
    return request.table().function().isSign()
        && KEPT.stream().allMatch(x -> Math.abs(image(x) / x - 1) <= CAP_ERROR)
        && Math.abs(image(1.5) - 1) <= CAP_ERROR;
  }

  private double image(double x) {
    double image = x;
    for (Step step : request.table().steps()) {
      image = step.evaluate(image);
    }
    return image;
  }

  /// How many significant digits of the rows are those of the recipe they were made by.
  ///
  /// @return the number; empty where no recipe agrees or every digit does
  public OptionalInt soundDigits() {
    return findings
        .origin()
        .recipe()
        .map(Origin.Recipe::deviation)
        .filter(deviation -> deviation > 0 && deviation < LARGEST_NOISE)
        .map(deviation -> OptionalInt.of((int) Math.floor(-StrictMath.log10(deviation))))
        .orElse(OptionalInt.empty());
  }

  /// By how much rounding may enlarge a normalized input before the error reaches 1.
  ///
  /// @return the relative margin, negative where the normalization itself lets inputs beyond the
  ///   bound; empty where the table does not normalize, or where there is no bound
  public OptionalDouble normalizationMargin() {
    Normalization normalization = request.table().conventions().normalization();
    OptionalDouble bound = findings.unitErrorUpper();
    return normalization.norm() == Norm.NONE || bound.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(bound.getAsDouble() * normalization.factor() - 1);
  }
}
