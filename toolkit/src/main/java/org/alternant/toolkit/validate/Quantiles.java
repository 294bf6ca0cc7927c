package org.alternant.toolkit.validate;

import java.util.List;

/// The distribution of a measure over many runs.
///
/// @param ascending its values, at least one
public record Quantiles(List<Double> ascending) {

  /// Sorts.
  ///
  /// @throws IllegalArgumentException if there is no value
  public Quantiles {
    ascending = ascending.stream().sorted().toList();
    if (ascending.isEmpty()) {
      throw new IllegalArgumentException("a distribution needs at least one value");
    }
  }

  /// The smallest value that at least this share of all does not exceed.
  ///
  /// @param share from 0, which gives the smallest value, to 1, which gives the largest
  /// @return the quantile
  /// @throws IllegalArgumentException if `share` is not in [0, 1]
  public double at(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1], found " + share);
    }
    int index = (int) Math.ceil(share * ascending.size()) - 1;
    return ascending.get(Math.max(0, index));
  }
}
