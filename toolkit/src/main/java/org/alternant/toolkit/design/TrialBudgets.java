package org.alternant.toolkit.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Measured;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;
import org.alternant.toolkit.design.TrialDesign.Found;

/// Designs by sample runs for one number of products after the other, cheapest first: until one has
/// a measured error that is small enough, or for a list of what every cost brings. Numbers of
/// products for which exact arithmetic already leaves too much are passed over.
final class TrialBudgets {

  /// So many products in a row that bring no smaller error are the end: what is left is rounding's.
  private static final int IN_VAIN = 3;

  private final TrialDesign design;
  private final DesignSearch search;
  private final TrialTask trial;
  private final Interval input;
  private final List<Choice.Front> front = new ArrayList<>();
  private Optional<Found> best = Optional.empty();

  TrialBudgets(TrialDesign design, DesignSearch search, TrialTask trial, Interval input) {
    this.design = design;
    this.search = search;
    this.trial = trial;
    this.input = input;
  }

  /// What came out.
  sealed interface Outcome {

    /// A schedule.
    record Chosen(Found found) implements Outcome {}

    /// None.
    record None(Unreachable reason) implements Outcome {}
  }

  /// Designs.
  ///
  /// @param listed whether the list is wanted: then of every cost up to the budget, or to the first
  ///   that is good enough
  Outcome found(boolean listed) {
    Double error = search.maximumError();
    int last = search.budget() == null ? TrialTask.MOST_PRODUCTS : search.budget().intValue();
    double enough = listed || error == null ? Measured.USELESS : error;
    int inVain = 0;
    int products = (int) TrialSequences.least(search, trial);
    for (; products <= last && inVain < IN_VAIN; products++) {
      DesignSearch one = search.withBudget((double) products);
      boolean asked = error == null && products == last;
      if (asked || TrialSequences.leastError(one, trial, input) <= enough) {
        Optional<Found> found = design.design(one);
        boolean better = found.isPresent() && isBetter(found.get());
        inVain = better ? 0 : inVain + 1;
        if (better && error != null && trial(found.get()).worstError() <= error) {
          return chosen();
        }
      }
    }
    if (error == null && best.isPresent()) {
      return chosen();
    }
    return new Outcome.None(
        error == null
            ? new Unreachable.Breaks(input.lower(), trial)
            : new Unreachable.ErrorNotMeasured(
                search, products - 1, best.map(TrialBudgets::trial).orElse(null)));
  }

  private Outcome chosen() {
    Found found = best.orElseThrow();
    return new Outcome.Chosen(found.with(found.choice().with(front)));
  }

  private static Choice.Trial trial(Found found) {
    return found.choice().chosen();
  }

  /// Takes what errs less than all that cost less.
  private boolean isBetter(Found found) {
    if (best.isPresent() && !(trial(found).error() < trial(best.get()).error())) {
      return false;
    }
    best = Optional.of(found);
    double certified =
        new TableCertifier(found.steps()).image(input) instanceof ImageOutcome.Enclosed image
            ? image.worstError()
            : Double.POSITIVE_INFINITY;
    front.add(new Choice.Front(trial(found), certified));
    return true;
  }
}
