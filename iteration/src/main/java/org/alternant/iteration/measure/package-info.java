/// What came of a run: [Measures] compares its singular values with their exact images
/// ([ScalarImage]), the result with the exact function ([ExactFunction]), and the difference with
/// what rounding explains ([RoundingRanges]).
@NullMarked
package org.alternant.iteration.measure;

import org.jspecify.annotations.NullMarked;
