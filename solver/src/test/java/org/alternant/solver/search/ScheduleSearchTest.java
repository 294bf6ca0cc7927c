package org.alternant.solver.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.minimax.RemezExchange;
import org.alternant.solver.search.ScheduleSearch.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleSearchTest {

  /// What the search promises is 1e-12.
  private static final double RELATIVE = 1e-11;

  /// Certificates are about rounded coefficients; 2e-11 was seen for degree 17.
  private static final double CERTIFIED = 1e-10;

  /// Of an interval's ends in binary64.
  private static final double ROUNDING = 1e-15;

  /// The cushion's polynomial is evaluated in binary64.
  private static final double CONVERGED = 1e-13;

  private static final List<Integer> ALL = List.of(3, 5, 7, 9, 11, 13, 15, 17);

  private static DesignRequest recipe(double lower, double cushion, double safety) {
    return DesignRequest.of(List.of(3), lower).withCushion(cushion).withSafetyFactor(safety);
  }

  private static DesignSearch products(List<Integer> allowed, @Nullable Integer steps) {
    return DesignSearch.budget(100).withAllowedDegrees(allowed).withSteps(steps);
  }

  /// The worst-case error of the design before its coefficients are rounded: half the length of the
  /// interval that a further step would receive, or the last step's minimax error.
  private static double exact(DesignRequest recipe, List<Integer> degrees) {
    List<Step> steps = design(recipe, degrees);
    Step last = steps.getLast();
    if (recipe.safetyFactor() != 1) {
      return last.designInterval() == null && last.error() != null
          ? last.error().upper()
          : new TableCertifier(steps).image(recipe.input()).rank();
    }
    List<Integer> longer = new ArrayList<>(degrees);
    longer.add(1);
    Interval image = Objects.requireNonNull(design(recipe, longer).getLast().interval());
    return (image.upper() - image.lower()) / 2;
  }

  private static List<Step> design(DesignRequest recipe, List<Integer> degrees) {
    return ScheduleDesigner.design(recipe.withDegrees(degrees));
  }

  /// The figures of the issue: 0.1134 by five quintics, 0.0140 by 17, 17, 17, 0.0098 by four of
  /// degree 9, 5.4e-7 by 5, 17, 17, 17.
  @ParameterizedTest
  @CsvSource({
    "15, 0.01396, 17 17 17",
    "16, 0.003680, 3 9 17 17",
    "18, 5.3911e-7, 5 17 17 17",
    "20, 7.5e-18, 17 17 17 17"
  })
  void bestSchedulesForAThousandth(int budget, double error, String degrees) {
    Candidate best =
        new ScheduleSearch(recipe(1e-3, 0, 1), products(ALL, null), 1).within(budget).getFirst();
    assertEquals(degrees, String.join(" ", best.degrees().stream().map(String::valueOf).toList()));
    assertTrue(best.error() <= error, () -> "" + best.error());
  }

  @ParameterizedTest
  @CsvSource({"5, 15, 0.1135", "9, 16, 0.00985", "17, 15, 0.01396"})
  void equalDegreesHaveTheKnownErrors(int degree, int budget, double error) {
    Candidate best =
        new ScheduleSearch(recipe(1e-3, 0, 1), products(List.of(degree), null), 1)
            .within(budget)
            .getFirst();
    assertTrue(best.error() <= error, () -> "" + best.error());
  }

  /// All sequences, designed exactly, against the dynamic program that keeps three.
  @ParameterizedTest
  @CsvSource({"1e-3, 0, 1", "0.2, 0, 1", "1e-3, 0.05, 1", "1e-6, 0, 1.05", "1e-2, 0.02, 1.02"})
  void agreesWithAllSequences(double lower, double cushion, double safety) {
    DesignRequest recipe = recipe(lower, cushion, safety);
    List<Integer> allowed = List.of(3, 5, 7, 9, 13, 17);
    int budget = 10;
    Map<List<Integer>, List<Double>> expected = new TreeMap<>(Comparator.comparing(List::toString));
    sequences(allowed, budget, List.of(), recipe, expected);
    Map<List<Integer>, List<Double>> found = new TreeMap<>(Comparator.comparing(List::toString));
    for (Candidate c : new ScheduleSearch(recipe, products(allowed, null), 3).within(budget)) {
      found
          .computeIfAbsent(List.of(c.degrees().size(), c.squareProducts()), _ -> new ArrayList<>())
          .add(c.error());
    }
    assertEquals(expected.keySet(), found.keySet());
    double tolerance = cushion > 0 && safety > 1 ? CERTIFIED : RELATIVE;
    expected.forEach(
        (cost, errors) -> {
          errors.sort(null);
          List<Double> kept = errors.subList(0, Math.min(3, errors.size()));
          List<Double> actual = found.getOrDefault(cost, List.of());
          assertTrue(kept.size() <= actual.size());
          for (int i = 0; i < kept.size(); i++) {
            assertEquals(kept.get(i), actual.get(i), tolerance * kept.get(i) + ROUNDING);
          }
        });
  }

  private static void sequences(
      List<Integer> allowed,
      int budget,
      List<Integer> prefix,
      DesignRequest recipe,
      Map<List<Integer>, List<Double>> errors) {
    for (int degree : allowed) {
      List<Integer> degrees = new ArrayList<>(prefix);
      degrees.add(degree);
      List<Step> steps = design(recipe, degrees);
      IterationCost cost = IterationCost.of(steps, Form.STANDARD);
      if (cost.products() <= budget) {
        errors
            .computeIfAbsent(List.of(degrees.size(), cost.squareProducts()), _ -> new ArrayList<>())
            .add(exact(recipe, degrees));
        sequences(allowed, budget, degrees, recipe, errors);
      }
    }
  }

  /// What the class comment of [RecipeMap] proves.
  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 1.0001",
    "0, 1.02",
    "0, 3",
    "0.02, 1",
    "0.02, 1.02",
    "0.5, 1.1",
    "0.9, 1",
    "0.9, 2"
  })
  void largerRatiosHaveLargerImages(double cushion, double safety) {
    RecipeMap map = new RecipeMap(recipe(0.5, cushion, safety));
    for (int degree : List.of(3, 5, 9, 17, 31)) {
      EndRatio before = map.apply(degree, ratio(-12), false);
      for (double logOdds = -11.9; logOdds < 8; logOdds += 0.1) {
        EndRatio after = map.apply(degree, ratio(logOdds), false);
        double at = logOdds;
        // Converged images of nearly equal ratios differ by less than rounding.
        boolean tied =
            Math.abs(after.gap() - before.gap()) <= 1e-9 * before.gap()
                || (cushion > 0 && after.gap() < CONVERGED);
        assertTrue(tied || after.compareTo(before) <= 0, () -> degree + " at " + at);
        before = after;
      }
    }
  }

  /// k = 10^t / (1 + 10^t).
  private static EndRatio ratio(double t) {
    double odds = Math.pow(10, t);
    return new EndRatio(odds / (1 + odds), 1 / (1 + odds));
  }

  @ParameterizedTest
  @CsvSource({"1e-3, 0, 1", "1e-9, 0, 1.02", "0.3, 0, 1.0001", "1e-3, 0.02, 1.02", "0.6, 0, 2"})
  void quickErrorsAreThoseOfTheDesigns(double lower, double cushion, double safety) {
    DesignRequest recipe = recipe(lower, cushion, safety);
    for (List<Integer> degrees :
        List.of(List.of(3), List.of(17, 3, 9), List.of(5, 5, 5), List.of(9, 31, 3))) {
      DesignRequest request =
          DesignRequest.of(degrees, lower).withCushion(cushion).withSafetyFactor(safety);
      double exact = exact(recipe, degrees);
      assertEquals(
          exact,
          LowerEndSearch.error(request),
          (cushion > 0 ? CERTIFIED : RELATIVE) * exact + ROUNDING);
    }
  }

  /// Ratios of ends from 1e-16 to 1 − 1e-6.
  @Test
  void bestPolynomialsOfDegree17HaveAThreeProductScheme() {
    for (double t = -16; t < 6; t += 0.5) {
      List<Double> coefficients =
          RemezExchange.solve(17, BigDecimal.valueOf(ratio(t).ratio()), BigDecimal.ONE)
              .orThrow()
              .coefficients();
      assertTrue(Scheme.THREE_PRODUCT.plan(coefficients).isPresent(), "10^" + t);
    }
  }

  /// Exact fractions say about 1e-297 of the first.
  @ParameterizedTest
  @CsvSource({
    "9 17 17 17 11 9, 1e-306, 1e-290",
    "9 17 17 17 11, 6e-62, 7e-62",
    "5 5 5 5 5 5 5 5 5 5, 1e-308, 1e-100"
  })
  void errorsBelowBinary64sRoundingAreCarried(String degrees, double atLeast, double atMost) {
    List<Integer> list = Arrays.stream(degrees.split(" ")).map(Integer::valueOf).toList();
    double error = LowerEndSearch.error(DesignRequest.of(list, 1e-3));
    assertTrue(error >= atLeast && error <= atMost, () -> "" + error);
  }

  /// (15/8, −10/8, 3/8) takes 1 − e to 1 − (5/2) e³.
  @Test
  void limitPolynomialsContractToTheirPower() {
    RecipeMap map = new RecipeMap(recipe(0.5, 0, 1));
    double error = 1e-60;
    assertEquals(2.5e-180, map.apply(5, EndRatio.ofImage(1, error), true).error(), 1e-190);
    assertEquals(1.5e-120, map.apply(3, EndRatio.ofImage(1, error), true).error(), 1e-130);
    assertEquals(0, map.apply(17, EndRatio.ofImage(1, error), true).error());
  }

  @Test
  void prescribedStepsAreKept() {
    List<Candidate> candidates =
        new ScheduleSearch(recipe(0.5, 0, 1), products(ALL, 6), 2).within(30);
    assertTrue(candidates.size() > 10);
    assertTrue(candidates.stream().allMatch(c -> c.degrees().size() == 6));
  }

  @Test
  void anotherSearchFindsTheSame() {
    assertEquals(
        new ScheduleSearch(recipe(1e-3, 0.02, 1.02), products(ALL, null), 4).within(20),
        new ScheduleSearch(recipe(1e-3, 0.02, 1.02), products(ALL, null), 4).within(20));
  }

  @Test
  void safetyFactorAfterwardsIsRefused() {
    DesignRequest recipe =
        DesignRequest.of(List.of(3), 1e-3).withSafetyFactor(1.1, SafetyPlacement.POST_HOC);
    DesignSearch search = products(ALL, null);
    assertThrows(IllegalArgumentException.class, () -> new ScheduleSearch(recipe, search, 1));
  }

  @ParameterizedTest
  @CsvSource({"0.7, 1.2, 0, 1", "0.999, 1.001, 0, 1", "0.5, 3, 0, 1", "0.7, 1.2, 0.02, 1.02"})
  void smallestLowerEndJustReachesTheBand(double a, double b, double cushion, double safety) {
    Interval band = new Interval(a, b);
    List<Integer> degrees = List.of(5, 3, 9);
    double error = (b - a) / (b + a);
    double lower =
        LowerEndSearch.smallest(
                1,
                l ->
                    LowerEndSearch.error(
                            DesignRequest.of(degrees, l)
                                .withCushion(cushion)
                                .withSafetyFactor(safety))
                        <= error)
            .orElseThrow();
    assertTrue(inBand(degrees, lower, cushion, safety, band));
    double smaller = lower * (1 - 1e-6);
    assertTrue(!inBand(degrees, smaller, cushion, safety, band));
  }

  private static boolean inBand(
      List<Integer> degrees, double lower, double cushion, double safety, Interval band) {
    DesignRequest request =
        DesignRequest.of(degrees, lower)
            .withCushion(cushion)
            .withSafetyFactor(safety)
            .withBand(band);
    TableCertifier certifier = new TableCertifier(ScheduleDesigner.design(request));
    Interval output =
        assertInstanceOf(ImageOutcome.Enclosed.class, certifier.image(new Interval(lower, 1)))
            .image();
    return output.lower() >= band.lower() && output.upper() <= band.upper();
  }

  @Test
  void lowerEndsThatDoNotExistAreEmpty() {
    assertTrue(LowerEndSearch.smallest(1, _ -> false).isEmpty());
    assertEquals(1e-300, LowerEndSearch.smallest(1, _ -> true).orElseThrow());
    assertEquals(0.12345679, LowerEndSearch.next(0.12345678, 1));
  }

  /// Eight digits, and eight of the distance from the upper end.
  @ParameterizedTest
  @CsvSource({
    "1, 1.23456781e-200, 1.2345679e-200",
    "1, 0.123456781, 0.12345679",
    "1, 0.99999123456781, 0.9999912345679",
    "3, 2.9999999999999, 2.9999999999999",
    "1e-5, 9.87654321e-6, 9.87654321e-6"
  })
  void smallestLowerEndIsADecimal(double upper, double threshold, double smallest) {
    assertEquals(smallest, LowerEndSearch.smallest(upper, l -> l >= threshold).orElseThrow());
  }
}
