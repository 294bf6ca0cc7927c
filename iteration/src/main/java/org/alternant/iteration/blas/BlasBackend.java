package org.alternant.iteration.blas;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlArithmetic;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;

/// The iteration on the machine's own BLAS: what [org.alternant.iteration.ejml.EjmlBackend]
/// computes, with products in another order of summation. The narrower formats are emulated there
/// as here: operands are rounded, products accumulate in binary32, and what the epilogue makes of
/// them is rounded.
///
/// The first library that works is used, see [BlasPlaces]; the system property
/// `alternant.blas.path` or the environment variable `ALTERNANT_BLAS_PATH` names another. Both are
/// read once. The bits are the library's: they may depend on the processor and on the number of
/// threads.
public final class BlasBackend implements Backend {

  /// The machine's library, looked up on first use and kept.
  private static final class Machine {
    static final BlasLibraries.Search SEARCH = BlasLibraries.search(BlasPlaces.ofMachine());
  }

  private final Supplier<BlasLibraries.Search> search;

  /// Creates the backend; it holds nothing.
  public BlasBackend() {
    this(() -> Machine.SEARCH);
  }

  BlasBackend(Supplier<BlasLibraries.Search> search) {
    this.search = search;
  }

  @Override
  public String name() {
    return "blas";
  }

  @Override
  public Availability availability() {
    return switch (search.get()) {
      case BlasLibraries.Search.Found(DenseAlgebra algebra) ->
          new Availability.Available(algebra.name());
      case BlasLibraries.Search.NotFound(List<String> reasons) ->
          new Availability.Unavailable(reasons);
    };
  }

  /// The machine's fastest linear algebra.
  ///
  /// @return that of the library, or EJML's where there is none
  public DenseAlgebra algebra() {
    return search.get() instanceof BlasLibraries.Search.Found found
        ? found.algebra()
        : EjmlAlgebra.INSTANCE;
  }

  @Override
  public Set<Precision> precisions() {
    return search.get() instanceof BlasLibraries.Search.Found
        ? EnumSet.allOf(Precision.class)
        : Set.of();
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
    return switch (search.get()) {
      case BlasLibraries.Search.Found(DenseAlgebra algebra) ->
          EjmlArithmetic.of(precision, stored, algebra);
      case BlasLibraries.Search.NotFound(List<String> reasons) ->
          throw new IllegalStateException("no BLAS: " + String.join("; ", reasons));
    };
  }
}
