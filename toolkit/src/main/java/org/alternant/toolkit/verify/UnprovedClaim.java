package org.alternant.toolkit.verify;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Interval;

/// A figure that a table states about itself and that is not proved.
///
/// @param place where it stands: a path of fields of the format, such as
///   `certificate.steps[2].image.upper`
/// @param stated the figure
/// @param proved what is proved instead; +∞ where nothing is
public record UnprovedClaim(String place, double stated, double proved) {

  /// The ends of an interval that is stated to hold another and does not.
  static List<UnprovedClaim> of(String place, Interval stated, Interval proved) {
    List<UnprovedClaim> unproved = new ArrayList<>();
    if (stated.lower() > proved.lower()) {
      unproved.add(new UnprovedClaim(place + ".lower", stated.lower(), proved.lower()));
    }
    if (stated.upper() < proved.upper()) {
      unproved.add(new UnprovedClaim(place + ".upper", stated.upper(), proved.upper()));
    }
    return unproved;
  }
}
