package org.alternant.toolkit.export;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.ExportOutcome;
import org.alternant.exports.ExportOutcome.Refused;
import org.alternant.exports.ExportRequest;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Exports;
import org.alternant.exports.GoldenVectors;
import org.alternant.exports.Refusal;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.NominalInput;
import org.jspecify.annotations.Nullable;

/// Exports a table: rounds its coefficients to the precision in which they are written, proves what
/// these numbers do, adds the self-check, and writes the file.
public final class Export {

  /// Of the self-check's matrix where no shape is prescribed: tall, so that the check sees the
  /// transposition.
  static final MatrixShape SELF_CHECK_SHAPE = new MatrixShape(6, 4);

  /// Of that for a root.
  static final MatrixShape ROOT_SELF_CHECK_SHAPE = new MatrixShape(5, 5);

  private Export() {}

  /// Exports. The same task gives the same bytes on every machine.
  ///
  /// @param task what, and how
  /// @return the file, with the table and the certificate it states; or why there is none
  public static ExportOutcome of(ExportTask task) {
    Optional<Refusal> refusal = refusal(task);
    if (refusal.isPresent()) {
      return new Refused(refusal.get());
    }
    CoefficientTable written = written(task);
    if (written.stopsBefore(task.steps())) {
      return new Refused(new Refusal.MoreStepsThanRows(written.steps().size(), task.steps()));
    }
    GoldenVectors golden = null;
    if (task.selfCheck() != null) {
      Optional<GoldenVectors> vectors =
          task.selfCheck().vectors(written, task.function(), task.steps(), shape(task));
      if (vectors.isEmpty()) {
        return new Refused(new Refusal.SelfCheckUnstable());
      }
      golden = vectors.get();
    }
    Certificate proved = certificate(task, written);
    Map<Precision, Survival> survival = survival(task, written, proved);
    Optional<Refusal> breaks = breaks(task, survival);
    if (breaks.isPresent()) {
      return new Refused(breaks.get());
    }
    return Exports.export(
        task.target(),
        new ExportRequest(
            written,
            task.function(),
            task.steps(),
            task.precision(),
            task.shape(),
            survival.isEmpty() ? null : formats(survival),
            proved,
            gradientError(task, written, proved),
            task.command(),
            golden));
  }

  /// That the table does not survive the format that it is to run in, or that nothing is known.
  private static Optional<Refusal> breaks(ExportTask task, Map<Precision, Survival> survival) {
    Precision runIn = task.runIn();
    if (runIn == null) {
      return Optional.empty();
    }
    Survival inRun = survival.get(runIn);
    if (inRun == null) {
      return task.function() == ExportFunction.INVERSE_ROOT
          ? Optional.of(new Refusal.SurvivalUnknown(runIn))
          : Optional.empty();
    }
    return inRun.survives()
        ? Optional.empty()
        : Optional.of(
            new Refusal.BreaksIn(task.table().function(), runIn, inRun instanceof Survival.Breaks));
  }

  private static @Nullable Double gradientError(
      ExportTask task, CoefficientTable written, @Nullable Certificate proved) {
    return task.function().hasGradient() && proved != null
        ? GradientError.of(written.run(task.steps()), task.function(), proved).orElse(null)
        : null;
  }

  /// How a runtime rounds in the formats that people train in.
  ///
  /// @param target the runtime
  /// @return the rules; empty where it does not run in these formats, or in another form
  public static Optional<RoundingRules> rules(ExportTarget target) {
    return switch (target) {
      case PYTORCH, DION, TORCH_MUON, EMERGING_OPTIMIZERS ->
          Optional.of(RoundingRules.of(TargetRuntime.PYTORCH));
      case JAX, OPTAX -> Optional.of(RoundingRules.of(TargetRuntime.JAX));
      case PYTHON, NUMPY, GRAM_NEWTON_SCHULZ -> Optional.empty();
      case C, CUDA, RUST, JAVASCRIPT, JULIA, ONNX, CSV, MARKDOWN, LATEX -> Optional.empty();
    };
  }

  private static Map<Precision, Survival> survival(
      ExportTask task, CoefficientTable written, @Nullable Certificate proved) {
    Optional<RoundingRules> rules = rules(task.target());
    boolean estimated = task.function() == ExportFunction.usual(task.table().function());
    if (proved == null || rules.isEmpty() || !estimated) {
      return Map.of();
    }
    List<Step> run = written.run(task.steps());
    Interval input = proved.input();
    Interval image = proved.output();
    SurvivalJudge judge = task.judge();
    Map<Precision, Survival> survival =
        judge.estimated(task.table(), run, input, image, rules.get());
    Precision runIn = task.runIn();
    if (runIn != null && survival.get(runIn) instanceof Survival.Unclear) {
      judge
          .survived(run, input, image, runIn, rules.get())
          .ifPresent(ran -> survival.put(runIn, ran));
    }
    return survival;
  }

  private static ExportRequest.Survival formats(Map<Precision, Survival> survival) {
    return new ExportRequest.Survival(
        formats(survival, Survival.Survives.class),
        formats(survival, Survival.Ran.class),
        formats(survival, Survival.Unclear.class),
        formats(survival, Survival.Breaks.class));
  }

  private static List<Precision> formats(
      Map<Precision, Survival> survival, Class<? extends Survival> outcome) {
    return survival.keySet().stream()
        .filter(precision -> outcome.isInstance(survival.get(precision)))
        .toList();
  }

  /// What can be said before anything is rounded.
  private static Optional<Refusal> refusal(ExportTask task) {
    Optional<Refusal> ofOptions = refusalOfOptions(task);
    if (ofOptions.isPresent()) {
      return ofOptions;
    }
    Precision precision = task.precision();
    for (Step step : task.table().steps()) {
      EvaluationPlan plan = task.target().runsPlans() ? step.plan() : null;
      boolean fits =
          plan == null
              ? step.coefficients().stream().map(precision::nearest).allMatch(Double::isFinite)
              : plan.roundedTo(precision).isPresent();
      if (!fits) {
        DoubleStream numbers =
            plan == null
                ? step.coefficients().stream().mapToDouble(Double::doubleValue)
                : plan.numbers();
        double largest = numbers.boxed().max(Comparator.comparingDouble(Math::abs)).orElseThrow();
        return Optional.of(new Refusal.CoefficientOverflow(largest, precision));
      }
    }
    return Optional.empty();
  }

  /// What can be said of the target, and of the function that the table is for.
  private static Optional<Refusal> refusalOfOptions(ExportTask task) {
    ExportTarget target = task.target();
    ExportFunction function = task.function();
    Precision runIn = task.runIn();
    if (!function.isComputedBy(task.table().function())) {
      return Optional.of(new Refusal.FunctionOfOtherTable(function, task.table().function()));
    }
    Optional<Refusal> ofTarget =
        Exports.refusal(target, function)
            .or(
                () ->
                    Exports.refusal(
                        target, task.precision(), task.shape(), task.selfCheck() != null))
            .map(refusal -> refusal);
    return ofTarget.isEmpty()
            && runIn != null
            && function != ExportFunction.usual(task.table().function())
        ? Optional.of(new Refusal.SurvivalUnknown(runIn))
        : ofTarget;
  }

  /// Of the self-check's matrix.
  private static MatrixShape shape(ExportTask task) {
    MatrixShape shape = task.shape();
    if (shape != null) {
      return shape;
    }
    return task.function().actsOnSingularValues() ? SELF_CHECK_SHAPE : ROOT_SELF_CHECK_SHAPE;
  }

  /// The table with its numbers as they are written, and without what was proved about others.
  private static CoefficientTable written(ExportTask task) {
    CoefficientTable table = task.table();
    List<Step> steps = table.steps().stream().map(step -> written(step, task)).toList();
    return steps.equals(table.steps())
        ? table
        : new CoefficientTable(
            table.name(),
            table.description(),
            steps,
            table.conventions(),
            table.design(),
            null,
            table.provenance());
  }

  /// A step as it is written. Where a loop takes three products for degree 17, it is their numbers
  /// that are in the file, and what they compute is what has to be proved.
  private static Step written(Step step, ExportTask task) {
    Precision precision = task.precision();
    EvaluationPlan own = step.plan();
    if (own != null) {
      // Targets that do not run plans say so: the plan stays for them to see.
      return task.target().runsPlans()
          ? step.withPlan(own.roundedTo(precision).orElseThrow())
          : step;
    }
    Step written = withCoefficients(step, precision);
    if (task.target().check() != ExportTarget.Check.MATRIX) {
      return written;
    }
    return Scheme.THREE_PRODUCT
        .plan(written.coefficients())
        .map(
            plan ->
                plan.roundedTo(precision)
                    .map(written::withPlan)
                    .orElseGet(() -> Scheme.PATERSON_STOCKMEYER.applyTo(written)))
        .orElse(written);
  }

  private static Step withCoefficients(Step step, Precision precision) {
    return step.withCoefficients(step.coefficients().stream().map(precision::nearest).toList());
  }

  /// What is proved about the numbers as they are written and the steps as they run, on the
  /// interval of the table's own certificate if there is one; null where the images overflow.
  private static @Nullable Certificate certificate(ExportTask task, CoefficientTable written) {
    Certificate own = task.precision() == Precision.FLOAT64 ? task.table().certificate() : null;
    Interval input =
        own != null && task.steps() == written.steps().size()
            ? own.input()
            : NominalInput.of(written);
    List<Step> run =
        task.target().runsPlans()
            ? written.run(task.steps())
            : written.run(task.steps()).stream()
                .map(step -> withCoefficients(step, task.precision()))
                .toList();
    return new TableCertifier(run).certify(input).proved().orElse(null);
  }
}
