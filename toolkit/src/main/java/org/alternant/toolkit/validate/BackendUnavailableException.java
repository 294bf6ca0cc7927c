package org.alternant.toolkit.validate;

import java.util.List;
import org.alternant.coefficients.Precision;

/// The backend that was asked for cannot compute here, or not in the precision asked for.
public final class BackendUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String backend;
  private final transient Lack lack;

  /// What is lacking.
  public sealed interface Lack {

    /// No backend of this name is on the class path.
    ///
    /// @param known the names of those that are
    record Unknown(List<String> known) implements Lack {}

    /// It cannot compute on this machine.
    ///
    /// @param reasons everything that was tried and how it failed, and what would help
    record Unavailable(List<String> reasons) implements Lack {}

    /// It does not compute in this precision on this machine.
    ///
    /// @param precision the format asked for
    /// @param available the formats it has
    record NoSuchPrecision(Precision precision, List<Precision> available) implements Lack {}

    /// It does not keep the matrices of a format in another.
    ///
    /// @param precision the format that operands of products are rounded to
    /// @param stored the format asked for
    record NoSuchStorage(Precision precision, Precision stored) implements Lack {}
  }

  BackendUnavailableException(String backend, Lack lack) {
    super("backend " + backend + ": " + lack);
    this.backend = backend;
    this.lack = lack;
  }

  /// The backend.
  ///
  /// @return its name
  public String backend() {
    return backend;
  }

  /// What is lacking.
  ///
  /// @return the reason
  public Lack lack() {
    return lack;
  }
}
