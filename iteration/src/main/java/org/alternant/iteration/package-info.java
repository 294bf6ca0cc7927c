/// Runs a coefficient table on matrices: backends, normalization, measures of the result, test
/// matrices and matrix files.
@NullMarked
package org.alternant.iteration;

import org.jspecify.annotations.NullMarked;
