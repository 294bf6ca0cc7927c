package org.alternant.solver.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.junit.jupiter.api.Test;

/// Schedules with plans, on samples that are made up.
class PlannedScheduleTest {

  private static final Interval INPUT = new Interval(0.1, 1);

  /// Singular values that rounding spreads by a factor each step, up and down.
  private record Spread(Interval range, double factor) implements SampleRuns {
    @Override
    public Optional<SampleRuns> after(Step step) {
      if (!(new TableCertifier(List.of(step)).image(range) instanceof ImageOutcome.Enclosed next)) {
        return Optional.empty();
      }
      Interval image = next.image();
      return Optional.of(
          new Spread(new Interval(image.lower() / factor, image.upper() * factor), factor));
    }
  }

  private static Optional<PlannedSchedule> design(double room, double factor, int... degrees) {
    Optional<PlannedSchedule> schedule =
        Optional.of(
            PlannedSchedule.on(
                INPUT, room, Epilogue.ADDMM, Precision.FLOAT32, new Spread(INPUT, factor)));
    for (int degree : degrees) {
      schedule = schedule.flatMap(shorter -> shorter.then(degree));
    }
    return schedule;
  }

  /// Without rounding and room the schedule is the recipe's, as exactly as plans compute it.
  @Test
  void inExactArithmeticItIsTheBestComposition() {
    PlannedSchedule schedule = design(0, 1, 3, 5, 9).orElseThrow();
    List<Step> best = ScheduleDesigner.design(DesignRequest.of(List.of(3, 5, 9), 0.1));
    assertEquals(error(best), error(schedule.steps()), 2e-3);
    assertEquals(error(schedule.steps()), schedule.errorOfRuns(), 1e-12);
    assertTrue(schedule.steps().stream().allMatch(step -> step.plan() != null));
  }

  /// Every step receives what the samples have become, with room above.
  @Test
  void stepsAreMadeForWhatIsMet() {
    double room = 0.01;
    double factor = 1.02;
    PlannedSchedule schedule = design(room, factor, 3, 3, 5).orElseThrow();
    Interval met = INPUT;
    double growth = 0;
    double above = 4 * room;
    for (Step step : schedule.steps()) {
      Interval received = Objects.requireNonNull(step.interval());
      assertEquals((met.upper() + growth) * (1 + above), received.upper(), 1e-12);
      above = room;
      assertEquals(met.lower(), received.lower(), 1e-12);
      ImageOutcome image = new TableCertifier(List.of(step)).image(met);
      Interval exact = ((ImageOutcome.Enclosed) image).image();
      assertEquals(2, exact.lower() + exact.upper(), 1e-6, "centred");
      // What the samples have not shown yet is expected of others.
      growth = exact.upper() * (factor - 1);
      met = new Interval(exact.lower() / factor, exact.upper() * factor);
    }
  }

  @Test
  void whatBreaksIsNoSchedule() {
    assertTrue(design(0, 3, 3, 3, 3).isEmpty());
  }

  private static double error(List<Step> steps) {
    return new TableCertifier(steps).image(INPUT).rank();
  }
}
