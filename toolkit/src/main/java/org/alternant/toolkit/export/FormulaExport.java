package org.alternant.toolkit.export;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.formula.FormulaExportRequest;
import org.alternant.exports.formula.FormulaExportRequest.Golden;
import org.alternant.exports.formula.FormulaModule;
import org.alternant.solver.certificate.FormulaCertifier;
import org.jspecify.annotations.Nullable;

/// Exports tables of parts.
public final class FormulaExport {

  private FormulaExport() {}

  /// Exports. The same arguments give the same bytes on every machine.
  ///
  /// @param table the table
  /// @param target the runtime
  /// @param golden what the export is to check itself with; null: no self-check
  /// @param command the command that makes the same file again, for its head; null: none
  /// @return the file; empty where the runtime takes no tables of parts
  /// @throws IllegalArgumentException if nothing is proved about the table
  public static Optional<byte[]> of(
      FormulaTable table, ExportTarget target, @Nullable Golden golden, @Nullable String command) {
    return FormulaModule.of(target)
        .map(
            module ->
                module
                    .write(new FormulaExportRequest(table, certificate(table), command, golden))
                    .getBytes(StandardCharsets.UTF_8));
  }

  private static FormulaCertificate certificate(FormulaTable table) {
    FormulaCertificate own = table.certificate();
    return own != null ? own : FormulaCertifier.nominal(table);
  }
}
