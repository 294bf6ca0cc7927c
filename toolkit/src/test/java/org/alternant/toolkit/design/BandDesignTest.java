package org.alternant.toolkit.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.solver.search.LowerEndSearch;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The smallest lower end for a band, also where the rounding of the coefficients decides.
class BandDesignTest {

  private static final LowerEnd BAND = LowerEnd.forBand(0.7, 1.2);

  private static DesignTask.Builder task(Degrees degrees) {
    return DesignTask.builder().degrees(degrees).lowerEnd(BAND);
  }

  private static double smallest(DesignTask.Builder task) {
    Designed designed = assertInstanceOf(Designed.class, Design.of(task.build()));
    CoefficientTable table = designed.table();
    DesignRequest request = table.design();
    assertTrue(request != null && table.certificate() != null);
    assertTrue(keepsWithin(table.steps(), request));
    assertEquals(table.steps(), ScheduleDesigner.design(request));
    return request.lower();
  }

  private static boolean keepsWithin(List<Step> steps, DesignRequest request) {
    return new TableCertifier(steps)
        .certify(request.input())
        .proved()
        .filter(c -> new Interval(0.7, 1.2).contains(c.output()))
        .isPresent();
  }

  /// From 12 quintics on the images of rounded coefficients outgrow their intervals; those of
  /// cubics hardly.
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"5, 0, 1", "3, 0, 1", "5, 0.02, 1.02"})
  void moreStepsNeverHaveALargerLowerEnd(int degree, double cushion, double safety) {
    double before = 1;
    for (int steps : List.of(1, 3, 8, 11, 12, 13, 15, 30, 100)) {
      double lower =
          smallest(task(Degrees.repeated(degree, steps)).cushion(cushion).safetyFactor(safety));
      double most = before;
      assertTrue(lower <= most, () -> steps + " steps: " + lower + " > " + most);
      before = lower;
    }
  }

  /// 3.5e-57 was certified from 1e-7 by 15 quintics; eleven reach 9.4875923e-8.
  @ParameterizedTest
  @CsvSource({"12, 2.3e-8", "15, 7.3e-10"})
  void longSchedulesOfQuinticsHaveALowerEnd(int steps, double atMost) {
    assertTrue(smallest(task(Degrees.repeated(5, steps))) <= atMost);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 11, 14})
  void theNextSmallerLowerEndMissesTheBand(int steps) {
    Degrees.Given degrees = Degrees.repeated(5, steps);
    double lower = smallest(task(degrees));
    double smaller = 2 * lower - LowerEndSearch.next(lower, 1);
    DesignRequest request =
        DesignRequest.of(degrees.list(), smaller).withBand(new Interval(0.7, 1.2));
    assertTrue(!keepsWithin(ScheduleDesigner.design(request), request));
  }

  @Test
  void mixedDegreesHaveALowerEnd() {
    assertTrue(smallest(task(Degrees.of(17, 9, 3, 3, 5, 5, 5, 5, 5))) < 1e-6);
  }

  /// Thirty cubics, for 60 products, come from 2.6e-13: the search knows that they are steadier.
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"40, 1.3e-9", "60, 1e-12", "100, 1e-15"})
  void largeBudgetsHaveALowerEnd(int budget, double atMost) {
    assertTrue(smallest(task(Degrees.withinProducts(budget))) <= atMost);
  }
}
