package org.alternant.iteration.run;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/// The backends on the class path, found through [ServiceLoader].
public final class Backends {

  private Backends() {}

  /// All of them, whether they are available or not.
  ///
  /// @return in the order of the service files: EJML first
  public static List<Backend> all() {
    return ServiceLoader.load(Backend.class, Backends.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// The backend of a name.
  ///
  /// @param name as in [Backend#name]
  /// @return empty if there is none of that name
  public static Optional<Backend> find(String name) {
    return all().stream().filter(backend -> backend.name().equals(name)).findFirst();
  }
}
