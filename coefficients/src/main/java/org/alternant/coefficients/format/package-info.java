/// Tables as text: format version 1, the other forms in which people have coefficients, and the
/// shipped tables.
///
/// - [TableReader] and [TableWriter] are the format.
/// - [TableImport] reads foreign forms, [TableLiteral] what people type.
/// - [Catalogue] holds the tables in public use.
/// - [JacksonParser] is the only class that knows Jackson; [TableReader] takes any other
///   [org.alternant.coefficients.json.JsonParser] instead.
@NullMarked
package org.alternant.coefficients.format;

import org.jspecify.annotations.NullMarked;
