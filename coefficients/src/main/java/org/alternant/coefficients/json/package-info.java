/// JSON as a tree of our own, so that no library's types appear in an interface and writing needs
/// no library at all. [JsonValue] is the tree, [JsonWriter] writes it in one style, and a
/// [JsonParser] makes it from text.
@NullMarked
package org.alternant.coefficients.json;

import org.jspecify.annotations.NullMarked;
