package org.alternant.coefficients;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// What was asked of the designer: enough to make the steps of the table again, bit for bit. [#of]
/// and what follows it with `with…` build one.
///
/// For roots everything that is said of the input is said of eigenvalues: lower, upper, cushion and
/// safety factor.
///
/// @param function what the table is to approximate
/// @param degrees the degree of each step
/// @param lower the smallest singular value or eigenvalue the schedule is made for; 0 < lower <
///   upper, but 0 for a clip
/// @param upper the largest; for a clip its bound
/// @param cushion κ: a step on [l, u] is designed on [max(l, κu), u]; 0 ≤ κ < 1
/// @param safetyFactor s ≥ 1: steps are applied as p(x/s)
/// @param safetyPlacement where s enters
/// @param band what the image is to lie in, above 0: the last step is multiplied by the middle of
///   it; null where the image is centred about 1
/// @param search what chose the degrees; null where they were given
/// @param rounding the rounding errors for which the intervals leave room and a cushion is chosen
///   for each step; null for none. With it the cushion must be 0
/// @param coefficients the grid that the coefficients lie on; null for binary64
/// @param trial the sample runs for which the steps are made and given plans; null for none. With
///   it there is neither cushion nor safety factor, band, model of rounding or grid
public record DesignRequest(
    TableFunction function,
    List<Integer> degrees,
    double lower,
    double upper,
    double cushion,
    double safetyFactor,
    SafetyPlacement safetyPlacement,
    @Nullable Interval band,
    @Nullable DesignSearch search,
    @Nullable RoundingAssumptions rounding,
    @Nullable CoefficientGrid coefficients,
    @Nullable TrialRuns trial) {

  /// Where the safety factor enters the design.
  public enum SafetyPlacement {
    /// Each step but the last becomes p(x/s) before the interval is propagated.
    IN_LOOP,
    /// The schedule is designed without it, and all rows but the last are divided by its powers
    /// afterwards.
    POST_HOC
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if a value is outside the range stated above
  public DesignRequest {
    degrees = List.copyOf(degrees);
    if (degrees.isEmpty()) {
      throw new IllegalArgumentException("degrees must name at least one step");
    }
    degrees.forEach(function::requireDegree);
    if (search != null && !search.function().equals(function)) {
      throw new IllegalArgumentException("the search is for another function than the design");
    }
    if (rounding != null || trial != null) {
      function.requireSign("designs for a precision");
    }
    if (function.bound() != null) {
      boolean plain = isPlain(cushion, safetyFactor, band, rounding, coefficients);
      requireForClip(function.bound(), lower, upper, plain && search == null);
    } else if (!(lower > 0)) {
      throw refused("lower must be positive", lower);
    }
    if (!(lower < upper && Double.isFinite(upper))) {
      String end = MessageText.number(upper);
      throw refused("lower must be below upper, " + end, lower);
    }
    if (!(cushion >= 0 && cushion < 1)) {
      throw refused("cushion must be in [0, 1)", cushion);
    }
    if (!(safetyFactor >= 1 && Double.isFinite(safetyFactor))) {
      throw refused("safety factor must be 1 or more", safetyFactor);
    }
    if (band != null && !(band.lower() > 0)) {
      throw new IllegalArgumentException("the band must lie above 0, found " + band.lower());
    }
    if (rounding != null) {
      requireForRounding(degrees, cushion, safetyPlacement);
    }
    if (trial != null) {
      boolean plain = isPlain(cushion, safetyFactor, band, rounding, null);
      requireForTrial(trial, plain, coefficients);
    }
  }

  private static void requireForTrial(
      TrialRuns trial, boolean plain, @Nullable CoefficientGrid coefficients) {
    if (!plain) {
      throw new IllegalArgumentException(
          "a design by sample runs takes no cushion, safety factor, band or model of rounding");
    }
    if (coefficients != null && trial.rounding().roundsCoefficients()) {
      throw new IllegalArgumentException(
          "a runtime that rounds coefficients to its format takes no other grid for them");
    }
  }

  private static void requireForClip(double bound, double lower, double upper, boolean plain) {
    if (!plain) {
      throw new IllegalArgumentException(
          "the design of a clip takes degrees and a bound, but no cushion, safety factor, band,"
              + " search or grid of coefficients");
    }
    if (lower != 0 || upper != bound) {
      throw new IllegalArgumentException(
          "a clip is designed for [0, %s], found [%s, %s]"
              .formatted(
                  MessageText.number(bound), MessageText.number(lower), MessageText.number(upper)));
    }
  }

  private static void requireForRounding(
      List<Integer> degrees, double cushion, SafetyPlacement safetyPlacement) {
    if (Collections.max(degrees) > RoundingAssumptions.LARGEST_DEGREE) {
      throw new IllegalArgumentException(
          "the rounding model covers degrees up to "
              + RoundingAssumptions.LARGEST_DEGREE
              + ", found "
              + degrees);
    }
    if (cushion != 0) {
      throw new IllegalArgumentException(
          "a design for a precision chooses the cushions itself: leave out the cushion");
    }
    if (safetyPlacement != SafetyPlacement.IN_LOOP) {
      throw new IllegalArgumentException(
          "a design for a precision takes a safety factor in the loop only");
    }
  }

  private static boolean isPlain(
      double cushion,
      double safetyFactor,
      @Nullable Interval band,
      @Nullable RoundingAssumptions rounding,
      @Nullable CoefficientGrid coefficients) {
    return cushion == 0
        && safetyFactor == 1
        && band == null
        && rounding == null
        && coefficients == null;
  }

  private static IllegalArgumentException refused(String rule, double found) {
    return new IllegalArgumentException(rule + ", found " + MessageText.number(found));
  }

  /// A request for singular values from `lower` to 1: no cushion, no safety factor, an image
  /// centred about 1, exact arithmetic, binary64 coefficients.
  ///
  /// @param degrees the degree of each step
  /// @param lower the smallest singular value
  /// @return the request
  /// @throws IllegalArgumentException if a value is outside its range
  public static DesignRequest of(List<Integer> degrees, double lower) {
    return of(degrees, new Interval(lower, 1));
  }

  /// The same for other singular values.
  ///
  /// @param degrees the degree of each step
  /// @param input the singular values, above 0
  /// @return the request
  /// @throws IllegalArgumentException if a value is outside its range
  public static DesignRequest of(List<Integer> degrees, Interval input) {
    return of(TableFunction.SIGN, degrees, input);
  }

  /// A request for an inverse root of eigenvalues from `lower` to 1; otherwise as [#of(List,
  /// double)].
  ///
  /// @param function the root
  /// @param degrees the degree of each step
  /// @param input the eigenvalues, above 0
  /// @return the request
  /// @throws IllegalArgumentException if a value is outside its range
  public static DesignRequest of(TableFunction function, List<Integer> degrees, Interval input) {
    return new DesignRequest(
        function,
        degrees,
        input.lower(),
        input.upper(),
        0,
        1,
        SafetyPlacement.IN_LOOP,
        null,
        null,
        null,
        null,
        null);
  }

  /// The singular values, or eigenvalues, that the schedule is made for.
  ///
  /// @return [lower, upper]
  public Interval input() {
    return new Interval(lower, upper);
  }

  /// The same request for other degrees.
  ///
  /// @param newDegrees the degree of each step
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if a degree is outside its range
  public DesignRequest withDegrees(List<Integer> newDegrees) {
    return edited(draft -> draft.degrees = newDegrees);
  }

  /// The same request from another lower end on.
  ///
  /// @param newLower the smallest singular value
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public DesignRequest withLower(double newLower) {
    return edited(draft -> draft.lower = newLower);
  }

  /// The same request with another cushion.
  ///
  /// @param newCushion κ
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public DesignRequest withCushion(double newCushion) {
    return edited(draft -> draft.cushion = newCushion);
  }

  /// The same request with another safety factor.
  ///
  /// @param newSafetyFactor s
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public DesignRequest withSafetyFactor(double newSafetyFactor) {
    return withSafetyFactor(newSafetyFactor, safetyPlacement);
  }

  /// The same request with another safety factor, entering elsewhere.
  ///
  /// @param newSafetyFactor s
  /// @param placement where s enters
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if the value is outside its range
  public DesignRequest withSafetyFactor(double newSafetyFactor, SafetyPlacement placement) {
    return edited(
        draft -> {
          draft.safetyFactor = newSafetyFactor;
          draft.safetyPlacement = placement;
        });
  }

  /// The same request for another band.
  ///
  /// @param interval what the image is to lie in; null: it is centred about 1
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if the band is not above 0
  public DesignRequest withBand(@Nullable Interval interval) {
    return edited(draft -> draft.band = interval);
  }

  /// The same request with its degrees chosen by another search.
  ///
  /// @param newSearch what chose the degrees; null where they were given
  /// @return the request, otherwise the same
  public DesignRequest withSearch(@Nullable DesignSearch newSearch) {
    return edited(draft -> draft.search = newSearch);
  }

  /// The same request with room for rounding errors.
  ///
  /// @param model the rounding errors; null for exact arithmetic
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if a cushion, a degree or the safety factor's placement does
  ///   not go with it
  public DesignRequest withRounding(@Nullable RoundingAssumptions model) {
    return edited(draft -> draft.rounding = model);
  }

  /// The same request with another grid.
  ///
  /// @param grid the grid that the coefficients shall lie on; null for binary64
  /// @return the request, otherwise the same
  public DesignRequest withCoefficients(@Nullable CoefficientGrid grid) {
    return edited(draft -> draft.coefficients = grid);
  }

  /// The same request by other sample runs.
  ///
  /// @param runs the sample runs; null for none
  /// @return the request, otherwise the same
  /// @throws IllegalArgumentException if they do not go with the rest
  public DesignRequest withTrial(@Nullable TrialRuns runs) {
    return edited(draft -> draft.trial = runs);
  }

  private DesignRequest edited(Consumer<Draft> edit) {
    Draft draft = new Draft(this);
    edit.accept(draft);
    return draft.request();
  }

  /// The components while one of them is changed.
  private static final class Draft {
    private final TableFunction function;
    private List<Integer> degrees;
    private double lower;
    private final double upper;
    private double cushion;
    private double safetyFactor;
    private SafetyPlacement safetyPlacement;
    private @Nullable Interval band;
    private @Nullable DesignSearch search;
    private @Nullable RoundingAssumptions rounding;
    private @Nullable CoefficientGrid coefficients;
    private @Nullable TrialRuns trial;

    private Draft(DesignRequest request) {
      function = request.function;
      degrees = request.degrees;
      lower = request.lower;
      upper = request.upper;
      cushion = request.cushion;
      safetyFactor = request.safetyFactor;
      safetyPlacement = request.safetyPlacement;
      band = request.band;
      search = request.search;
      rounding = request.rounding;
      coefficients = request.coefficients;
      trial = request.trial;
    }

    private DesignRequest request() {
      return new DesignRequest(
          function,
          degrees,
          lower,
          upper,
          cushion,
          safetyFactor,
          safetyPlacement,
          band,
          search,
          rounding,
          coefficients,
          trial);
    }
  }
}
