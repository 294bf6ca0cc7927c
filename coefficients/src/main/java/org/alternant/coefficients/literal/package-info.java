/// Coefficients in files as they are found: source code, notes, spreadsheets. Such a file is read,
/// never executed. [org.alternant.coefficients.literal.FoundTables] lists the tables in it.
///
/// One grammar reads the literals of all languages ([ExpressionReader]); what is written line by
/// line becomes the same tree ([LineReader], [YamlReader]).
@NullMarked
package org.alternant.coefficients.literal;

import org.jspecify.annotations.NullMarked;
