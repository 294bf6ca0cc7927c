package org.alternant.toolkit.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TargetRuntime;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.rounding.SampleSpectrum;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.Degrees;
import org.alternant.toolkit.design.Design;
import org.alternant.toolkit.design.DesignTask;
import org.alternant.toolkit.trial.InverseRootDesign.Breaks;
import org.alternant.toolkit.trial.InverseRootDesign.Found;
import org.junit.jupiter.api.Test;

/// Inverse roots that are designed for a format.
class InverseRootDesignTest {

  private static final RoundingRules EAGER = RoundingRules.of(TargetRuntime.PYTORCH);

  private static DesignTask.Builder task(int root, double lower, Degrees degrees) {
    return DesignTask.builder()
        .function(TableFunction.inverseRoot(root))
        .degrees(degrees)
        .lower(lower);
  }

  private static Degrees budget(int root, int products) {
    TableFunction function = TableFunction.inverseRoot(root);
    return Degrees.searched(DesignSearch.budget(function, products));
  }

  private static InverseRootDesign.Outcome design(DesignTask task, Precision precision) {
    return InverseRootDesign.of(task, precision, EAGER, ProgressListener.NONE);
  }

  /// The worst error of float32 runs on matrices with eigenvalues from `lower` to 1.
  private static double observed(CoefficientTable table, double lower) {
    MatrixIteration iteration = MatrixIteration.of(table, Precision.FLOAT32).with(EAGER);
    double worst = 0;
    for (TrialRuns.Kind kind : TrialRuns.Kind.values()) {
      double[] values = SampleSpectrum.values(kind, new Interval(lower, 1), 48);
      Outcome outcome =
          new EjmlBackend()
              .run(
                  iteration.with(Normalization.NONE),
                  TestMatrix.symmetric(Arrays.stream(values).boxed().toList(), 3));
      Outcome.Finished finished = assertInstanceOf(Outcome.Finished.class, outcome);
      worst = Math.max(worst, Measures.of(iteration, finished).worstError());
    }
    return worst;
  }

  /// The schedule that errs least in exact arithmetic loses digits of the inverse that others keep.
  @Test
  void errsLessWhenItIsRun() {
    DesignTask exact = task(1, 1e-4, budget(1, 16)).build();
    Found found = assertInstanceOf(Found.class, design(exact, Precision.FLOAT32));
    CoefficientTable chosen = found.variants().getFirst().designed().table();
    CoefficientTable best = Design.of(exact).orThrow().table();
    double error = observed(chosen, 1e-4);
    assertTrue(error <= 2 * found.variants().getFirst().error(), () -> "observed " + error);
    assertTrue(error < observed(best, 1e-4) / 4, () -> "observed " + error);
    assertEquals(Precision.FLOAT32, chosen.conventions().precision());
    assertEquals(TargetRuntime.PYTORCH, chosen.conventions().runtime());
    assertTrue(chosen.name().endsWith("-float32"), chosen.name());
  }

  @Test
  void isNotRecommendedWhereItBreaks() {
    DesignTask task = task(1, 1e-3, Degrees.of(9, 9)).build();
    assertInstanceOf(Breaks.class, design(task, Precision.BFLOAT16));
  }

  /// A cushion that is given is kept, and so are degrees.
  @Test
  void keepsWhatIsGiven() {
    DesignTask task = task(2, 0.01, Degrees.of(5, 5, 7)).cushion(0.02).name("mine").build();
    Found found = assertInstanceOf(Found.class, design(task, Precision.FLOAT16));
    assertEquals(1, found.variants().size());
    CoefficientTable table = found.variants().getFirst().designed().table();
    assertEquals("mine", table.name());
    assertEquals(0.02, Objects.requireNonNull(table.design()).cushion());
    assertEquals(List.of(5, 5, 7), Objects.requireNonNull(table.design()).degrees());
  }
}
