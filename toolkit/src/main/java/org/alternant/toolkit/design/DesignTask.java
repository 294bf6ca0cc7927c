package org.alternant.toolkit.design;

import java.util.List;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.PlannedSchedule;
import org.jspecify.annotations.Nullable;

/// What is to be designed. [#builder] makes one.
///
/// @param function what the table is to approximate; for a root all that is said of singular values
///   is said of eigenvalues
/// @param degrees the degrees of the steps, given or to be searched for
/// @param lowerEnd the smallest singular value, given or to be found
/// @param upper the largest singular value
/// @param cushion κ: a step on [l, u] is designed on [max(l, κu), u]; 0 ≤ κ < 1
/// @param safetyFactor s ≥ 1: all steps but the last become p(x/s)
/// @param safetyPlacement where s enters
/// @param rounding the rounding errors for which the intervals leave room; null for exact
///   arithmetic. The cushion is then chosen for each step, and none may be given
/// @param coefficients the grid that the coefficients lie on; null for binary64
/// @param trial the arithmetic for which the steps are given plans, by sample runs; null for none
/// @param normalization how a runtime scales the matrix first
/// @param tail what it runs after the last row
/// @param name the table's name; null for one made of what tells designs apart
/// @param description what the table is for, in words; null for nothing
public record DesignTask(
    TableFunction function,
    Degrees degrees,
    LowerEnd lowerEnd,
    double upper,
    double cushion,
    double safetyFactor,
    SafetyPlacement safetyPlacement,
    @Nullable RoundingAssumptions rounding,
    @Nullable CoefficientGrid coefficients,
    @Nullable TrialTask trial,
    Normalization normalization,
    Tail tail,
    @Nullable String name,
    @Nullable String description) {

  /// Checks that the components go together. The ranges of numbers are checked where the steps are
  /// designed.
  ///
  /// @throws IllegalArgumentException if a search or a band comes with what it cannot allow for,
  ///   the safety factor is below 1, the name is malformed, an inverse root is to allow for
  ///   rounding, or the spectrum is of another normalization
  public DesignTask {
    Conventions known =
        conventions(normalization, safetyFactor, tail, format(rounding, trial), trial);
    if (name != null) {
      CoefficientTable.requireName(name);
    }
    boolean band = lowerEnd instanceof LowerEnd.ForBand;
    FunctionRules.require(function, degrees, lowerEnd, trial);
    if (trial != null) {
      requireForTrial(degrees, trial, lowerEnd.below(upper));
    } else if (degrees instanceof Degrees.Searched(DesignSearch search, boolean _)
        && search.rates() != null) {
      throw new IllegalArgumentException("rates are for a search by sample runs");
    }
    boolean searches = band || degrees instanceof Degrees.Searched;
    if (searches && rounding != null) {
      throw new IllegalArgumentException(
          "rounding needs given degrees and a given lower end, not a search");
    }
    if (searches && coefficients != null && trial == null) {
      throw new IllegalArgumentException(
          "a grid of coefficients needs given degrees and a given lower end, not a search");
    }
    if (searches && safetyPlacement != SafetyPlacement.IN_LOOP && safetyFactor != 1) {
      throw new IllegalArgumentException(
          "a search needs its safety factor in the loop: applied afterwards, it changes the"
              + " error that was searched for");
    }
    if (band && degrees instanceof Degrees.Searched searched) {
      requireForBand(searched);
    }
    if (lowerEnd instanceof LowerEnd.Quantile quantile
        && !quantile.spectrum().normalization().equals(known.normalization())) {
      throw new IllegalArgumentException(
          "the spectrum is of matrices under "
              + quantile.spectrum().normalization()
              + ", the table is for "
              + known.normalization());
    }
  }

  private static void requireForTrial(Degrees degrees, TrialTask trial, LowerEnd lowerEnd) {
    if (lowerEnd instanceof LowerEnd.ForBand) {
      throw new IllegalArgumentException("a design by sample runs needs a given lower end");
    }
    if (degrees instanceof Degrees.Searched(DesignSearch search, boolean front)) {
      boolean plain =
          search.measure() == DesignSearch.Measure.PRODUCTS
              && search.form() == DesignSearch.FormKind.STANDARD;
      if (!plain) {
        throw new IllegalArgumentException(
            "a search by sample runs counts products of the standard form");
      }
      if (search.rates() != null && (front || search.maximumError() != null)) {
        throw new IllegalArgumentException(
            "a search with rates is for the least error within a budget");
      }
      if (TrialSequences.degrees(search).isEmpty()) {
        throw noPlans(search.allowedDegrees());
      }
      requireForSearch(search, trial);
    } else if (degrees instanceof Degrees.Given given
        && !PlannedSchedule.DEGREES.containsAll(given.list())) {
      throw noPlans(given.list());
    } else if (degrees instanceof Degrees.Given given
        && trial.precisions() != null
        && trial.precisions().size() != given.list().size()) {
      throw new IllegalArgumentException(
          "every step has its format: expected "
              + given.list().size()
              + " formats, found "
              + trial.precisions().size());
    }
  }

  private static void requireForSearch(DesignSearch search, TrialTask trial) {
    if (trial.precisions() != null) {
      throw new IllegalArgumentException("a search finds the formats of the steps: give rates");
    }
    if (search.rates() != null) {
      // That there is a rate.
      DesignSearch.Rate.cost(search.rates(), trial.precision());
      TrialRuns.requirePrecisions(
          trial.precision(),
          search.rates().stream().map(DesignSearch.Rate::precision).toList(),
          trial.rounding());
    }
  }

  private static IllegalArgumentException noPlans(List<Integer> degrees) {
    List<Integer> others =
        degrees.stream().filter(d -> !PlannedSchedule.DEGREES.contains(d)).distinct().toList();
    return new IllegalArgumentException(
        "plans are made for degrees " + PlannedSchedule.DEGREES + ", found " + others);
  }

  private static @Nullable Precision format(
      @Nullable RoundingAssumptions rounding, @Nullable TrialTask trial) {
    return trial != null ? trial.precision() : rounding == null ? null : rounding.precision();
  }

  private static void requireForBand(Degrees.Searched searched) {
    if (searched.search().maximumError() != null) {
      throw new IllegalArgumentException("a band sets the maximum error itself");
    }
    if (searched.search().gramPrecision() != null) {
      throw new IllegalArgumentException("a search for a band counts no restarts");
    }
    if (searched.front()) {
      throw new IllegalArgumentException("a Pareto front needs a given lower end, not a band");
    }
  }

  private static Conventions conventions(
      Normalization normalization,
      double safety,
      Tail tail,
      @Nullable Precision precision,
      @Nullable TrialTask trial) {
    return new Conventions(
        normalization,
        SafetyFactor.designed(safety),
        tail,
        precision,
        trial == null ? null : trial.rounding().runtime());
  }

  /// What a runtime of the table has to know.
  ///
  /// @return the table's conventions
  public Conventions conventions() {
    return conventions(normalization, safetyFactor, tail, format(rounding, trial), trial);
  }

  /// A task to be filled in.
  ///
  /// @return a builder that knows neither degrees nor lower end; all else is as for most tables
  public static Builder builder() {
    return new Builder();
  }

  /// Fills in a task. The degrees and the lower end must be named; by default the upper end is 1,
  /// there is no cushion, no safety factor and no rounding, coefficients are binary64 numbers,
  /// matrices are divided by their Frobenius norm, and nothing runs after the last row.
  public static final class Builder {
    private TableFunction function = TableFunction.SIGN;
    private @Nullable Degrees degrees;
    private @Nullable LowerEnd lowerEnd;
    private double upper = 1;
    private double cushion;
    private double safetyFactor = 1;
    private SafetyPlacement safetyPlacement = SafetyPlacement.IN_LOOP;
    private @Nullable RoundingAssumptions rounding;
    private @Nullable CoefficientGrid coefficients;
    private @Nullable TrialTask trial;
    private Normalization normalization = Normalization.FROBENIUS;
    private Tail tail = Tail.STOP;
    private @Nullable String name;
    private @Nullable String description;

    private Builder() {}

    /// Sets the function, and for a clip the interval and that matrices are taken as they are.
    ///
    /// @param value what the table is to approximate
    /// @return this builder
    public Builder function(TableFunction value) {
      function = value;
      if (value.bound() != null) {
        lowerEnd = new LowerEnd.Given(0);
        upper = value.bound();
        normalization = Normalization.NONE;
      }
      return this;
    }

    /// Sets the degrees.
    ///
    /// @param value given, or what to search for
    /// @return this builder
    public Builder degrees(Degrees value) {
      degrees = value;
      return this;
    }

    /// Sets the lower end.
    ///
    /// @param value given, or how to find it
    /// @return this builder
    public Builder lowerEnd(LowerEnd value) {
      lowerEnd = value;
      return this;
    }

    /// Sets the lower end to a number.
    ///
    /// @param value the smallest singular value
    /// @return this builder
    public Builder lower(double value) {
      return lowerEnd(new LowerEnd.Given(value));
    }

    /// Sets the upper end.
    ///
    /// @param value the largest singular value
    /// @return this builder
    public Builder upper(double value) {
      upper = value;
      return this;
    }

    /// Sets the cushion.
    ///
    /// @param value κ in [0, 1)
    /// @return this builder
    public Builder cushion(double value) {
      cushion = value;
      return this;
    }

    /// Sets the safety factor.
    ///
    /// @param value s, at least 1
    /// @return this builder
    public Builder safetyFactor(double value) {
      safetyFactor = value;
      return this;
    }

    /// Sets where the safety factor enters.
    ///
    /// @param value in the loop, or afterwards
    /// @return this builder
    public Builder safetyPlacement(SafetyPlacement value) {
      safetyPlacement = value;
      return this;
    }

    /// Sets the rounding errors to leave room for.
    ///
    /// @param value the model's assumptions; null for exact arithmetic
    /// @return this builder
    public Builder rounding(@Nullable RoundingAssumptions value) {
      rounding = value;
      return this;
    }

    /// Sets a format and a shape to leave room for, with the model's defaults for all else.
    ///
    /// @param precision the format
    /// @param shape the matrices' shape
    /// @return this builder
    public Builder rounding(Precision precision, MatrixShape shape) {
      return rounding(RoundingAssumptions.of(precision, shape));
    }

    /// Sets the grid of the coefficients.
    ///
    /// @param value the grid; null for binary64
    /// @return this builder
    public Builder coefficients(@Nullable CoefficientGrid value) {
      coefficients = value;
      return this;
    }

    /// Sets the arithmetic for which the steps are given plans.
    ///
    /// @param value how they are tried; null for none
    /// @return this builder
    public Builder trial(@Nullable TrialTask value) {
      trial = value;
      return this;
    }

    /// Sets how matrices are scaled.
    ///
    /// @param value the normalization
    /// @return this builder
    public Builder normalization(Normalization value) {
      normalization = value;
      return this;
    }

    /// Sets what runs after the last row.
    ///
    /// @param value the tail
    /// @return this builder
    public Builder tail(Tail value) {
      tail = value;
      return this;
    }

    /// Names the table.
    ///
    /// @param value the name; null for one made of what tells designs apart
    /// @return this builder
    public Builder name(@Nullable String value) {
      name = value;
      return this;
    }

    /// Describes the table.
    ///
    /// @param value what it is for, in words; null for nothing
    /// @return this builder
    public Builder description(@Nullable String value) {
      description = value;
      return this;
    }

    /// The task.
    ///
    /// @return what was filled in
    /// @throws IllegalArgumentException if the degrees or the lower end are missing, or the parts
    ///   do not go together
    public DesignTask build() {
      if (degrees == null || lowerEnd == null) {
        throw new IllegalArgumentException("a design needs degrees and a lower end");
      }
      return new DesignTask(
          function,
          degrees,
          lowerEnd,
          upper,
          cushion,
          safetyFactor,
          safetyPlacement,
          rounding,
          coefficients,
          trial,
          normalization,
          tail,
          name,
          description);
    }
  }
}
