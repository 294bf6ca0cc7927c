package org.alternant.toolkit.validate;

import java.util.Optional;

/// What a run shows about the table's promise.
public sealed interface Verdict {

  /// Why.
  ///
  /// @return the reason
  Reason reason();

  /// Whether the table did not keep its promise.
  ///
  /// @return true for [Outside] alone
  default boolean outside() {
    return this instanceof Outside;
  }

  /// Every singular value that the precision resolves lies in the certified image.
  ///
  /// @param reason why
  record Inside(Reason.Kept reason) implements Verdict {}

  /// Some lie outside the certified image, and rounding explains it.
  ///
  /// @param reason by how much
  record InsideWithRounding(Reason.RoundingExplains reason) implements Verdict {}

  /// The result is not what was certified, nor what rounding explains, or the matrix or its
  /// rounding lies where the table promises nothing.
  ///
  /// @param reason what is wrong
  /// @param gram what the Gram form lacks, where that explains the fault
  record Outside(Reason.Fault reason, Optional<GramNeedsRestarts> gram) implements Verdict {}
}
