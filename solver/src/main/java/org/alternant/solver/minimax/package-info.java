/// One best polynomial, by the Remez exchange.
///
/// [RemezExchange] is the way in. Its result is a [MinimaxOutcome]: the [BestPolynomial] with its
/// error bracket, or how far the exchange came; either with a trace of [ExchangeStep]s.
///
/// - [ReferenceSearch] is the exchange's phase in binary64; it samples the [LevelledError].
/// - [Refinement] is the phase in extended precision; it solves for the [LevelledPolynomial].
/// - [AlternationProof] encloses the error and the coefficients, so that these are rounded
///   correctly.
/// - [LimitPolynomial] is the best polynomial's limit as the interval shrinks to a point.
@NullMarked
package org.alternant.solver.minimax;

import org.jspecify.annotations.NullMarked;
