/// What a table approximates ([org.alternant.coefficients.function.TableFunction]), and so which
/// powers its steps are made of.
@NullMarked
package org.alternant.coefficients.function;

import org.jspecify.annotations.NullMarked;
