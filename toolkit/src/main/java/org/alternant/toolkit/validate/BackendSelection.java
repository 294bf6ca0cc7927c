package org.alternant.toolkit.validate;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.blas.BlasBackend;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.toolkit.validate.BackendUnavailableException.Lack;

/// Backends of which it is known that they can compute. [Backends] lists all there are.
public final class BackendSelection {

  private BackendSelection() {}

  /// The backend of a name.
  ///
  /// @param name as in [Backend#name]
  /// @return the backend: it is available
  /// @throws BackendUnavailableException if there is none of that name, or it is not available
  public static Backend named(String name) throws BackendUnavailableException {
    Backend backend =
        Backends.find(name)
            .orElseThrow(
                () ->
                    new BackendUnavailableException(
                        name,
                        new Lack.Unknown(Backends.all().stream().map(Backend::name).toList())));
    requireAvailable(backend);
    return backend;
  }

  /// What matrices are made by and results are measured by beside a backend.
  ///
  /// @param backend what runs the iteration
  /// @return EJML beside EJML, so that all of it is the same on every machine; else the fastest
  static DenseAlgebra algebra(Backend backend) {
    return backend instanceof EjmlBackend ? EjmlAlgebra.INSTANCE : new BlasBackend().algebra();
  }

  /// The precisions that a backend computes in on this machine.
  ///
  /// @param backend an available backend
  /// @return its precisions, the widest first
  public static List<Precision> precisions(Backend backend) {
    return Arrays.stream(Precision.values()).filter(backend.precisions()::contains).toList();
  }

  /// Checks a precision.
  ///
  /// @param backend an available backend
  /// @param precision the format
  /// @throws BackendUnavailableException if it does not compute in it on this machine
  public static void require(Backend backend, Precision precision)
      throws BackendUnavailableException {
    if (!backend.precisions().contains(precision)) {
      throw new BackendUnavailableException(
          backend.name(), new Lack.NoSuchPrecision(precision, List.copyOf(backend.precisions())));
    }
  }

  /// Checks how matrices are to be kept.
  ///
  /// @param backend an available backend
  /// @param precision a format it computes in
  /// @param stored the format of matrices
  /// @throws BackendUnavailableException if it does not keep them so
  public static void require(Backend backend, Precision precision, Precision stored)
      throws BackendUnavailableException {
    if (!backend.stores(precision, stored)) {
      throw new BackendUnavailableException(
          backend.name(), new Lack.NoSuchStorage(precision, stored));
    }
  }

  static void requireAvailable(Backend backend) throws BackendUnavailableException {
    if (backend.availability() instanceof Availability.Unavailable unavailable) {
      throw new BackendUnavailableException(
          backend.name(), new Lack.Unavailable(unavailable.reasons()));
    }
  }
}
