/// Searches around the recipe: [ScheduleSearch] ranks sequences of degrees by error and cost,
/// [LowerEndSearch] finds the smallest lower end. Both work on the ratio of an interval's ends
/// ([EndRatio], [RecipeMap]).
@NullMarked
package org.alternant.solver.search;

import org.jspecify.annotations.NullMarked;
