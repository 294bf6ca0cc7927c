/// Runs a coefficient table on matrices and measures the result.
@NullMarked
package org.alternant.iteration;

import org.jspecify.annotations.NullMarked;
