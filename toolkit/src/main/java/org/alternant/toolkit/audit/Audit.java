package org.alternant.toolkit.audit;

import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.solver.audit.TableAudit;

/// Audits tables: everything that `alternant audit` can do, in one call.
public final class Audit {

  private Audit() {}

  /// Tells where a table came from, and what becomes of it in use.
  ///
  /// @param request the table, the singular values and the shape of the matrices
  /// @return the findings
  public static AuditReport of(AuditRequest request) {
    List<Step> rows = request.table().steps();
    return new AuditReport(
        request,
        TableAudit.of(rows, request.input()),
        RunCost.of(rows),
        RunCost.gramRestarts(rows));
  }
}
