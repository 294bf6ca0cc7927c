package org.alternant.solver.minimax;

/// One exchange of a Remez run, for its trace.
///
/// @param precisionBits the working precision: 53 in the binary64 phase, then the bits after the
///   binary point
/// @param levelledError the smallest |error| on the reference: a lower bound on E; it underflows to
///   0 where E does
/// @param excess how far the largest error exceeds it, relative to it; NaN where no bound on the
///   largest error was established
/// @param change the largest move of a reference point, relative to the upper end
public record ExchangeStep(int precisionBits, double levelledError, double excess, double change) {}
