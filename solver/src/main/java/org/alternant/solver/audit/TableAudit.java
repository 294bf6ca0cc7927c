package org.alternant.solver.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.minimax.RemezExchange;
import org.jspecify.annotations.Nullable;

/// What a table is, where it came from and what becomes of it in use: every figure certified.
///
/// @param input the singular values the figures are about
/// @param origin where the rows come from
/// @param worstError the worst-case error of all rows as they stand; NaN where the images overflow
/// @param decimals the decimals the coefficients are printed with
/// @param rounded the worst-case error after rounding the coefficients, by the name of the rounding
/// @param signSafeUpper as in [TableCertifier#signSafeUpper]
/// @param unitErrorUpper as in [TableCertifier#unitErrorUpper]
/// @param continued the image after T + 1 … T + 4 steps, by the rule that continues the rows; empty
///   where it overflows
/// @param firstRows the worst-case error of the first 1 … T rows alone
/// @param lastRows the worst-case error of the last 1 … T rows alone
/// @param redesigned the worst-case error of the best composition of the same degrees for this
///   input; NaN where the input does not allow a design
public record TableAudit(
    Interval input,
    OriginFinder.Origin origin,
    double worstError,
    int decimals,
    Map<String, Double> rounded,
    OptionalDouble signSafeUpper,
    OptionalDouble unitErrorUpper,
    Map<String, List<Optional<Interval>>> continued,
    List<Double> firstRows,
    List<Double> lastRows,
    double redesigned) {

  private static final int EXTRA_STEPS = 4;

  /// Copies the collections, in order.
  public TableAudit {
    rounded = Collections.unmodifiableMap(new LinkedHashMap<>(rounded));
    continued = Collections.unmodifiableMap(new LinkedHashMap<>(continued));
    firstRows = List.copyOf(firstRows);
    lastRows = List.copyOf(lastRows);
  }

  /// Audits the rows of a table.
  ///
  /// @param rows the rows in order, at least one
  /// @param input the singular values of interest, positive
  /// @return the findings
  public static TableAudit of(List<Step> rows, Interval input) {
    TableCertifier certifier = new TableCertifier(rows);
    return new TableAudit(
        input,
        OriginFinder.find(rows),
        error(rows, input),
        rows.stream().mapToInt(OriginFinder::decimals).max().orElse(0),
        rounded(rows, input),
        certifier.signSafeUpper(),
        certifier.unitErrorUpper(),
        continued(rows, input),
        parts(rows, input, true),
        parts(rows, input, false),
        redesigned(rows, input));
  }

  private static double error(List<Step> rows, Interval input) {
    return new TableCertifier(rows).worstCaseError(input);
  }

  private static Map<String, Double> rounded(List<Step> rows, Interval input) {
    Map<String, DoubleUnaryOperator> roundings = new LinkedHashMap<>();
    for (Precision format : List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.FLOAT16)) {
      // Through float32, as runtimes do.
      roundings.put(EnumIds.of(format), c -> format.nearest(Precision.FLOAT32.nearest(c)));
    }
    for (int decimals : new int[] {4, 3, 2}) {
      roundings.put(
          decimals + " decimals",
          c -> BigDecimal.valueOf(c).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue());
    }
    Map<String, Double> errors = new LinkedHashMap<>();
    roundings.forEach((name, rounding) -> errors.put(name, error(rows, rounding, input)));
    return errors;
  }

  /// The error after rounding; NaN also where a coefficient is beyond the format.
  private static double error(List<Step> rows, DoubleUnaryOperator rounding, Interval input) {
    List<Step> rounded = new ArrayList<>();
    for (Step row : rows) {
      List<Double> coefficients = row.coefficients().stream().map(rounding::applyAsDouble).toList();
      if (!coefficients.stream().allMatch(Double::isFinite)) {
        return Double.NaN;
      }
      rounded.add(Step.of(coefficients));
    }
    return error(rounded, input);
  }

  private static Map<String, List<Optional<Interval>>> continued(List<Step> rows, Interval input) {
    Map<String, List<Optional<Interval>>> images = new LinkedHashMap<>();
    for (Continuation rule : Continuation.values()) {
      List<Optional<Interval>> image = new ArrayList<>();
      for (int extra = 1; extra <= EXTRA_STEPS; extra++) {
        image.add(new TableCertifier(rule.unrolled(rows, rows.size() + extra)).output(input));
      }
      images.put(EnumIds.of(rule), image);
    }
    return images;
  }

  private static List<Double> parts(List<Step> rows, Interval input, boolean first) {
    List<Double> errors = new ArrayList<>();
    for (int count = 1; count <= rows.size(); count++) {
      List<Step> part =
          first ? rows.subList(0, count) : rows.subList(rows.size() - count, rows.size());
      errors.add(error(part, input));
    }
    return errors;
  }

  private static double redesigned(List<Step> rows, Interval input) {
    List<Step> steps = redesign(rows, input);
    return steps == null ? Double.NaN : error(steps, input);
  }

  private static @Nullable List<Step> redesign(List<Step> rows, Interval input) {
    boolean possible =
        input.lower() > 0
            && input.lower() < input.upper()
            && rows.stream().allMatch(row -> row.degree() <= RemezExchange.MAXIMUM_DEGREE);
    return possible
        ? ScheduleDesigner.design(
            new DesignRequest(
                rows.stream().map(Step::degree).toList(),
                input.lower(),
                input.upper(),
                0,
                1,
                SafetyPlacement.IN_LOOP))
        : null;
  }
}
