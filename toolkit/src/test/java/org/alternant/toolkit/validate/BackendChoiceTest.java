package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.junit.jupiter.api.Test;

class BackendChoiceTest {

  /// A backend that is only looked at.
  private record Stub(String name, boolean works, boolean graphics, Set<Precision> precisions)
      implements Backend {

    @Override
    public Availability availability() {
      return works
          ? new Availability.Available("the " + name + " device")
          : new Availability.Unavailable(List.of("missing"));
    }

    @Override
    public boolean onGraphicsProcessor() {
      return graphics && works;
    }

    @Override
    public MatrixArithmetic<?> arithmetic(Precision precision) {
      throw new UnsupportedOperationException();
    }
  }

  private static final Set<Precision> ALL = EnumSet.allOf(Precision.class);
  private static final Set<Precision> NO_BINARY64 =
      EnumSet.complementOf(EnumSet.of(Precision.FLOAT64));

  private static Backend stub(String name, boolean works, boolean graphics) {
    return new Stub(name, works, graphics, graphics ? NO_BINARY64 : ALL);
  }

  private static List<Backend> machine(boolean blas, boolean opencl, boolean cuda) {
    return List.of(
        new EjmlBackend(),
        stub("blas", blas, false),
        stub("opencl", opencl, false),
        stub("cuda", cuda, true));
  }

  private static BackendChoice choice(
      List<Backend> machine, int rows, int columns, Precision... precisions) {
    return BackendChoice.of(
        machine,
        new GeneratedMatrices(rows, columns, Spectrum.Kind.LOG_UNIFORM),
        List.of(precisions),
        RoundingRules.FUSED);
  }

  private static String name(List<Backend> machine, Precision... precisions) {
    return choice(machine, 1024, 1024, precisions).backend().name();
  }

  @Test
  void smallMatricesHaveTheDigitsOfEveryMachine() {
    for (int[] shape : new int[][] {{1, 1}, {256, 256}, {128, 1024}, {1024, 128}}) {
      BackendChoice choice = choice(machine(true, true, true), shape[0], shape[1]);
      assertEquals("ejml", choice.backend().name());
      assertFalse(choice.ofThisMachine());
    }
    assertEquals("cuda", choice(machine(true, true, true), 257, 257).backend().name());
  }

  @Test
  void theFastestThatWorksRunsLargeOnes() {
    assertEquals("cuda", name(machine(true, true, true), Precision.BFLOAT16));
    assertEquals("blas", name(machine(true, true, false), Precision.BFLOAT16));
    assertEquals("opencl", name(machine(false, true, false), Precision.BFLOAT16));
    assertEquals("ejml", name(machine(false, false, false), Precision.BFLOAT16));
  }

  @Test
  void whatDoesNotComputeInAPrecisionIsPassedOver() {
    assertEquals("blas", name(machine(true, true, true), Precision.BFLOAT16, Precision.FLOAT64));
  }

  @Test
  void theReasonNamesTheDevice() {
    BackendChoice choice = choice(machine(true, true, false), 1024, 1024);
    assertEquals(
        "no graphics processor works here; the blas device", choice.reason().orElseThrow());
    assertTrue(choice.ofThisMachine());
  }
}
