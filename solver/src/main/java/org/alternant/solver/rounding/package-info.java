/// The rounding model: what an iteration carried out in a floating-point format can do to singular
/// values. Numbers go in and bounds come out; there are no matrices. `docs/ROUNDING.md` has the
/// derivation.
///
/// - [RoundingModel] bounds the error of one step.
/// - [RoundedImages] bounds what a whole schedule makes of an interval, with proof: the rounding
///   counterpart of a certificate.
/// - [RoundedState] is where the singular values may be between two steps; a designer uses it too.
@NullMarked
package org.alternant.solver.rounding;

import org.jspecify.annotations.NullMarked;
