/// The rounding model: what an iteration carried out in a floating-point format can do to singular
/// values, as numbers in and bounds out; no matrices. [RoundingModel] bounds one step,
/// [RoundedImages] a whole schedule.
@NullMarked
package org.alternant.solver.rounding;

import org.jspecify.annotations.NullMarked;
