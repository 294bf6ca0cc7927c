package org.alternant.benchmarks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.MinimaxOutcome;
import org.alternant.solver.minimax.RemezExchange;

/// Solves random problems and checks what must hold for each answer: `StressRun [COUNT] [SEED]`.
/// Prints what failed, the slowest problems and a summary; the exit status is 1 if anything failed.
///
/// Degrees are uniform over 1, 3, …, 41 and u is log-uniform in [1e-3, 1e3]. In one half of the
/// problems l/u is log-uniform in [1e-300, 1], in the other 1 − l/u in [1e-12, 1].
final class StressRun {

  private static final int DEFAULT_COUNT = 10_000;
  private static final int LARGEST_DEGREE = 41;
  private static final double RATIO_DECADES = 300;
  private static final double GAP_DECADES = 12;
  private static final double UPPER_DECADES = 3;

  /// The exact errors on the final reference differ by the bracket's width, 2^−64 of E at most;
  /// handed out in binary64 they may then differ in the last bit.
  private static final double LEVEL_TOLERANCE = Math.ulp(1.0);

  /// The bracket must close to 2^−53 of min(E, 1 − E).
  private static final int BRACKET_BITS = Double.PRECISION;

  /// The hardest problems take some ten milliseconds; the rest allows for a busy machine and a cold
  /// JVM.
  private static final double LONGEST_SECONDS = 2;

  private static final int SLOWEST_SHOWN = 10;

  private record Problem(int degree, BigDecimal lower, BigDecimal upper) {
    static Problem random(Random random, boolean nearOne) {
      int degree = 2 * random.nextInt((LARGEST_DEGREE + 1) / 2) + 1;
      double decades = nearOne ? GAP_DECADES : RATIO_DECADES;
      // 1 − nextDouble() is in (0, 1]: neither part nor 1 − part vanishes.
      BigDecimal part = power(-decades * (1 - random.nextDouble()));
      BigDecimal ratio = nearOne ? BigDecimal.ONE.subtract(part) : part;
      BigDecimal upper = power(UPPER_DECADES * (2 * random.nextDouble() - 1));
      return new Problem(degree, upper.multiply(ratio), upper);
    }

    private static BigDecimal power(double exponent) {
      return BigDecimal.valueOf(StrictMath.pow(10, exponent));
    }

    @Override
    public String toString() {
      return "./alternant solve --degree " + degree + " --lower " + lower + " --upper " + upper;
    }
  }

  private record Answer(Problem problem, double seconds, List<String> faults) {}

  private StressRun() {}

  /// Runs.
  ///
  /// @param arguments the number of problems and the seed; 10,000 and 1 if absent
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DEFAULT_COUNT;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    List<Answer> answers = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      answers.add(answer(Problem.random(random, i % 2 == 1)));
    }
    boolean passed = report(answers, seed);
    System.exit(passed ? 0 : 1);
  }

  private static Answer answer(Problem problem) {
    long start = System.nanoTime();
    MinimaxOutcome outcome =
        RemezExchange.solve(problem.degree(), problem.lower(), problem.upper());
    double seconds = (System.nanoTime() - start) * 1e-9;
    List<String> faults =
        switch (outcome) {
          case BestPolynomial best -> faults(best, problem);
          case MinimaxOutcome.NotConverged failed -> new ArrayList<>(List.of(failed.reason()));
        };
    if (seconds > LONGEST_SECONDS) {
      faults.add("took " + seconds + " s");
    }
    return new Answer(problem, seconds, faults);
  }

  private static List<String> faults(BestPolynomial best, Problem problem) {
    List<String> faults = new ArrayList<>();
    if (!alternates(best.alternation()) || !isLevelled(best.alternation())) {
      faults.add("no alternation: " + best.alternation());
    }
    if (best.alternation().size() != (problem.degree() + 3) / 2
        || !isReference(best.reference(), problem)) {
      faults.add("no reference of q + 2 points from l to u: " + best.reference());
    }
    if (!isClosed(best.errorLower(), best.errorUpper())) {
      faults.add("bracket not closed: " + best.errorLower() + ", " + best.errorUpper());
    }
    if (best.degree() != problem.degree()
        || best.coefficients().getFirst() <= 0
        || !alternates(best.coefficients())) {
      faults.add("coefficients do not alternate: " + best.coefficients());
    }
    return faults;
  }

  private static boolean alternates(List<Double> values) {
    for (int i = 1; i < values.size(); i++) {
      if (!(Math.signum(values.get(i)) * Math.signum(values.get(i - 1)) == -1)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLevelled(List<Double> alternation) {
    double level = Math.abs(alternation.getFirst());
    return alternation.stream()
        .allMatch(e -> Math.abs(Math.abs(e) - level) <= LEVEL_TOLERANCE * level);
  }

  private static boolean isReference(List<Double> reference, Problem problem) {
    for (int i = 1; i < reference.size(); i++) {
      if (!(reference.get(i) > reference.get(i - 1))) {
        return false;
      }
    }
    return reference.size() == (problem.degree() + 3) / 2
        && reference.getFirst() == problem.lower().doubleValue()
        && reference.getLast() == problem.upper().doubleValue();
  }

  /// Exactly: 0 < lower ≤ upper < 1 and upper − lower ≤ 2^−53 · min(E, 1 − E).
  private static boolean isClosed(Dyadic lower, Dyadic upper) {
    Dyadic width = upper.minus(lower);
    Dyadic scale = lower.min(Dyadic.ONE.minus(upper));
    return width.signum() >= 0
        && scale.signum() > 0
        && width.compareTo(scale.scaled(-BRACKET_BITS)) <= 0;
  }

  private static boolean report(List<Answer> answers, long seed) {
    List<Answer> failed = answers.stream().filter(answer -> !answer.faults().isEmpty()).toList();
    failed.forEach(answer -> System.out.println(answer.problem() + ": " + answer.faults()));
    System.out.println("The slowest:");
    answers.stream()
        .sorted(Comparator.comparingDouble(Answer::seconds).reversed())
        .limit(SLOWEST_SHOWN)
        .forEach(
            answer ->
                System.out.printf(
                    Locale.ROOT, "%8.2f ms  %s%n", answer.seconds() * 1e3, answer.problem()));
    double seconds = answers.stream().mapToDouble(Answer::seconds).sum();
    System.out.printf(
        Locale.ROOT,
        "%d problems (seed %d), %d failed; %.1f s in the solver, %.0f problems a second%n",
        answers.size(),
        seed,
        failed.size(),
        seconds,
        answers.size() / seconds);
    return failed.isEmpty();
  }
}
