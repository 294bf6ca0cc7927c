package org.alternant.toolkit.design;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.solver.design.PlannedSchedule;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.toolkit.design.DesignOutcome.Unreachable;

/// The sequences of degrees, and of the formats that steps are run in, which a design by sample
/// runs tries: those that would err least and are not fragile. Degrees do not fall while the format
/// stays the same, since early steps of high degree are what rounding spoils; formats only become
/// finer, since later steps contract what earlier ones have left of rounding.
final class TrialSequences {

  /// Sequences that are designed, in one format and in several.
  private static final int SEQUENCES = 4;

  private static final int MIXED = 6;

  /// Of cubics and quintics alone: exact arithmetic ranks a first quintic too high.
  private static final int LOW_SEQUENCES = 2;

  /// What sequences are ranked with: room, and about what rounding adds, in units of the roundoff
  /// of what a step receives.
  private static final double EXPECTED = 2;

  /// What rounding leaves after the last step, in units of roundoff: of the format's, or of that of
  /// its storage where the step reads an X that has no more bits than the format. *Observed*: 0.56
  /// in bfloat16 with 18 products; nothing beside 3e-5 in TensorFloat-32 after bfloat16.
  private static final double FLOOR = 0.5;

  /// Degrees up to this are computed by plans that hardly any rounding breaks.
  private static final int LOW = 5;

  /// A degree that only a fine enough format bears in the first step: float16's roundoff, if
  /// combinations are rounded once.
  private static final int HIGH = 17;

  private static final double FINE = 0x1p-11;

  /// What errors may differ by, in units of roundoff, without one being thought better than the
  /// other.
  private static final double NEGLIGIBLE = 0x1p-4;

  /// What costs may differ by that are sums of the same.
  private static final double SAME_COST = 1e-9;

  private final DesignSearch search;
  private final TrialTask trial;
  private final List<Integer> allowed;

  /// Those that a step may be run in, the coarsest first.
  private final List<Precision> formats;

  private final List<Estimate> estimates = new ArrayList<>();

  private TrialSequences(DesignSearch search, TrialTask trial) {
    this.search = search;
    this.trial = trial;
    allowed = degrees(search);
    formats = new ArrayList<>();
    if (search.rates() == null) {
      formats.add(trial.precision());
    } else {
      search.rates().forEach(rate -> formats.add(rate.precision()));
      formats.sort(
          Comparator.comparingDouble(Precision::unitRoundoff)
              .reversed()
              .thenComparingDouble(this::cost));
    }
  }

  /// A sequence.
  ///
  /// @param degrees of the steps
  /// @param formats one for each
  record Sequence(List<Integer> degrees, List<Precision> formats) {

    /// All steps in one format.
    static Sequence of(List<Integer> degrees, Precision format) {
      return new Sequence(degrees, Collections.nCopies(degrees.size(), format));
    }

    /// Whether there are cubics and quintics alone: what may be safer than higher degrees, on
    /// structured matrices above all, and hardly worse.
    boolean isLow() {
      return degrees.stream().allMatch(degree -> degree <= LOW);
    }

    private Sequence and(int degree, Precision format) {
      List<Integer> longer = new ArrayList<>(degrees);
      longer.add(degree);
      List<Precision> more = new ArrayList<>(formats);
      more.add(format);
      return new Sequence(List.copyOf(longer), List.copyOf(more));
    }
  }

  /// A sequence and the error expected of it.
  private record Estimate(Sequence sequence, double error) {}

  /// The sequences that a search tries: the most promising, and those of cubics and quintics alone
  /// that are.
  static List<Sequence> promising(DesignSearch search, TrialTask trial, Interval input) {
    List<Sequence> ranked = ranked(search, trial, input).stream().map(Estimate::sequence).toList();
    return Stream.concat(
            ranked.stream().limit(search.rates() == null ? SEQUENCES : MIXED),
            ranked.stream().filter(Sequence::isLow).limit(LOW_SEQUENCES))
        .distinct()
        .toList();
  }

  /// About what the best sequence within a budget leaves in exact arithmetic.
  ///
  /// @return less than rounding leaves; infinite where there is no sequence
  static double leastError(DesignSearch search, TrialTask trial, Interval input) {
    return ranked(search, trial, input).stream()
        .mapToDouble(estimate -> estimate.error() - FLOOR * trial.precision().unitRoundoff())
        .findFirst()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static List<Estimate> ranked(DesignSearch search, TrialTask trial, Interval input) {
    TrialSequences sequences = new TrialSequences(search, trial);
    double budget = Objects.requireNonNull(search.budget());
    sequences.extend(new Sequence(List.of(), List.of()), input, budget);
    return sequences.estimates.stream()
        .sorted(
            Comparator.comparingDouble(Estimate::error)
                .thenComparingInt(estimate -> estimate.sequence().degrees().size()))
        .toList();
  }

  /// The first of a list, with the first that is low and the first that is not.
  ///
  /// @param sorted the best first
  /// @param count how many of it, besides those two
  /// @param isLow tells the two kinds apart
  static <T> List<T> best(List<T> sorted, int count, Predicate<T> isLow) {
    return Stream.of(
            sorted.stream().limit(count),
            sorted.stream().filter(isLow).limit(1),
            sorted.stream().filter(isLow.negate()).limit(1))
        .flatMap(some -> some)
        .distinct()
        .toList();
  }

  /// Why a budget is below the cheapest schedule or beyond what is searched; empty if it is not.
  static Optional<Unreachable> misfit(DesignSearch search, TrialTask trial) {
    if (search.budget() == null) {
      return Optional.empty();
    }
    double budget = search.budget();
    double least = least(search, trial);
    if (budget < least) {
      return Optional.of(new Unreachable.BudgetTooSmall(search, least));
    }
    double limit = TrialTask.MOST_PRODUCTS + 1;
    return budget >= limit
        ? Optional.of(new Unreachable.BudgetTooLarge(search, limit))
        : Optional.empty();
  }

  /// The cost of the cheapest schedule.
  static double least(DesignSearch search, TrialTask trial) {
    TrialSequences sequences = new TrialSequences(search, trial);
    int steps = search.steps() == null ? 1 : search.steps();
    return steps
        * sequences.formats.stream()
            .mapToDouble(format -> sequences.cost(sequences.allowed.getFirst(), format))
            .min()
            .orElseThrow();
  }

  /// The allowed degrees for which there are plans.
  static List<Integer> degrees(DesignSearch search) {
    return search.allowedDegrees().stream().filter(PlannedSchedule.DEGREES::contains).toList();
  }

  /// All sequences that use the budget up, with what each would leave in exact arithmetic with room
  /// above each interval.
  ///
  /// @param met what the next step receives; where the error has reached 1, anything
  private void extend(Sequence sequence, Interval met, double left) {
    boolean longest = search.steps() != null && sequence.degrees().size() == search.steps();
    boolean usedUp =
        search.steps() == null
            && search.rates() == null
            && !sequence.degrees().isEmpty()
            && left < cost(allowed.getFirst(), trial.precision());
    boolean extended = false;
    if (!longest && !usedUp) {
      for (Precision format : formats) {
        for (int degree : allowed) {
          if (mayFollow(sequence, degree, format) && cost(degree, format) <= left + SAME_COST) {
            extended = true;
            extend(
                sequence.and(degree, format),
                image(sequence, degree, format, met),
                left - cost(degree, format));
          }
        }
      }
    }
    boolean mixedLeaf = search.rates() != null && search.steps() == null && !extended;
    if (longest || usedUp || (mixedLeaf && !sequence.degrees().isEmpty())) {
      add(sequence, met);
    }
  }

  private void add(Sequence sequence, Interval met) {
    double unit = finalRoundoff(sequence.formats());
    double error = Math.max(NEGLIGIBLE * unit, met.upper() - 1);
    estimates.add(new Estimate(sequence, error + FLOOR * unit));
  }

  private static double finalRoundoff(List<Precision> formats) {
    Precision last = formats.getLast();
    Precision read = formats.get(Math.max(0, formats.size() - 2)).storage();
    return read.unitRoundoff() >= last.unitRoundoff()
        ? last.storage().unitRoundoff()
        : last.unitRoundoff();
  }

  private boolean mayFollow(Sequence sequence, int degree, Precision format) {
    if (sequence.degrees().isEmpty()) {
      // Where nothing else is allowed, a fragile first step must do.
      return degree < HIGH || allowed.getFirst() >= HIGH || !firstIsFragile(format);
    }
    Precision last = sequence.formats().getLast();
    return format == last
        ? degree >= sequence.degrees().getLast()
        : formats.indexOf(format) > formats.indexOf(last);
  }

  /// Whether a first step of the highest degree may break, for one matrix in hundreds: its
  /// coefficients are the largest of all, and so is what they make of the rounding of what is
  /// stored. Seen in bfloat16 always, in float16 where combinations are rounded one by one.
  private boolean firstIsFragile(Precision format) {
    double unit = format.storage().unitRoundoff();
    return unit > FINE || (unit == FINE && trial.rounding().epilogue() != Epilogue.FUSED);
  }

  /// What a step makes of an interval with room above it: [1 − e, 1 + e]; of e = 1 or more, [0, 2].
  private Interval image(Sequence before, int degree, Precision format, Interval met) {
    Precision stored = before.formats().isEmpty() ? format : before.formats().getLast();
    double room = 1 + EXPECTED * stored.unitRoundoff();
    if (!(met.lower() > 0)) {
      return met;
    }
    double error =
        RemezExchange.solve(
                degree, Dyadic.of(met.lower()), Dyadic.of(met.upper() * room), Double.PRECISION)
            .orThrow()
            .error()
            .upper();
    return error < 1 ? new Interval(1 - error, 1 + error) : new Interval(0, 2);
  }

  /// The products of a step with a plan.
  static int products(int degree) {
    return degree == 3 ? 2 : 2 + Integer.numberOfTrailingZeros((degree - 1) / 2);
  }

  private double cost(int degree, Precision format) {
    return products(degree) * cost(format);
  }

  private double cost(Precision format) {
    return search.rates() == null ? 1 : DesignSearch.Rate.cost(search.rates(), format);
  }
}
