package org.alternant.solver.certificate;

import java.util.function.Supplier;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.Effort;
import org.jspecify.annotations.Nullable;

/// The last answer to a question about intervals. Inputs that differ lead to the same extreme
/// values after a few steps, so that a bisection asks the steps after them the same again and
/// again.
final class LastAnswer<A> {

  /// Comparing intervals takes about so many operations on so many words (*observed* in tables of
  /// 10,000 rows).
  private static final int COMPARISON = 12;

  private record Known<A>(Dyadic lower, Dyadic upper, A answer) {}

  private @Nullable Known<A> last;

  /// The answer for an interval.
  ///
  /// @param effort counts the comparison
  /// @param answer what to ask where the interval is not the last one
  A of(Dyadic lower, Dyadic upper, Effort effort, Supplier<A> answer) {
    effort.spend(COMPARISON, COMPARISON);
    Known<A> known = last;
    if (known == null || lower.compareTo(known.lower) != 0 || upper.compareTo(known.upper) != 0) {
      known = new Known<>(lower, upper, answer.get());
      last = known;
    }
    return known.answer;
  }
}
