/// Schedules of given degrees.
///
/// [ScheduleDesigner] is the way in: the Polar Express recipe, with [RoundedDesigner] where the
/// request allows for rounding and [GridSearch] where the coefficients lie on a grid. Where
/// rounding leaves nothing to work on, or a coefficient does not fit the grid,
/// [LostInRoundingException] and [BeyondGridException] say so.
@NullMarked
package org.alternant.solver.design;

import org.jspecify.annotations.NullMarked;
