/// Schedules of given degrees.
///
/// [ScheduleDesigner] is the way in: the Polar Express recipe, with [RoundedDesigner] where the
/// request reckons with rounding and [GridSearch] where the coefficients lie on a grid.
@NullMarked
package org.alternant.solver.design;

import org.jspecify.annotations.NullMarked;
