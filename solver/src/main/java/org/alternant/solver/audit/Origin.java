package org.alternant.solver.audit;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.SafetyFactor.BakedInto;

/// Where a table's rows come from, as far as their numbers tell.
///
/// @param shapes the rows that are scaled best polynomials, by their number from 1
/// @param closest the recipe whose rows are closest; empty if the first row is no scaled best
///   polynomial, or it is not determined
/// @param determined false where the search took more work than is allowed: then no recipe is
///   named, and the shapes may be missing
public record Origin(
    SortedMap<Integer, RowShape> shapes, Optional<Recipe> closest, boolean determined) {

  /// Copies the map.
  public Origin {
    shapes = Collections.unmodifiableSortedMap(new TreeMap<>(shapes));
  }

  /// The recipe that the rows were made by.
  ///
  /// @return the closest recipe if it agrees with the rows; else empty
  public Optional<Recipe> recipe() {
    return closest.filter(Recipe::agrees);
  }

  /// A request, and what was done to its rows afterwards.
  ///
  /// @param request the request
  /// @param bakedInto the rows that carry the safety factor
  /// @param lastFactor what the last row is multiplied by, the middle of a band; 1 where the image
  ///   is centred about 1
  /// @param deviation the largest difference between the design and the rows, in units of the last
  ///   printed decimal; relative where all digits are printed
  /// @param lowerEnds the lower ends that agree as well as the request's; empty where the deviation
  ///   is more than the printed digits explain
  public record Recipe(
      DesignRequest request,
      BakedInto bakedInto,
      double lastFactor,
      double deviation,
      Optional<Interval> lowerEnds) {

    /// Whether the deviation is no more than the printed digits explain.
    ///
    /// @return true if the rows are this recipe's
    public boolean agrees() {
      return lowerEnds.isPresent();
    }
  }
}
