package org.alternant.toolkit.validate;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;

/// The backend of a job. Where none is named it is the one that suits: on small matrices EJML,
/// whose digits are the same everywhere; else a graphics processor if one works, else the machine's
/// BLAS, else OpenCL on the processor, else EJML. What is proved does not depend on it.
///
/// @param backend an available backend
/// @param reason why it is this one, for a person to read; empty where it was named
public record BackendChoice(Backend backend, Optional<String> reason) {

  /// The multiplications of a product up to which a matrix is small: 256×256, or 128×1024. EJML
  /// takes well below a second for all of it.
  private static final double SMALL = 0x1p24;

  private BackendChoice(Backend backend, String reason) {
    this(backend, Optional.of(reason));
  }

  /// The backend of a name.
  ///
  /// @param name as in [Backend#name]
  /// @return the choice: it is available
  /// @throws BackendUnavailableException if there is none of that name, or it is not available
  public static BackendChoice named(String name) throws BackendUnavailableException {
    return new BackendChoice(BackendSelection.named(name), Optional.empty());
  }

  /// Whether it is worth a line: where it is not named, and the digits are this machine's.
  ///
  /// @return whether it is
  public boolean ofThisMachine() {
    return reason.isPresent() && !(backend instanceof EjmlBackend);
  }

  /// Chooses.
  ///
  /// @param matrices on which matrices
  /// @param precisions in which formats it has to compute; none if any will do
  /// @param rounding how results are rounded
  /// @return the choice
  public static BackendChoice of(
      MatrixSource matrices, List<Precision> precisions, RoundingRules rounding) {
    return of(Backends.all(), matrices, precisions, rounding);
  }

  static BackendChoice of(
      List<Backend> all,
      MatrixSource matrices,
      List<Precision> precisions,
      RoundingRules rounding) {
    if (matrices.multiplications() <= SMALL) {
      return new BackendChoice(
          new EjmlBackend(), "the matrices are small, and so the digits are the same everywhere");
    }
    Predicate<Backend> able =
        backend ->
            backend.availability() instanceof Availability.Available
                && precisions.stream()
                    .allMatch(
                        precision ->
                            backend.precisions().contains(precision)
                                && backend.stores(precision, rounding.stored(precision)));
    Optional<Backend> graphics =
        all.stream().filter(Backend::onGraphicsProcessor).filter(able).findFirst();
    if (graphics.isPresent()) {
      return new BackendChoice(graphics.get(), "a graphics processor: " + device(graphics.get()));
    }
    String missing = "no graphics processor works here";
    for (Backend backend : all) {
      if (!(backend instanceof EjmlBackend) && able.test(backend)) {
        return new BackendChoice(backend, missing + "; " + device(backend));
      }
    }
    return new BackendChoice(
        new EjmlBackend(), "nothing faster works here: 'alternant backends' says why");
  }

  private static String device(Backend backend) {
    return backend.availability() instanceof Availability.Available(String device)
        ? device
        : backend.name();
  }
}
