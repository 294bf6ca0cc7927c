/// Best odd polynomials and schedules of them.
@NullMarked
package org.alternant.solver;

import org.jspecify.annotations.NullMarked;
