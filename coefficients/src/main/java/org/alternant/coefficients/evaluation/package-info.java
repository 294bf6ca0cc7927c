/// How a step is computed and what it costs.
///
/// [Scheme] plans the products of a step that is given by its coefficients alone, [IterationCost]
/// counts those of a schedule, [GramRestarts] says where the Gram form has to be restarted, and
/// [SearchCost] is the cost by which a search ranks schedules.
@NullMarked
package org.alternant.coefficients.evaluation;

import org.jspecify.annotations.NullMarked;
