/// Tables as text: format version 1, the forms in which people have coefficients, and the tables
/// that are shipped.
///
/// [TableReader] and [TableWriter] are the format; [TableImport] reads foreign forms,
/// [TableLiteral] what people type; [Catalogue] holds the tables in public use.
@NullMarked
package org.alternant.coefficients.format;

import org.jspecify.annotations.NullMarked;
