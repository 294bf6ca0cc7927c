package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is said of a table's survival, against runs.
class SurvivalRunsTest {

  private static final TargetRuntime[] RUNTIMES = TargetRuntime.values();

  private final List<String> wrong = new ArrayList<>();

  /// How many were said to survive, to be unclear, to break.
  private final int[] said = new int[3];

  /// No table that is said to survive breaks. Where one is said to break, its error is at least
  /// half of the bound that it is said to miss.
  private void hold(CoefficientTable table, RoundingRules rules) {
    Certificate proved = table.certificate();
    if (proved == null || proved.output().lower() < 0 || proved.output().upper() > 2) {
      return;
    }
    Map<Precision, Survival> estimated =
        Survival.of(table.steps(), proved.input(), proved.output(), rules);
    for (SurvivalRuns.Observed run :
        SurvivalRuns.of(table.steps(), proved.input(), proved.output(), Survival.FORMATS, rules)) {
      Survival survival = Objects.requireNonNull(estimated.get(run.precision()));
      double error = run.error();
      boolean holds =
          switch (survival) {
            case Survival.Survives _, Survival.Ran _ -> run.survives();
            case Survival.Unclear _ -> true;
            case Survival.Breaks _ -> error >= missed(proved) / 2;
          };
      said[
          survival instanceof Survival.Survives
              ? 0
              : survival instanceof Survival.Unclear ? 1 : 2]++;
      if (!holds) {
        wrong.add(table.name() + " " + rules.name() + " " + survival + " " + run);
      }
    }
  }

  /// The least error of singular values that are no longer where they should be.
  private static double missed(Certificate proved) {
    return Math.min(
        1, Math.min(1 - proved.output().lower(), proved.output().upper() - 1) + Survival.TOLERANCE);
  }

  @Test
  void aTableIsRunAsItIsSaidToBe() {
    hold(Catalogue.find("cans-5").orElseThrow(), RoundingRules.of(TargetRuntime.COMPILED));
    hold(Catalogue.find("nanochat-5").orElseThrow(), RoundingRules.of(TargetRuntime.PYTORCH));
    assertEquals(List.of(), wrong);
    assertTrue(said[0] > 0 && said[2] > 0);
  }

  @Test
  @Tag("slow")
  void shippedTablesAndRandomDesignsAreRunAsTheyAreSaidToBe() {
    List<CoefficientTable> tables = new ArrayList<>(Catalogue.forSign());
    tables.addAll(designs(new Random(1), 30));
    for (int i = 0; i < tables.size(); i++) {
      hold(tables.get(i), RoundingRules.of(RUNTIMES[i % RUNTIMES.length]));
    }
    assertEquals(List.of(), wrong);
    int all = said[0] + said[1] + said[2];
    assertTrue(said[0] > 0 && said[2] > 0 && said[1] < all / 5, said[1] + " of " + all);
  }

  /// Schedules by the recipe, with and without cushion and safety factor.
  private static List<CoefficientTable> designs(Random random, int count) {
    List<CoefficientTable> tables = new ArrayList<>();
    int[] degrees = {3, 5, 5, 5, 9, 17};
    double[] cushions = {0, 0, 0.02, 0.1};
    double[] factors = {1, 1, 1.002, 1.01, 1.05};
    while (tables.size() < count) {
      List<Integer> list = new ArrayList<>();
      int steps = 2 + random.nextInt(4);
      for (int t = 0; t < steps; t++) {
        list.add(degrees[random.nextInt(degrees.length)]);
      }
      DesignTask task =
          DesignTask.builder()
              .degrees(new Degrees.Listed(list))
              .lower(StrictMath.pow(10, -0.5 - 2.5 * random.nextDouble()))
              .cushion(cushions[random.nextInt(cushions.length)])
              .safetyFactor(factors[random.nextInt(factors.length)])
              .build();
      if (Design.of(task) instanceof Designed designed) {
        tables.add(designed.table());
      }
    }
    return tables;
  }

  /// A run that is not finite reaches nothing.
  @Test
  void aRunThatIsNotFiniteDoesNotSurvive() {
    CoefficientTable wild = TableLiteral.parse("1e30,-1e30,1e20; 1e30,-1e30,1e20");
    Certificate certificate =
        Objects.requireNonNull(Catalogue.find("nanochat-5").orElseThrow().certificate());
    SurvivalRuns.Observed run =
        SurvivalRuns.of(
                wild.steps(),
                certificate.input(),
                certificate.output(),
                List.of(Precision.BFLOAT16),
                RoundingRules.FUSED)
            .getFirst();
    assertFalse(run.survives());
    assertTrue(run.reached().isEmpty());
  }

  /// The first steps of a design without room: ordinary matrices survive, ones do not.
  @Test
  void matricesWhoseEntriesRepeatAreRunToo() {
    CoefficientTable table = Catalogue.find("polar-express-8").orElseThrow();
    List<Step> four = table.steps().subList(0, 4);
    Interval input = new Interval(1e-3, 1);
    ImageOutcome.Enclosed exact =
        assertInstanceOf(ImageOutcome.Enclosed.class, new TableCertifier(four).image(input));
    SurvivalRuns.Observed run =
        SurvivalRuns.of(
                four, input, exact.image(), List.of(Precision.BFLOAT16), RoundingRules.FUSED)
            .getFirst();
    assertFalse(run.structuredSurvive());
    assertFalse(run.allSurvive());
  }
}
