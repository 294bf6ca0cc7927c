/// What a run achieved.
///
/// [Measures] is the way in. It compares
///
/// - the result's singular values with their exact images ([ScalarImage]),
/// - the result with the exact function of the matrix ([ExactFunction], by [SingularValues] or
///   [RealSchur]),
/// - and the differences with what rounding can explain ([RoundingRanges], with [GramErrors] for
///   the Gram form).
@NullMarked
package org.alternant.iteration.measure;

import org.jspecify.annotations.NullMarked;
