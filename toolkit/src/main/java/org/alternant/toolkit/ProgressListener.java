package org.alternant.toolkit;

/// Told how far a call has come that takes long.
@FunctionalInterface
public interface ProgressListener {

  /// Listens to nothing.
  ProgressListener NONE = (_, _) -> {};

  /// One more part of the work is done. Called in the thread that made the call; work of several
  /// stages counts each anew.
  ///
  /// @param done how many parts are done, from 1 to `total`
  /// @param total how many there are
  void advanced(long done, long total);
}
