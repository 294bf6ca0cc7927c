package org.alternant.coefficients.literal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A literal, with the position where it starts.
sealed interface Node {

  /// Where it starts.
  int at();

  /// A number.
  ///
  /// @param value its value
  /// @param integer whether a program would take it for an integer: no point, exponent or suffix
  record Numeric(Ratio value, boolean integer, int at) implements Node {}

  /// A list, tuple, array, or positional values in braces.
  ///
  /// @param python whether `+` and `*` join and repeat it: not where it is an array
  record Items(List<Node> elements, boolean python, int at) implements Node {
    public Items {
      elements = List.copyOf(elements);
    }
  }

  /// Values by name.
  record Fields(SequencedMap<String, Node> values, int at) implements Node {
    public Fields {
      values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
  }

  /// What is no number and no list.
  ///
  /// @param problem why it could not be read although rows began in it; null where none did
  record Other(@Nullable LiteralException problem, int at) implements Node {}
}
