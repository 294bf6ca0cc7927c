package org.alternant.coefficients.format;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.ErrorBracket;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Measured;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.RandomPlans;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.RoundingRules.Storage;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;

/// Tables to write and read. Their numbers are made up.
final class SampleTables {
  private static final EvaluationPlan PLAN =
      new EvaluationPlan(
          0.5,
          0.25,
          1.625,
          // A reader that leaves out what may be left out reads the same polynomial.
          List.of(new Product(List.of(-5.5, 8.0), List.of(0.0, 1.0), List.of(0.0, 0.0))),
          List.of(0.0, 0.0, 1.0));

  private static final Measured MEASURED =
      new Measured(
          Precision.FLOAT16,
          RoundingRules.of(TargetRuntime.PYTORCH_CPU),
          7,
          3,
          List.of(TrialRuns.Kind.UNIFORM, TrialRuns.Kind.GAUSSIAN),
          List.of(new MatrixShape(8, 16), new MatrixShape(8, 8)),
          0.25,
          0.125,
          new Measured.Structured(5, 1.5));

  /// Has every field that a table can have.
  static final CoefficientTable FULL =
      new CoefficientTable(
          "full",
          "Every field.",
          List.of(
              new Step(
                      List.of(3.5, -4.75, 2.0),
                      new Interval(0.001, 1),
                      new Interval(0.001, 0.875),
                      new ErrorBracket(0.5, 0.75),
                      null)
                  .withPlan(PLAN),
              Step.of(List.of(1.5, -0.5)).withPrecision(Precision.TFLOAT32)),
          new Conventions(
              new Normalization(Norm.FROBENIUS, 1.01, 1e-7),
              new SafetyFactor(1.01, BakedInto.ALL_BUT_LAST),
              Tail.STOP,
              Precision.BFLOAT16,
              TargetRuntime.LOOP),
          new DesignRequest(
              TableFunction.SIGN,
              List.of(5, 3),
              0.001,
              1,
              0,
              1.01,
              SafetyPlacement.IN_LOOP,
              new Interval(0.625, 1.375),
              new DesignSearch(
                  TableFunction.SIGN,
                  List.of(3, 5),
                  2,
                  Measure.SYMMETRIC_OPERATIONS,
                  new MatrixShape(1024, 4096),
                  FormKind.GRAM,
                  Precision.FLOAT16,
                  5e10,
                  0.125,
                  null),
              new RoundingAssumptions(Precision.BFLOAT16, new MatrixShape(64, 128), 2, 1.5, 0.25),
              CoefficientGrid.parse("decimal:4"),
              null),
          new Certificate(
              new Interval(0.002, 1.25),
              new Interval(0.9, 1.1),
              0.1,
              List.of(
                  new CertifiedStep(new Interval(0.01, 1.5)),
                  new CertifiedStep(new Interval(0.9, 1.1))),
              1.75),
          MEASURED,
          new Provenance("a test", "nowhere"));

  /// The sample runs of a design, which exclude other parts of it.
  static final TrialRuns TRIAL =
      new TrialRuns(
          Precision.BFLOAT16,
          new RoundingRules(Epilogue.ADDMM, Storage.FLOAT32, null),
          0.0078125,
          List.of(new MatrixShape(128, 256)),
          2,
          1);

  /// Of an inverse root: its degrees go on by the root.
  static final CoefficientTable ROOT =
      new CoefficientTable(
          "root",
          null,
          List.of(
              new Step(
                  TableFunction.inverseRoot(3),
                  List.of(3.5, -4.75, 2.0),
                  new Interval(0.001, 1),
                  null,
                  new ErrorBracket(0.5, 0.75),
                  null,
                  null),
              Step.of(TableFunction.inverseRoot(3), List.of(1.25, -0.25))),
          Conventions.DEFAULT,
          DesignRequest.of(TableFunction.inverseRoot(3), List.of(7, 4), new Interval(0.001, 1))
              .withSearch(
                  DesignSearch.budget(TableFunction.inverseRoot(3), 12.0)
                      .withAllowedDegrees(List.of(4, 7))),
          new Certificate(
              new Interval(0.001, 1),
              new Interval(0.9, 1.1),
              0.1,
              List.of(
                  new CertifiedStep(new Interval(0.01, 1.5)),
                  new CertifiedStep(new Interval(0.9, 1.1))),
              1.75),
          new Provenance("a test", null));

  /// Has every field that a table for a clip adds or gives another meaning.
  static final CoefficientTable CLIP =
      new CoefficientTable(
          "clip",
          null,
          List.of(
              Step.of(TableFunction.clip(3.5), List.of(0.875, 0.25)),
              Step.of(TableFunction.clip(3.5), List.of(1.25, -0.25, 0.0625))),
          new Conventions(Normalization.NONE, SafetyFactor.NONE, Tail.STOP, null),
          DesignRequest.of(TableFunction.clip(3.5), List.of(3, 5), new Interval(0, 3.5)),
          new Certificate(
              new Interval(0, 3.5),
              new Interval(0, 1.1),
              0.1,
              List.of(
                  new CertifiedStep(new Interval(0, 1.5)), new CertifiedStep(new Interval(0, 1.1))),
              3.75),
          new Provenance("a test", null));

  /// Has only the fields that a table must have.
  static final CoefficientTable MINIMAL = TableLiteral.parse("1.5, -0.5");

  private SampleTables() {}

  /// Tables whose numbers are spread over all of binary64, with any of the optional parts.
  static Stream<CoefficientTable> random(long seed) {
    Random random = new Random(seed);
    return Stream.generate(() -> table(random));
  }

  private static CoefficientTable table(Random random) {
    boolean designed = random.nextBoolean();
    List<Step> steps =
        list(1 + random.nextInt(4), () -> designed ? bare(step(random)) : step(random));
    return new CoefficientTable(
        "random-" + random.nextInt(1000),
        maybe(random, "é \" \\ \n \u2028 \ud83d\ude00 \u0000"),
        steps,
        designed ? Conventions.DEFAULT : FULL.conventions(),
        designed
            ? DesignRequest.of(steps.stream().map(Step::degree).toList(), 0.125)
                .withTrial(TRIAL.withPrecisions(formats(steps)))
            : null,
        maybe(
            random,
            new Certificate(
                interval(random),
                interval(random),
                Math.abs(number(random)),
                list(steps.size(), () -> new CertifiedStep(interval(random))),
                maybe(random, Math.abs(number(random))))),
        maybe(random, MEASURED),
        new Provenance("a test", maybe(random, "ключ")));
  }

  /// The formats of the steps; null where they have none.
  private static @Nullable List<Precision> formats(List<Step> steps) {
    return steps.stream().allMatch(step -> step.precision() == null)
        ? null
        : steps.stream().map(step -> step.precisionIn(TRIAL.precision())).toList();
  }

  /// Without intervals, which a design might contradict.
  private static Step bare(Step step) {
    return new Step(
        step.function(), step.coefficients(), null, null, null, step.precision(), step.plan());
  }

  private static Step step(Random random) {
    Step step =
        new Step(
            list(1 + random.nextInt(9), () -> number(random)),
            maybe(random, interval(random)),
            maybe(random, interval(random)),
            maybe(random, new ErrorBracket(0, Math.abs(number(random)))),
            null);
    Step inFormat = step.withPrecision(maybe(random, Precision.TFLOAT32));
    return random.nextBoolean() ? inFormat : inFormat.withPlan(RandomPlans.next(random));
  }

  private static Interval interval(Random random) {
    double a = number(random);
    double b = number(random);
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  private static double number(Random random) {
    double[] special = {0, -0.0, 1, 1e15, 1e23, Double.MIN_VALUE, Double.MAX_VALUE, 2e-323};
    if (random.nextInt(4) == 0) {
      return special[random.nextInt(special.length)];
    }
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : -number(random);
  }

  private static <T> @Nullable T maybe(Random random, T value) {
    return random.nextBoolean() ? value : null;
  }

  private static <T> List<T> list(int size, Supplier<T> element) {
    return IntStream.range(0, size).mapToObj(i -> element.get()).toList();
  }
}
