/// JSON as a tree of our own, so that no library's types stand in an interface, and writing and
/// reading tables need none: [JsonValue] is the tree, [JsonWriter] the one style in which it is
/// written, and a [JsonParser] makes it from text.
@NullMarked
package org.alternant.coefficients.json;

import org.jspecify.annotations.NullMarked;
