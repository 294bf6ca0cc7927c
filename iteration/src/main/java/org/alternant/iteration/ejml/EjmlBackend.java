package org.alternant.iteration.ejml;

import java.util.EnumSet;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.ejml.concurrency.EjmlConcurrency;

/// The iteration on EJML's dense row-major matrices, on every core of the machine: binary64 and
/// binary32 as EJML computes them, and the narrower formats emulated by rounding binary32. EJML
/// shares a product out by rows of its result, so the bits do not depend on the number of threads
/// (*observed in EjmlBackendTest*).
public final class EjmlBackend implements Backend {

  /// Creates the backend; it holds nothing.
  public EjmlBackend() {}

  @Override
  public String name() {
    return "ejml";
  }

  @Override
  public Availability availability() {
    return new Availability.Available(
        "EJML on " + EjmlConcurrency.getMaxThreads() + " threads of the Java machine");
  }

  @Override
  public Set<Precision> precisions() {
    return EnumSet.allOf(Precision.class);
  }

  @Override
  public boolean stores(Precision precision, Precision stored) {
    return EjmlArithmetic.stores(precision, stored);
  }

  @Override
  public MatrixArithmetic<?> arithmetic(Precision precision) {
    return arithmetic(precision, precision.storage());
  }

  @Override
  public MatrixArithmetic<?> arithmetic(Precision precision, Precision stored) {
    return EjmlArithmetic.of(precision, stored, EjmlAlgebra.INSTANCE);
  }
}
