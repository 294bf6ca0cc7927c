package org.alternant.solver.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.minimax.LimitPolynomial;
import org.alternant.solver.minimax.RemezExchange;

/// Searches the sequences of degrees for the schedules that err least, for every number of steps
/// and of square products: exactly, by dynamic programming.
///
/// Every schedule is one of [ScheduleDesigner]'s, with cushion κ and safety factor s in the loop.
/// Its worst-case error on [l, u] is 1 minus the lower end of its last image: that end is the image
/// of l itself, and the images are centred about 1.
///
/// *Why it is exact.* What the remaining steps can do depends only on the ratio of the ends of the
/// last image, and a larger ratio gives every following step a larger ratio ([RecipeMap] has the
/// proof, for every κ and s). So of all sequences with the same number of steps and the same square
/// products, hence the same cost, those with the r largest ratios begin the r best continuations,
/// and the others need not be kept. With κ = 0 and s = 1 the schedule of each sequence is the best
/// composition of those degrees (*The Polar Express*, arXiv 2505.16932, theorem 3.1), so that the
/// result is the best of all compositions of allowed degrees, not only of the recipe's.
///
/// Two things are assumed. Ratios are computed in binary64, accurate to about 1e-12: anything
/// closer than that is a tie. And a step of degree 17 takes three square products, which needs a
/// real [Scheme#THREE_PRODUCT]: one exists for every ratio tried (*observed in
/// ScheduleSearchTest*).
public final class ScheduleSearch {

  /// The most products, in the standard form, of any schedule considered.
  public static final int MAXIMUM_PRODUCTS = 100;

  /// From here up errors are far above the coefficients' rounding.
  private static final double ROUNDED = 1e-12;

  private final DesignSearch search;
  private final TableFunction function;
  private final SearchCost cost;
  private final int kept;
  private final double steadyBelow;
  private final boolean safe;
  private final RecipeMap map;
  private final EndRatio start;
  private final Map<Integer, Integer> squareProducts = new HashMap<>();

  /// Prepares a search.
  ///
  /// @param recipe lower, upper, cushion and safety factor count; the degrees do not
  /// @param search what is allowed, and how cost is counted
  /// @param kept how many sequences to keep for each number of steps and of square products, and of
  ///   schedules for each last degree
  /// @throws IllegalArgumentException if a safety factor is to be applied afterwards, an allowed
  ///   degree is beyond [RemezExchange#MAXIMUM_DEGREE], or `kept` is below 1
  public ScheduleSearch(DesignRequest recipe, DesignSearch search, int kept) {
    this(recipe, search, kept, 0);
  }

  /// Prepares a search for schedules that amplify no rounding errors where intervals are wide.
  ///
  /// The best polynomials of degrees 5, 9, 13, …, of even q, end in p(u) = 1 + E with a steep slope
  /// there, so that what rounding adds to the upper end of an image grows with every step while the
  /// ratio of its ends is small. Those of degrees 3, 7, 11, … end in 1 − E.
  ///
  /// @param recipe lower, upper, cushion and safety factor count; the degrees do not
  /// @param search what is allowed, and how cost is counted
  /// @param kept as above
  /// @param steadyBelow the ratio of an interval's ends below which degrees 5, 9, … are left out
  public ScheduleSearch(DesignRequest recipe, DesignSearch search, int kept, double steadyBelow) {
    this.steadyBelow = steadyBelow;
    if (recipe.safetyFactor() != 1 && recipe.safetyPlacement() != SafetyPlacement.IN_LOOP) {
      throw new IllegalArgumentException(
          "a search needs its safety factor in the loop: applied afterwards, it changes the error"
              + " that was searched for");
    }
    if (kept < 1) {
      throw new IllegalArgumentException("kept must be 1 or more, found " + kept);
    }
    this.search = search;
    function = search.function();
    cost = new SearchCost(search);
    this.kept = kept;
    safe = recipe.safetyFactor() != 1;
    map = new RecipeMap(recipe);
    start = EndRatio.of(recipe);
    for (int degree : search.allowedDegrees()) {
      squareProducts.put(degree, squareProducts(degree));
    }
  }

  /// The square products that a best polynomial takes: those of the limit polynomial of its degree.
  private int squareProducts(int degree) {
    int largest = function.exponent(RemezExchange.MAXIMUM_Q);
    if (degree > largest) {
      throw new IllegalArgumentException(
          "allowed degrees must be at most " + largest + ", found " + degree);
    }
    List<Double> coefficients = new ArrayList<>();
    for (Dyadic coefficient :
        LimitPolynomial.coefficients(
            function.root(), function.size(degree), 2 * Double.PRECISION)) {
      coefficients.add(coefficient.doubleValue());
    }
    return Scheme.planOf(Step.of(function, coefficients)).squareProducts();
  }

  /// A schedule that was found, not yet designed.
  ///
  /// @param degrees the degree of each step
  /// @param squareProducts of all steps
  /// @param cost the least that such steps cost
  /// @param error its worst-case error with unrounded coefficients, right to about 1e-12 of itself
  ///   and of its distance from 1; 0 below binary64's range
  /// @param roundedError an estimate of the error with coefficients rounded to binary64; they
  ///   dominate it below 1e-15
  /// @param unkept whether sequences with the same number of steps and square products, but a
  ///   larger error, were dropped
  public record Candidate(
      List<Integer> degrees,
      int squareProducts,
      double cost,
      double error,
      double roundedError,
      boolean unkept) {

    /// Copies the list.
    public Candidate {
      degrees = List.copyOf(degrees);
    }
  }

  /// The cost from which schedules are left out.
  ///
  /// @return the least that a schedule of more than [#MAXIMUM_PRODUCTS] costs
  public double costLimit() {
    double limit = Double.POSITIVE_INFINITY;
    for (int steps = 1; products(steps, 0) <= MAXIMUM_PRODUCTS + 1; steps++) {
      int squares = Math.max(MAXIMUM_PRODUCTS + 1 - products(steps, 0), steps * fewestSquares());
      if (squares <= steps * Collections.max(squareProducts.values())) {
        limit = Math.min(limit, cost.leastCost(steps, squares));
      }
    }
    return limit;
  }

  /// The least cost of any schedule.
  ///
  /// @return of one step, or of as many as are prescribed
  public double smallestCost() {
    Integer steps = search.steps();
    int count = steps == null ? 1 : steps;
    return cost.leastCost(count, count * fewestSquares());
  }

  private int products(int steps, int squares) {
    return IterationCost.least(function, steps, squares).products();
  }

  private int fewestSquares() {
    return Collections.min(squareProducts.values());
  }

  /// Finds the schedules within a cost.
  ///
  /// @param limit the largest [SearchCost#leastCost]
  /// @return the best ones for every number of steps and square products and every last degree, as
  ///   many as are kept, the least error first; of equal errors the cheaper first, then the fewer
  ///   steps, then the smaller degrees. If one is kept, some that a cheaper one equals may be
  ///   missing
  public List<Candidate> within(double limit) {
    TreeMap<Label, Ranking> prefixes = new TreeMap<>();
    TreeMap<Ending, Ranking> schedules = new TreeMap<>();
    Ranking nothing = new Ranking(kept);
    nothing.add(new Node(List.of(), start));
    prefixes.put(new Label(Double.NEGATIVE_INFINITY, 0, 0), nothing);
    // Another step always costs more, so every predecessor of a label is visited before it.
    EndRatio best = start;
    while (!prefixes.isEmpty()) {
      Map.Entry<Label, Ranking> prefix = Objects.requireNonNull(prefixes.pollFirstEntry());
      if (prefix.getKey().steps() > 0 && pruned()) {
        EndRatio ratio = prefix.getValue().nodes().getFirst().ratio();
        if (best.compareTo(ratio) <= 0) {
          continue;
        }
        best = ratio;
      }
      for (int degree : search.allowedDegrees()) {
        Label label = after(prefix.getKey(), degree);
        if (label.cost() <= limit && products(label.steps(), label.squares()) <= MAXIMUM_PRODUCTS) {
          for (Node node : prefix.getValue().nodes()) {
            extend(node, degree, label, prefixes, schedules);
          }
        }
      }
    }
    return candidates(schedules);
  }

  /// Whether a sequence that gains nothing over a cheaper one need not be continued: the cost must
  /// grow by the same amount with the same steps, and only the best of all be asked for.
  private boolean pruned() {
    return kept == 1
        && search.steps() == null
        && search.shape() == null
        && search.gramPrecision() == null;
  }

  private Label after(Label label, int degree) {
    int steps = label.steps() + 1;
    int squares = label.squares() + squareProducts.getOrDefault(degree, 0);
    return new Label(cost.leastCost(steps, squares), steps, squares);
  }

  private void extend(
      Node node,
      int degree,
      Label label,
      Map<Label, Ranking> prefixes,
      Map<Ending, Ranking> schedules) {
    Integer prescribed = search.steps();
    // An image that is already a point in binary64 gains nothing from another step, unless the
    // number of steps is prescribed.
    if (prescribed == null && node.ratio().gap() == 0) {
      return;
    }
    if (function.size(degree) % 2 == 1 && node.ratio().ratio() < steadyBelow) {
      return;
    }
    EndRatio last = map.apply(degree, node.ratio(), true);
    if (prescribed == null || label.steps() == prescribed) {
      schedules
          .computeIfAbsent(new Ending(label, degree), _ -> new Ranking(kept))
          .add(node.then(degree, last));
    }
    if (prescribed == null || label.steps() < prescribed) {
      EndRatio next = safe ? map.apply(degree, node.ratio(), false) : last;
      prefixes.computeIfAbsent(label, _ -> new Ranking(kept)).add(node.then(degree, next));
    }
  }

  private List<Candidate> candidates(Map<Ending, Ranking> schedules) {
    record Entry(Label label, Node node, boolean unkept) {}
    List<Entry> entries = new ArrayList<>();
    schedules.forEach(
        (ending, ranking) ->
            ranking
                .nodes()
                .forEach(node -> entries.add(new Entry(ending.label(), node, ranking.unkept()))));
    entries.sort(
        Comparator.comparing((Entry entry) -> entry.node().ratio())
            .thenComparing(Entry::label)
            .thenComparing(Entry::node));
    return entries.stream()
        .map(
            entry ->
                new Candidate(
                    entry.node().degrees(),
                    entry.label().squares(),
                    entry.label().cost(),
                    entry.node().ratio().error(),
                    roundedError(entry.node()),
                    entry.unkept()))
        .toList();
  }

  private double roundedError(Node node) {
    double error = node.ratio().error();
    return error < ROUNDED ? map.roundedError(node.degrees(), start) : error;
  }

  /// Complete sequences of equal cost. The last degree decides about rounding, so that schedules
  /// are kept for each.
  private record Ending(Label label, int degree) implements Comparable<Ending> {
    @Override
    public int compareTo(Ending other) {
      int order = label.compareTo(other.label);
      return order == 0 ? Integer.compare(degree, other.degree) : order;
    }
  }

  /// Sequences of equal cost.
  ///
  /// @param cost the least cost
  private record Label(double cost, int steps, int squares) implements Comparable<Label> {
    private static final Comparator<Label> ORDER =
        Comparator.comparingDouble(Label::cost)
            .thenComparingInt(Label::steps)
            .thenComparingInt(Label::squares);

    @Override
    public int compareTo(Label other) {
      return ORDER.compare(this, other);
    }
  }

  /// A sequence of steps with the ratio it leads to; the larger ratio first.
  private record Node(List<Integer> degrees, EndRatio ratio) implements Comparable<Node> {

    Node then(int degree, EndRatio after) {
      List<Integer> longer = new ArrayList<>(degrees);
      longer.add(degree);
      return new Node(List.copyOf(longer), after);
    }

    @Override
    public int compareTo(Node other) {
      int order = ratio.compareTo(other.ratio);
      for (int i = 0; order == 0 && i < Math.min(degrees.size(), other.degrees.size()); i++) {
        order = Integer.compare(degrees.get(i), other.degrees.get(i));
      }
      return order != 0 ? order : Integer.compare(degrees.size(), other.degrees.size());
    }
  }

  /// The best of many sequences.
  private static final class Ranking {
    private final int kept;
    private final List<Node> nodes = new ArrayList<>();
    private boolean unkept;

    Ranking(int kept) {
      this.kept = kept;
    }

    void add(Node node) {
      int place = nodes.size();
      while (place > 0 && node.compareTo(nodes.get(place - 1)) < 0) {
        place--;
      }
      nodes.add(place, node);
      if (nodes.size() > kept) {
        nodes.removeLast();
        unkept = true;
      }
    }

    List<Node> nodes() {
      return nodes;
    }

    boolean unkept() {
      return unkept;
    }
  }
}
