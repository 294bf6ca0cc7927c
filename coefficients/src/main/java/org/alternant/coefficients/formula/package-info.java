/// Tables of functions that are made of parts: a formula in a sign and an inverse square root
/// ([org.alternant.coefficients.formula.FormulaTable]).
@NullMarked
package org.alternant.coefficients.formula;

import org.jspecify.annotations.NullMarked;
