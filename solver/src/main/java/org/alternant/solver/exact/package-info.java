/// Exact and extended arithmetic. Nothing here knows of approximation.
///
/// - [Dyadic] is an exact dyadic rational, [Outward] rounds one in a given direction,
///   [ExactInterval] has two for ends.
/// - [RealRoots] isolates the real roots of a polynomial, with proof; [FixedPointPolynomial]
///   evaluates one with a proved error bound.
/// - [DividedDifferences] and [DoubleDouble] are accurate floating point, for searches.
/// - [ReducedLattice] finds lattice points close to a point.
@NullMarked
package org.alternant.solver.exact;

import org.jspecify.annotations.NullMarked;
