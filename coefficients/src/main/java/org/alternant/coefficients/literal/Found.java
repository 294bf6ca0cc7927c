package org.alternant.coefficients.literal;

import org.jspecify.annotations.Nullable;

/// A literal in a file.
///
/// @param name what it is called there; empty for one without a name
/// @param at where it starts
/// @param node the literal; null where it could not be read
/// @param problem why not; null where it could
/// @param flat whether what could not be read is no more than a list of numbers
record Found(
    String name, int at, @Nullable Node node, @Nullable LiteralException problem, boolean flat) {
  Found(String name, Node node) {
    this(name, node.at(), node, null, false);
  }
}
