/// How a step is computed and what it costs.
///
/// [EvaluationPlan] lists the matrix products of one step, [IterationCost] counts those of a
/// schedule, [GramRestarts] says where the Gram form has to be restarted, and [SearchCost] is the
/// cost by which a search ranks schedules.
@NullMarked
package org.alternant.coefficients.evaluation;

import org.jspecify.annotations.NullMarked;
