package org.alternant.solver.certificate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;

/// What runs when more steps are asked for than a table has rows: its tail rule, or, for
/// comparison, the rows from the first again, as some optimizers do.
public enum Continuation {
  /// Nothing.
  STOP,
  /// The last row again.
  REPEAT_LAST,
  /// All rows again, from the first.
  CYCLE;

  /// The continuation that is a table's tail rule.
  ///
  /// @param tail the rule
  /// @return the same as a continuation
  public static Continuation of(Tail tail) {
    return tail == Tail.STOP ? STOP : REPEAT_LAST;
  }

  /// The steps that run when a number of steps is asked for.
  ///
  /// @param rows the rows of the table, at least one
  /// @param count the number asked for, at least 1
  /// @return `count` steps; with [#STOP] no more than there are rows
  public List<Step> unrolled(List<Step> rows, int count) {
    List<Step> steps = new ArrayList<>(rows.subList(0, Math.min(count, rows.size())));
    while (steps.size() < count && this != STOP) {
      steps.addAll(
          this == CYCLE
              ? rows.subList(0, Math.min(rows.size(), count - steps.size()))
              : Collections.nCopies(count - steps.size(), rows.getLast()));
    }
    return steps;
  }
}
