package org.alternant.iteration.measure;

import java.util.List;

/// Where rounding may take the values of a result: an estimate with slack, not a proof.
///
/// @param results a range for each value of the input, in their order, signed; without ends where
///   rounding errors may grow without bound
/// @param lastStep how far the last step alone may move a value
/// @param drowned for each value of the input whether it is so small that rounding may annihilate
///   it before the steps have enlarged it
record RoundingEstimate(List<Range> results, double lastStep, List<Boolean> drowned) {}
