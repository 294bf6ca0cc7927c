/// The iteration as it is run.
///
/// [MatrixIteration] says what to run, a [Backend] runs it, and the [Outcome] is the result or the
/// step that overflowed. [Backends] finds the backends on the class path.
///
/// - A backend implements [MatrixArithmetic], the few matrix operations, once for each precision;
///   which ones a step needs and in what order is the same for all of them (`StepSequence`,
///   `PlannedProducts`).
/// - [org.alternant.coefficients.Epilogue] says where results are rounded, [Rounding] rounds whole
///   arrays to a format, and [Normalizer] scales the input.
@NullMarked
package org.alternant.iteration.run;

import org.jspecify.annotations.NullMarked;
