package org.alternant.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.solver.CertificationOutcome;
import org.alternant.solver.TableCertifier;

/// What commands share about certificates.
final class Certification {

  /// The lower end assumed for tables that do not say what they were made for.
  static final double CUSTOMARY_LOWER = 1e-3;

  /// What runs when more steps are asked for than there are rows.
  enum Continuation {
    STOP,
    REPEAT_LAST,
    CYCLE;

    static Continuation of(Tail tail) {
      return tail == Tail.STOP ? STOP : REPEAT_LAST;
    }
  }

  private Certification() {}

  /// The interval the table's first step was made for; [1e-3, 1] where nobody knows.
  static Interval nominalInput(CoefficientTable table) {
    Interval interval = table.steps().getFirst().interval();
    return interval == null ? new Interval(CUSTOMARY_LOWER, 1) : interval;
  }

  /// The steps that run when a number of steps is asked for.
  static List<Step> unrolled(List<Step> rows, int count, Continuation continuation) {
    List<Step> steps = new ArrayList<>(rows.subList(0, Math.min(count, rows.size())));
    while (steps.size() < count && continuation != Continuation.STOP) {
      steps.addAll(
          continuation == Continuation.CYCLE
              ? rows.subList(0, Math.min(rows.size(), count - steps.size()))
              : Collections.nCopies(count - steps.size(), rows.getLast()));
    }
    return steps;
  }

  /// The table with a certificate on an interval; without one where the images overflow.
  static CoefficientTable certified(CoefficientTable table, Interval input) {
    return new TableCertifier(table.steps()).certify(input)
            instanceof CertificationOutcome.Certified certified
        ? table.with(certified.certificate())
        : table.with(null);
  }
}
