package org.alternant.toolkit;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;

/// The singular values that a table was made for.
public final class NominalInput {

  /// The lower end assumed for tables that do not say what they were made for.
  public static final double CUSTOMARY_LOWER = 1e-3;

  private NominalInput() {}

  /// What the table was designed for, or else the interval of its first step; [1e-3, 1] where
  /// nobody knows. For a clip [0, bound].
  ///
  /// @param table the table
  /// @return the interval
  public static Interval of(CoefficientTable table) {
    Double bound = table.function().bound();
    if (bound != null) {
      return new Interval(0, bound);
    }
    DesignRequest design = table.design();
    if (design != null) {
      return design.input();
    }
    Interval interval = table.steps().getFirst().interval();
    return interval == null ? new Interval(CUSTOMARY_LOWER, 1) : interval;
  }

  /// The smallest interval that holds what each of several tables was made for.
  ///
  /// @param tables the tables, at least 1
  /// @return the interval
  public static Interval of(List<CoefficientTable> tables) {
    return tables.stream()
        .map(NominalInput::of)
        .reduce(Interval::hull)
        .orElseThrow(() -> new IllegalArgumentException("no tables"));
  }
}
