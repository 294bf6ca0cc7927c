package org.alternant.solver.audit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.certificate.Continuation;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.design.BeyondBinary64Exception;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.EffortSpentException;
import org.alternant.solver.minimax.RemezExchange;

/// What a table is, where it came from and what becomes of it in use: every figure certified.
///
/// @param input the singular values the figures are about
/// @param origin where the rows come from
/// @param outcome the image of all rows as they stand; not determined where that is true of it, or
///   of the two upper ends, which are then empty or to be left alone
/// @param decimals the decimals the coefficients are printed with
/// @param rounded the image after rounding the coefficients, by the name of the rounding; a
///   coefficient beyond the format counts as an overflow of its step
/// @param signSafeUpper as in [SafeRange#signSafeUpper]
/// @param unitErrorUpper as in [SafeRange#unitErrorUpper]
/// @param continued the image after T + 1 … T + 4 steps, by the rule that continues the rows
/// @param firstRows the image of the first 1 … T rows alone
/// @param lastRows the image of the last 1 … T rows alone
/// @param redesigned the image of the best composition of the same degrees for this input; empty
///   where the input does not allow a design
public record TableAudit(
    Interval input,
    Origin origin,
    ImageOutcome outcome,
    int decimals,
    Map<String, ImageOutcome> rounded,
    OptionalDouble signSafeUpper,
    OptionalDouble unitErrorUpper,
    Map<Continuation, List<ImageOutcome>> continued,
    List<ImageOutcome> firstRows,
    List<ImageOutcome> lastRows,
    Optional<ImageOutcome> redesigned) {

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
    ExactSteps known = ExactSteps.withinReason();
    TableCertifier certifier = new TableCertifier(rows, known);
    List<ImageOutcome> firstRows = certifier.images(input);
    ImageOutcome outcome = firstRows.getLast();
    OptionalDouble signSafeUpper = OptionalDouble.empty();
    OptionalDouble unitErrorUpper = OptionalDouble.empty();
    try {
      signSafeUpper = certifier.safeRange().signSafeUpper();
      unitErrorUpper = certifier.safeRange().unitErrorUpper();
    } catch (EffortSpentException e) {
      outcome = new Undetermined();
    }
    return new TableAudit(
        input,
        OriginFinder.find(rows),
        outcome,
        PrintedDigits.of(rows).decimals(),
        rounded(rows, known, input),
        signSafeUpper,
        unitErrorUpper,
        continued(rows, known, input),
        firstRows,
        lastRows(rows, known, input),
        redesigned(rows, known, input));
  }

  /// Whether all of it is proved.
  ///
  /// @return false where the origin or some of the outcomes took more effort than is allowed
  public boolean isDetermined() {
    return origin.determined()
        && Stream.of(
                Stream.of(outcome),
                rounded.values().stream(),
                continued.values().stream().flatMap(List::stream),
                firstRows.stream(),
                lastRows.stream(),
                redesigned.stream())
            .flatMap(outcomes -> outcomes)
            .noneMatch(Undetermined.class::isInstance);
  }

  private static ImageOutcome image(List<Step> rows, ExactSteps known, Interval input) {
    return new TableCertifier(rows, known).image(input);
  }

  private static Map<String, ImageOutcome> rounded(
      List<Step> rows, ExactSteps known, Interval input) {
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
    Map<String, ImageOutcome> images = new LinkedHashMap<>();
    roundings.forEach((name, rounding) -> images.put(name, image(rows, rounding, known, input)));
    return images;
  }

  private static ImageOutcome image(
      List<Step> rows, DoubleUnaryOperator rounding, ExactSteps known, Interval input) {
    List<Step> rounded = new ArrayList<>();
    for (Step row : rows) {
      List<Double> coefficients = row.coefficients().stream().map(rounding::applyAsDouble).toList();
      if (!coefficients.stream().allMatch(Double::isFinite)) {
        return new Overflow(rounded.size() + 1);
      }
      rounded.add(Step.of(row.function(), coefficients));
    }
    return image(rounded, known, input);
  }

  private static Map<Continuation, List<ImageOutcome>> continued(
      List<Step> rows, ExactSteps known, Interval input) {
    Map<Continuation, List<ImageOutcome>> images = new EnumMap<>(Continuation.class);
    for (Continuation rule : Continuation.values()) {
      List<ImageOutcome> after = new ArrayList<>();
      for (int extra = 1; extra <= EXTRA_STEPS; extra++) {
        after.add(image(rule.unrolled(rows, rows.size() + extra), known, input));
      }
      images.put(rule, after);
    }
    return images;
  }

  private static List<ImageOutcome> lastRows(List<Step> rows, ExactSteps known, Interval input) {
    List<ImageOutcome> images = new ArrayList<>();
    for (int from = rows.size() - 1; from >= 0; from--) {
      ImageOutcome image = image(rows.subList(from, rows.size()), known, input);
      if (image instanceof Undetermined) {
        // So are all that are longer.
        images.addAll(Collections.nCopies(from + 1, image));
        break;
      }
      images.add(image);
    }
    return images;
  }

  private static Optional<ImageOutcome> redesigned(
      List<Step> rows, ExactSteps known, Interval input) {
    boolean possible =
        input.lower() > 0
            && input.lower() < input.upper()
            && rows.stream()
                .allMatch(row -> row.coefficients().size() <= RemezExchange.MAXIMUM_Q + 1);
    if (!possible) {
      return Optional.empty();
    }
    if (!OriginFinder.isReasonable(rows)) {
      return Optional.of(new Undetermined());
    }
    List<Integer> degrees = rows.stream().map(Step::degree).toList();
    DesignRequest request = DesignRequest.of(rows.getFirst().function(), degrees, input);
    try {
      return Optional.of(image(ScheduleDesigner.design(request), known, input));
    } catch (BeyondBinary64Exception e) {
      return Optional.empty();
    }
  }
}
