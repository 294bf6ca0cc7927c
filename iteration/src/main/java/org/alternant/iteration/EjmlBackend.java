package org.alternant.iteration;

import java.util.Set;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// The iteration on EJML's dense row-major matrices, in binary64 and binary32, on every core of the
/// machine. EJML shares a product out by rows of its result, so the bits do not depend on the
/// number of threads (*observed in EjmlBackendTest*).
public final class EjmlBackend implements Backend {

  private static final Set<Precision> PRECISIONS = Set.of(Precision.FLOAT64, Precision.FLOAT32);

  /// Creates the backend; it holds nothing.
  public EjmlBackend() {}

  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public Set<Precision> precisions() {
    return PRECISIONS;
  }

  @Override
  public Outcome run(PolarIteration iteration, DMatrixRMaj input) {
    return switch (iteration.precision()) {
      case FLOAT64 -> new StepLoop<>(new Float64Arithmetic()).run(iteration, input);
      case FLOAT32 -> new StepLoop<>(new Float32Arithmetic()).run(iteration, input);
      case TFLOAT32, BFLOAT16, FLOAT16 ->
          throw new IllegalArgumentException(
              "the ejml backend computes in FLOAT64 and FLOAT32, not in " + iteration.precision());
    };
  }
}
