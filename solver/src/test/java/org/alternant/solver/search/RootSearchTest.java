package org.alternant.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.solver.search.ScheduleSearch.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The search over degrees for inverse roots, by products of the coupled iteration.
class RootSearchTest {

  /// What an independent search found (issue 26), in 4 digits.
  @ParameterizedTest
  @CsvSource({
    "4, 1e-4, 6, 14, 4 4 4, 4.750e-5",
    "4, 1e-4, 6, 16, 4 6 6, 2.132e-8",
    "4, 1e-4, 6, 12, 1 4 4, 8.89e-3",
    "2, 1e-4, 6, 12, '', 3.045e-3",
    "1, 1e-4, 6, 15, '', 5.02e-8",
    "4, 1e-4, 8, 16, 4 8 8, 1.330e-12"
  })
  void reachesWhatAnotherSearchFound(
      int root, double lower, int largestQ, int products, String degrees, double error) {
    TableFunction function = TableFunction.inverseRoot(root);
    Candidate best = best(function, lower, largestQ, products);
    assertEquals(error, best.error(), 5e-3 * error);
    List<Integer> q = best.degrees().stream().map(d -> function.size(d) - 1).toList();
    if (!degrees.isEmpty()) {
      assertEquals(degrees, q.stream().map(String::valueOf).reduce((a, b) -> a + " " + b).get());
    }
    assertEquals(products, best.cost());
  }

  private static Candidate best(TableFunction function, double lower, int largestQ, int products) {
    List<Integer> allowed =
        IntStream.rangeClosed(1, largestQ).mapToObj(function::exponent).toList();
    DesignSearch search =
        DesignSearch.budget(function, (double) products).withAllowedDegrees(allowed);
    DesignRequest recipe = DesignRequest.of(function, allowed, new Interval(lower, 1));
    return new ScheduleSearch(recipe, search, 1)
        .within(products).stream().min(Comparator.comparingDouble(Candidate::error)).orElseThrow();
  }

  /// Every sequence of q up to 6 within the products, designed.
  @ParameterizedTest
  @CsvSource({"1, 0.01, 9", "3, 1e-3, 12", "5, 0.01, 13"})
  void noSequenceIsBetter(int root, double lower, int products) {
    TableFunction function = TableFunction.inverseRoot(root);
    Candidate found = best(function, lower, 6, products);
    double least = 1;
    for (List<Integer> degrees : sequences(function, List.of(), products)) {
      least = Math.min(least, error(function, degrees, lower));
    }
    assertEquals(least, found.error(), 1e-9 * least);
    assertEquals(least, error(function, found.degrees(), lower), 1e-9 * least);
  }

  private static List<List<Integer>> sequences(
      TableFunction function, List<Integer> begun, int products) {
    List<List<Integer>> all = new ArrayList<>();
    for (int q = 1; q <= 6; q++) {
      List<Integer> degrees = new ArrayList<>(begun);
      degrees.add(function.exponent(q));
      int squares = degrees.stream().mapToInt(d -> cost(function.size(d) - 1)).sum();
      if (IterationCost.least(function, degrees.size(), squares).products() <= products) {
        all.add(degrees);
        all.addAll(sequences(function, degrees, products));
      }
    }
    return all;
  }

  private static int cost(int q) {
    return List.of(0, 0, 1, 2, 2, 3, 3).get(q);
  }

  private static double error(TableFunction function, List<Integer> degrees, double lower) {
    List<Step> steps =
        ScheduleDesigner.design(DesignRequest.of(function, degrees, new Interval(lower, 1)));
    return Objects.requireNonNull(steps.getLast().error()).upper();
  }

  /// With cushion and safety factor in the loop, as the recipe has them.
  @ParameterizedTest
  @CsvSource({"1, 0, 1", "4, 0, 1.02", "3, 0.02, 1", "8, 0.02, 1.02", "16, 0, 1.0001"})
  void quickErrorsAreThoseOfTheDesigns(int root, double cushion, double safety) {
    TableFunction function = TableFunction.inverseRoot(root);
    for (List<Integer> sequence : List.of(List.of(1), List.of(8, 1, 4), List.of(2, 2, 2))) {
      List<Integer> degrees = sequence.stream().map(function::exponent).toList();
      DesignRequest request =
          DesignRequest.of(function, degrees, new Interval(1e-3, 1))
              .withCushion(cushion)
              .withSafetyFactor(safety);
      double exact = certified(ScheduleDesigner.design(request), request);
      // Rounded coefficients of a thousand and more err by as much.
      assertEquals(exact, LowerEndSearch.error(request), 1e-7 * exact + 1e-12, sequence::toString);
    }
  }

  private static double certified(List<Step> steps, DesignRequest request) {
    return new TableCertifier(steps).image(request.input()).rank();
  }

  /// What [RecipeMap] proves, for other strides.
  @ParameterizedTest
  @CsvSource({"1, 0, 1", "3, 0, 1.02", "4, 0.02, 1.02", "16, 0.5, 1.1", "7, 0, 1"})
  void largerRatiosHaveLargerImages(int root, double cushion, double safety) {
    TableFunction function = TableFunction.inverseRoot(root);
    RecipeMap map =
        new RecipeMap(
            DesignRequest.of(function, List.of(function.exponent(1)), new Interval(0.5, 1))
                .withCushion(cushion)
                .withSafetyFactor(safety));
    for (int q : List.of(1, 2, 4, 8)) {
      EndRatio before = null;
      for (double t = -6; t < 6; t += 0.25) {
        double odds = Math.pow(10, t);
        EndRatio at = new EndRatio(odds / (1 + odds), 1 / (1 + odds));
        EndRatio after = map.apply(function.exponent(q), at, false);
        if (before != null) {
          boolean tied = Math.abs(after.gap() - before.gap()) <= 1e-9 * before.gap();
          assertTrue(tied || after.gap() < 1e-14 || after.compareTo(before) <= 0, "at 10^" + t);
        }
        before = after;
      }
    }
  }

  /// Eight powers of M by three products, where real parameters exist: wherever they were tried.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 16})
  void bestPolynomialsOfEightPowersHaveAThreeProductScheme(int root) {
    for (String lower : List.of("1e-8", "1e-4", "1e-2", "0.1", "0.5", "0.9", "0.999")) {
      List<Double> coefficients =
          RemezExchange.solve(root, 8 * root + 1, root, new BigDecimal(lower), BigDecimal.ONE)
              .orThrow()
              .coefficients();
      assertTrue(Scheme.THREE_PRODUCT.plan(coefficients).isPresent(), root + " from " + lower);
    }
  }

  /// The costs of issue 26.
  @Test
  void costIsThatOfTheCoupledIteration() {
    assertEquals(List.of(14, 16, 12), costs(4, "4 4 4", "4 6 6", "1 4 4"));
    assertEquals(List.of(15), costs(1, "4 6 4 4"));
    assertEquals(List.of(0, 1, 2, 2, 3, 3), costs(4, "1", "2", "3", "4", "5", "6"));
  }

  private static List<Integer> costs(int root, String... sequences) {
    TableFunction function = TableFunction.inverseRoot(root);
    return Arrays.stream(sequences)
        .map(
            sequence ->
                ScheduleDesigner.design(
                    DesignRequest.of(
                        function,
                        Arrays.stream(sequence.split(" "))
                            .map(q -> function.exponent(Integer.parseInt(q)))
                            .toList(),
                        new Interval(1e-4, 1))))
        .map(steps -> IterationCost.of(steps, Form.STANDARD).products())
        .toList();
  }
}
