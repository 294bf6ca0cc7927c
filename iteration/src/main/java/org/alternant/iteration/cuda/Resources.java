package org.alternant.iteration.cuda;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Resources that are closed together, the last one first.
final class Resources implements AutoCloseable {

  private final Deque<Closing> owned = new ArrayDeque<>();

  /// Something whose closing throws no checked exception.
  @FunctionalInterface
  interface Closing {
    void close();
  }

  Handle own(Handle resource) {
    owned.push(resource::close);
    return resource;
  }

  <T extends Closing> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  /// Closes everything, even where one of them fails: the first failure is thrown at the end.
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!owned.isEmpty()) {
      failure = closed(owned.pop(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable RuntimeException closed(
      Closing resource, @Nullable RuntimeException earlier) {
    try {
      resource.close();
      return earlier;
    } catch (RuntimeException e) {
      if (earlier == null) {
        return e;
      }
      earlier.addSuppressed(e);
      return earlier;
    }
  }
}
