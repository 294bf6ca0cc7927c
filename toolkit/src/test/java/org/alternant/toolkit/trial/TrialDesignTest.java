package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.solver.design.SampleRuns;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignOutcome;
import org.alternant.toolkit.design.DesignOutcome.Designed;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.design.Trials;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Designs for an arithmetic, by runs of sample matrices.
class TrialDesignTest {

  private static final List<MatrixShape> SMALL = List.of(new MatrixShape(24, 32));

  private static DesignTask task(Degrees degrees, TrialTask trial) {
    return DesignTask.builder().degrees(degrees).lower(1e-3).trial(trial).build();
  }

  private static DesignTask task(Precision precision, Degrees degrees, @Nullable Double room) {
    return task(
        degrees,
        new TrialTask(
            precision, RoundingRules.of(Epilogue.ADDMM), SMALL, room, new EmulatedTrials()));
  }

  /// What a table records is enough to make it again, and its file is read as what was written.
  @Test
  void aDesignIsMadeAgainFromWhatItRecords() {
    Designed designed = Design.of(task(Precision.BFLOAT16, Degrees.of(3, 9), 0.01)).orThrow();
    CoefficientTable table = designed.table();
    assertEquals(table, TableReader.read(TableWriter.write(table)));
    DesignRequest request = Objects.requireNonNull(table.design());
    TrialRuns runs = Objects.requireNonNull(request.trial());
    TrialTask again =
        new TrialTask(
            runs.precision(), runs.rounding(), runs.shapes(), runs.room(), new EmulatedTrials());
    DesignTask repeated = task(new Degrees.Listed(request.degrees()), again);
    assertEquals(table, Design.of(repeated).orThrow().table());
  }

  /// Where a runtime rounds coefficients, the certificate is about the rounded ones.
  @Test
  void aDesignForARuntimeNamesItAndHasTheNumbersThatItComputesWith() {
    RoundingRules rules = RoundingRules.of(TargetRuntime.PYTORCH_CPU);
    List<MatrixShape> shapes = List.of(new MatrixShape(24, 32), new MatrixShape(16, 16));
    TrialTask trial = new TrialTask(Precision.BFLOAT16, rules, shapes, 0.02, new EmulatedTrials());
    DesignTask task =
        DesignTask.builder().degrees(Degrees.of(3, 9)).lower(0.1).trial(trial).build();
    CoefficientTable table = Design.of(task).orThrow().table();
    assertEquals(TargetRuntime.PYTORCH_CPU, table.conventions().runtime());
    assertEquals(rules, Objects.requireNonNull(table.measured()).rounding());
    assertEquals(shapes, table.measured().shapes());
    assertTrue(
        table.steps().stream()
            .flatMapToDouble(step -> Objects.requireNonNull(step.plan()).numbers())
            .allMatch(number -> Precision.BFLOAT16.nearest(number) == number));
    assertEquals(table, TableReader.read(TableWriter.write(table)));
  }

  @Test
  void theAnswerIsTheBestOfWhatWasMeasured() {
    Designed designed =
        Design.of(task(Precision.FLOAT16, Degrees.withinProducts(7), null)).orThrow();
    Choice.Tried tried = assertInstanceOf(Choice.Tried.class, designed.choice());
    assertTrue(
        tried.measured().stream().allMatch(trial -> tried.chosen().error() <= trial.error()));
    assertEquals(
        tried.chosen().degrees(), Objects.requireNonNull(designed.table().design()).degrees());
    assertEquals(tried.chosen().own(RoundingRules.of(Epilogue.ADDMM)), designed.table().measured());
    assertTrue(designed.table().steps().stream().allMatch(step -> step.plan() != null));
    int products =
        designed.table().steps().stream()
            .map(Step::plan)
            .map(Objects::requireNonNull)
            .mapToInt(plan -> plan.squareProducts() + plan.rectangularProducts())
            .sum();
    assertTrue(products <= 7, "products: " + products);
  }

  /// Trials whose fresh matrices show what a test says.
  ///
  /// @param worst the worst error of some steps under an epilogue; null: not finite
  private static Trials showing(BiFunction<List<Step>, Epilogue, @Nullable Double> worst) {
    EmulatedTrials emulated = new EmulatedTrials();
    return new Trials() {
      @Override
      public SampleRuns samples(Interval input, TrialRuns trial) {
        return emulated.samples(input, trial);
      }

      @Override
      public Measurement measurement(Interval input, TrialRuns trial) {
        return (steps, rounding) ->
            new Measured(
                trial.precision(),
                rounding,
                trial.seed(),
                trial.matrices(),
                List.of(TrialRuns.Kind.values()),
                trial.shapes(),
                worst.apply(steps, rounding.epilogue()),
                null,
                null);
      }
    };
  }

  private static TrialTask small(Trials trials) {
    return new TrialTask(Precision.BFLOAT16, RoundingRules.of(Epilogue.ADDMM), SMALL, null, trials);
  }

  @Test
  void whatBreaksOnFreshMatricesIsNoDesign() {
    for (@Nullable Double worst : Arrays.<@Nullable Double>asList(null, 3.0)) {
      assertInstanceOf(
          DesignOutcome.Unreachable.Breaks.class,
          Design.of(task(Degrees.withinProducts(5), small(showing((_, _) -> worst)))));
    }
  }

  @Test
  void whatBreaksInAnyEpilogueIsNotChosen() {
    AtomicReference<List<Step>> first = new AtomicReference<>(List.of());
    Trials trials =
        showing(
            (steps, epilogue) -> {
              first.updateAndGet(seen -> seen.isEmpty() ? steps : seen);
              boolean favourite = steps.equals(first.get());
              return favourite ? (epilogue == Epilogue.FUSED ? 5.0 : 0.01) : Double.valueOf(0.5);
            });
    Designed designed = Design.of(task(Degrees.withinProducts(5), small(trials))).orThrow();
    assertNotEquals(first.get(), designed.table().steps());
    assertEquals(0.5, assertInstanceOf(Choice.Tried.class, designed.choice()).chosen().error());
  }

  /// Cubics and quintics alone may be safer than higher degrees, and are always weighed.
  @Test
  void cubicsAndQuinticsAloneAreAlwaysMeasured() {
    Designed designed =
        Design.of(task(Degrees.withinProducts(9), small(new EmulatedTrials()))).orThrow();
    Choice.Tried tried = assertInstanceOf(Choice.Tried.class, designed.choice());
    assertTrue(
        tried.measured().stream()
            .anyMatch(trial -> trial.degrees().stream().allMatch(degree -> degree <= 5)));
    assertTrue(
        tried.measured().stream()
            .anyMatch(trial -> trial.degrees().stream().anyMatch(degree -> degree > 5)));
  }

  @Test
  void noFirstStepIsFragile() {
    Designed designed =
        Design.of(task(Degrees.withinProducts(7), small(new EmulatedTrials()))).orThrow();
    Choice.Tried tried = assertInstanceOf(Choice.Tried.class, designed.choice());
    assertTrue(tried.measured().stream().allMatch(trial -> trial.degrees().getFirst() < 17));
  }

  @Test
  void whatCannotBeIsRefused() {
    assertInstanceOf(
        DesignOutcome.Unreachable.BudgetTooSmall.class,
        Design.of(task(Precision.FLOAT16, Degrees.withinProducts(1), null)));
    assertThrows(
        IllegalArgumentException.class, () -> task(Precision.FLOAT16, Degrees.of(7), 0.01));
  }

  /// For one shape, and for that and squares, whose small singular values rounding moves more: on
  /// other matrices than the design has seen. What five quintics leave at these costs is 0.13 and
  /// more. Observed: a tenth less.
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "BFLOAT16, false, 0.085, 0.055",
    "BFLOAT16, true, 0.1, 0.08",
    "FLOAT16, false, 0.042, 0.04",
    "FLOAT16, true, 0.042, 0.04"
  })
  void plansSurviveHalfPrecisions(
      Precision precision, boolean squares, double worst, double median) {
    MatrixShape wide = new MatrixShape(128, 256);
    List<MatrixShape> shapes = squares ? List.of(wide, new MatrixShape(128, 128)) : List.of(wide);
    RoundingRules addmm = RoundingRules.of(Epilogue.ADDMM);
    TrialTask trial = new TrialTask(precision, addmm, shapes, null, new EmulatedTrials());
    Designed designed = Design.of(task(Degrees.withinProducts(15), trial)).orThrow();
    Trials.Measurement measurement =
        new EmulatedTrials()
            .measurement(
                new Interval(1e-3, 1), new TrialRuns(precision, addmm, 0, shapes, 6, 77_000));
    for (Epilogue epilogue : List.of(Epilogue.FUSED, Epilogue.ADDMM)) {
      Measured measured = measurement.of(designed.table().steps(), RoundingRules.of(epilogue));
      assertTrue(Objects.requireNonNull(measured.worstError()) <= worst, measured.toString());
      assertTrue(Objects.requireNonNull(measured.medianError()) <= median, measured.toString());
    }
  }
}
