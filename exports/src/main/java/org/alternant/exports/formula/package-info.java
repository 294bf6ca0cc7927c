/// Functions that are made of parts as Python modules
/// ([org.alternant.exports.formula.FormulaModule]).
@NullMarked
package org.alternant.exports.formula;

import org.jspecify.annotations.NullMarked;
