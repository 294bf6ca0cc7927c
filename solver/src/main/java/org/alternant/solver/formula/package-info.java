/// Finds the parts of a formula together: degrees and intervals of its sign and its inverse square
/// root, in binary64, and then their best polynomials.
@NullMarked
package org.alternant.solver.formula;

import org.jspecify.annotations.NullMarked;
