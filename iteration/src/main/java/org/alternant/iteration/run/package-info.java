/// The iteration as it is run: [MatrixIteration] says what, a [Backend] does it, [MatrixArithmetic]
/// is what a backend implements for one precision. [Backends] finds those on the class path.
@NullMarked
package org.alternant.iteration.run;

import org.jspecify.annotations.NullMarked;
