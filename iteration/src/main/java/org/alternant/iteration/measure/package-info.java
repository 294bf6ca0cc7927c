/// What a run achieved.
///
/// [Measurement] is the way in. It compares
///
/// - the result's singular values with their exact images ([ScalarImage]),
/// - the result with the exact function of the matrix ([ExactFunction], by [SingularValues] or
///   [RealSchur]),
/// - and the differences with what rounding can explain ([RoundingEstimates], by [RoundingRanges]
///   with [GramErrors] for the Gram form).
@NullMarked
package org.alternant.iteration.measure;

import org.jspecify.annotations.NullMarked;
