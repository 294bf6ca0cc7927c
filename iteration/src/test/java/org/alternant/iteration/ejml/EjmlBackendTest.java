package org.alternant.iteration.ejml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.EnumSet;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.BackendContract;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Tables;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EjmlBackendTest extends BackendContract {

  @Override
  protected Backend backend() {
    return new EjmlBackend();
  }

  @Test
  void computesInEveryPrecisionEverywhere() {
    assertEquals("ejml", backend().name());
    assertEquals(EnumSet.allOf(Precision.class), backend().precisions());
    assertInstanceOf(Availability.Available.class, backend().availability());
    assertEquals(EjmlBackend.class, Backends.find("ejml").orElseThrow().getClass());
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfThreadsChangesNoBit(Precision precision) {
    // Large enough that EJML shares the work out.
    DMatrixRMaj x = TestMatrix.generate(new Spectrum(Spectrum.Kind.GAUSSIAN, 1), 150, 210, 1);
    MatrixIteration iteration = new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      EjmlConcurrency.setMaxThreads(1);
      double[] one = result(iteration, x);
      EjmlConcurrency.setMaxThreads(4);
      assertArrayEquals(one, result(iteration, x));
    } finally {
      EjmlConcurrency.setMaxThreads(threads);
    }
  }

  private double[] result(MatrixIteration iteration, DMatrixRMaj x) {
    Outcome outcome = backend().run(iteration, x);
    return assertInstanceOf(Outcome.Finished.class, outcome).result().data;
  }

  @Test
  void entriesBeyondFloat32OverflowInTheNormalization() {
    DMatrixRMaj x = new DMatrixRMaj(new double[][] {{1e39}});
    MatrixIteration iteration =
        new MatrixIteration(Tables.NANOCHAT_5, Normalization.NONE, Precision.FLOAT32);
    assertEquals(new Outcome.Overflowed(0), backend().run(iteration, x));
  }
}
