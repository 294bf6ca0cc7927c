/// Recommending a table: [RecommendTask] says for which arithmetic, budget and matrices,
/// [Recommend#of] answers with a [RecommendOutcome].
///
/// ```java
/// RecommendTask task = RecommendTask.customary().withBudget(16);
/// if (Recommend.of(task, ProgressListener.NONE) instanceof RecommendOutcome.Recommended best) {
///   System.out.println(best.chosen().table().name() + " " + best.chosen().measured().worstError());
/// }
/// ```
///
/// A shipped table is the answer where it was designed for what is asked, and at once; else one is
/// designed. All figures are those of the embedded arithmetic, on the same matrices.
@NullMarked
package org.alternant.toolkit.recommend;

import org.jspecify.annotations.NullMarked;
