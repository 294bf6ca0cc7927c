package org.alternant.solver.minimax;

import java.util.List;

/// What a Remez exchange ends with.
public sealed interface MinimaxOutcome permits BestPolynomial, MinimaxOutcome.NotConverged {

  /// The exchanges, first to last.
  ///
  /// @return the trace of the run
  List<ExchangeStep> history();

  /// The best polynomial, or an exception that carries the trace.
  ///
  /// @return the best polynomial
  /// @throws IllegalStateException if the exchange did not converge
  default BestPolynomial orThrow() {
    return switch (this) {
      case BestPolynomial best -> best;
      case NotConverged failed -> throw new IllegalStateException(failed.reason());
    };
  }

  /// The cap on exchanges or on the precision was reached before the bracket closed and every
  /// coefficient rounded with certainty.
  ///
  /// @param reason what was asked and what was reached, in one line
  /// @param history the exchanges
  record NotConverged(String reason, List<ExchangeStep> history) implements MinimaxOutcome {
    /// Copies the history.
    public NotConverged {
      history = List.copyOf(history);
    }
  }
}
