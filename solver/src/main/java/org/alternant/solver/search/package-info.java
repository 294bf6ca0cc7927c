/// Searches for the degrees or the lower end of a schedule.
///
/// - [ScheduleSearch] finds the sequences of degrees that err least for their cost: the search
///   behind a budget.
/// - [LowerEndSearch] finds the smallest lower end that an allowed error permits.
/// - Both work on the ratio of an interval's ends, [EndRatio]; [RecipeMap] says what a step does to
///   it, and proves that a larger ratio stays larger.
@NullMarked
package org.alternant.solver.search;

import org.jspecify.annotations.NullMarked;
