package org.alternant.toolkit.audit;

import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.evaluation.Scheme;

/// A way of carrying out a table's steps.
public sealed interface Evaluation {

  /// On X itself, each step by its own plan or else by the cheapest scheme.
  record Cheapest() implements Evaluation {}

  /// On X itself, every step by the same scheme.
  ///
  /// @param scheme the scheme
  record ByScheme(Scheme scheme) implements Evaluation {}

  /// On the Gram matrix, with the restarts that some formats need.
  ///
  /// @param restarts the steps after which to restart, from 1, ascending
  /// @param formats the formats that need just these, at least one
  record OnGramMatrix(List<Integer> restarts, List<Precision> formats) implements Evaluation {

    /// Copies the lists.
    public OnGramMatrix {
      restarts = List.copyOf(restarts);
      formats = List.copyOf(formats);
    }
  }
}
