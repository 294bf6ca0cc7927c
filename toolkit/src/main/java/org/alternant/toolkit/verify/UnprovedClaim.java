package org.alternant.toolkit.verify;

/// A figure that a table states about itself and that is not proved.
///
/// @param place where it stands: a path of fields of the format, such as
///   `certificate.steps[2].image.upper`
/// @param stated the figure
/// @param proved what is proved instead; +∞ where nothing is
public record UnprovedClaim(String place, double stated, double proved) {}
