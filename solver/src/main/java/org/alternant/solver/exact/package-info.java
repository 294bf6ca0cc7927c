/// Exact and extended arithmetic: dyadic rationals, directed rounding, isolation of real roots, and
/// numbers of two binary64 parts. Nothing here knows of approximation.
@NullMarked
package org.alternant.solver.exact;

import org.jspecify.annotations.NullMarked;
