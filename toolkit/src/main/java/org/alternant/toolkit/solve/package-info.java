/// One best odd polynomial, with its proof: [Solve#best] in, a
/// [org.alternant.solver.minimax.BestPolynomial] out.
///
/// ```java
/// switch (Solve.best(31, new BigDecimal("1e-3"), BigDecimal.ONE)) {
///   case BestPolynomial best ->
///       System.out.println(best.coefficients() + ", E in " + best.error());
///   case MinimaxOutcome.NotConverged failed -> System.err.println(failed.reason());
/// }
/// ```
///
/// The coefficients are the best polynomial's, correctly rounded to binary64; the error bracket,
/// the reference and the alternation are the proof, and the history tells how the exchange found
/// it. For a schedule of several steps see `org.alternant.toolkit.design`.
@NullMarked
package org.alternant.toolkit.solve;

import org.jspecify.annotations.NullMarked;
