/// Schedules of given degrees.
///
/// [ScheduleDesigner] is the way in: the Polar Express recipe. It hands a request over to
///
/// - [RoundedDesigner], where the request allows for rounding: a cushion for each step, chosen
///   under the rounding model;
/// - [GridSearch], where the coefficients must lie on a grid: a beam search over [RowCandidates]
///   and descent by [GridDescent], judged exactly by [GuardedChain].
///
/// Where rounding leaves nothing to work on, or a coefficient does not fit the grid,
/// [LostInRoundingException], [BeyondGridException] and [BeyondBinary64Exception] say so.
@NullMarked
package org.alternant.solver.design;

import org.jspecify.annotations.NullMarked;
