/// Exporting a table as code or data for another runtime: [ExportTask] says what and how,
/// [Export#of] writes it, and the outcome is the file or a [org.alternant.exports.Refusal].
///
/// ```java
/// CoefficientTable table = Catalogue.find("nanochat-5").orElseThrow();
/// ExportTask task =
///     ExportTask.of(table, ExportTarget.PYTORCH).withSelfCheck(SelfCheckRuns.INSTANCE);
/// switch (Export.of(task)) {
///   case ExportOutcome.Exported file -> Files.write(Path.of("orthogonalize.py"), file.content());
///   case ExportOutcome.Refused refused -> System.err.println(refused.reason());
/// }
/// ```
///
/// The head of each file states the certificate of the numbers as they stand in it; it is proved
/// here, not taken from the table. `org.alternant.toolkit.selfcheck` has the self-check, which
/// takes matrices; nothing here does. The files as such are written by `org.alternant.exports`.
@NullMarked
package org.alternant.toolkit.export;

import org.jspecify.annotations.NullMarked;
