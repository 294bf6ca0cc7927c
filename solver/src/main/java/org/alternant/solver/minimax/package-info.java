/// One best polynomial.
///
/// [RemezExchange] is the way in; its result is a [MinimaxOutcome]. [ReferenceSearch] is its phase
/// in binary64, [Refinement] the one in extended precision, [AlternationProof] encloses the error
/// and the coefficients, so that these are rounded correctly.
@NullMarked
package org.alternant.solver.minimax;

import org.jspecify.annotations.NullMarked;
