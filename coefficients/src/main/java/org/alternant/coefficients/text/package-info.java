/// What messages and files call things: numbers and names as a reader is told them
/// ([org.alternant.coefficients.text.MessageText]), the constants of an enumeration as they are
/// spelled ([org.alternant.coefficients.text.EnumIds]).
@NullMarked
package org.alternant.coefficients.text;

import org.jspecify.annotations.NullMarked;
