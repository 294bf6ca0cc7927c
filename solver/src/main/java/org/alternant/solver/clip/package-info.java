/// Fits a composition of odd polynomials to the clip min(x, 1) as a whole, in binary64: what the
/// certifier then judges.
@NullMarked
package org.alternant.solver.clip;

import org.jspecify.annotations.NullMarked;
