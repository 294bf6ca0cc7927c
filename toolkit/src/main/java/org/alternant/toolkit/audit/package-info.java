/// Auditing a table: [AuditRequest] names it, the singular values and the shape of the matrices,
/// [Audit#of] examines it, and [AuditReport] holds what was found.
///
/// ```java
/// CoefficientTable table = Catalogue.find("polar-express-8").orElseThrow();
/// AuditReport report = Audit.of(AuditRequest.of(table));
/// report.findings().origin().recipe().ifPresent(recipe -> System.out.println(recipe.request()));
/// report.costs().forEach(cost -> System.out.println(cost.evaluation() + ": " + cost.cost()));
/// ```
///
/// - Where the rows come from, what rounding, larger inputs, more, fewer or other steps do to them,
///   each figure proved: `org.alternant.solver.audit.TableAudit`.
/// - How many digits carry information, and how much room the normalization leaves: [AuditReport].
/// - What a run costs by each scheme and form ([RunCost], [Evaluation]), and where the Gram form
///   has to be restarted.
///
/// Nothing here computes with matrices or reads files.
@NullMarked
package org.alternant.toolkit.audit;

import org.jspecify.annotations.NullMarked;
