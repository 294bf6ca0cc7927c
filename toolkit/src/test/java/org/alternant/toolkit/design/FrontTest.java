package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.DesignSearch;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The Pareto front against searches within each cost, also where errors are below binary64's
/// rounding.
class FrontTest {

  private static Choice.Ranked ranked(
      DesignSearch search, boolean front, double lower, double cushion, double safety) {
    DesignTask task =
        DesignTask.builder()
            .degrees(new Degrees.Searched(search, front))
            .lower(lower)
            .cushion(cushion)
            .safetyFactor(safety)
            .build();
    Designed designed = assertInstanceOf(Designed.class, Design.of(task));
    return assertInstanceOf(Choice.Ranked.class, designed.choice());
  }

  private static List<Integer> numbers(String list) {
    return Arrays.stream(list.split(" ")).map(Integer::valueOf).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "3 5 9 17, 0.471, 0.3, 1, 9",
    "3 5 7 9 11 13 15 17, 0.342, 0.02, 1.05, 11",
    "3 5 7 9 11 13 15 17, 0.2, 0, 1, 16",
    "5, 0.5, 0, 1, 14",
    "3 9, 0.6, 0, 1.01, 13",
    "5 17, 0.05, 0.1, 1, 15"
  })
  void frontIsWhatEachBudgetDesigns(
      String allowed, double lower, double cushion, double safety, int budget) {
    DesignSearch search = DesignSearch.budget(budget).withAllowedDegrees(numbers(allowed));
    List<RankedSchedule> front = ranked(search, true, lower, cushion, safety).front();
    for (int cost = 2; cost <= budget; cost++) {
      double within = cost;
      Stream<RankedSchedule> affordable = front.stream().filter(s -> s.cost() <= within);
      RankedSchedule entry = affordable.reduce((_, last) -> last).orElse(null);
      if (entry != null) {
        DesignSearch one = DesignSearch.budget(cost).withAllowedDegrees(numbers(allowed));
        RankedSchedule chosen = ranked(one, false, lower, cushion, safety).chosen();
        assertEquals(entry.degrees(), chosen.degrees(), () -> "within " + within);
        assertEquals(entry.error(), chosen.error());
      }
    }
    assertTrue(front.size() > 1);
  }

  /// The figures of two attacks; before, 1.7e-15 by 9, 17 and 1.68e-16 by 17, 17.
  @ParameterizedTest
  @CsvSource({
    "3 5 9 17, 0.471, 0.3, 1, 9, 3e-19",
    "3 5 7 9 11 13 15 17, 0.342, 0.02, 1.05, 11, 1.3e-19"
  })
  void certificatesRankWhatRoundingDecides(
      String allowed, double lower, double cushion, double safety, int budget, double error) {
    DesignSearch search = DesignSearch.budget(budget).withAllowedDegrees(numbers(allowed));
    assertTrue(ranked(search, false, lower, cushion, safety).chosen().error() <= error);
  }
}
