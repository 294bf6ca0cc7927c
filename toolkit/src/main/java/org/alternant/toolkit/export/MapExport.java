package org.alternant.toolkit.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.TableMap;
import org.alternant.exports.ExportFunction;
import org.alternant.exports.ExportOutcome.Exported;
import org.alternant.exports.ExportOutcome.Refused;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.Refusal;
import org.alternant.exports.dispatch.DispatchModule;
import org.alternant.exports.dispatch.DispatchRequest;
import org.jspecify.annotations.Nullable;

/// Exports the tables of a map for PyTorch, as one module that takes for each tensor its own.
public final class MapExport {

  private final Map<String, CoefficientTable> tables;
  private final SurvivalJudge judge;
  private final @Nullable SelfCheck selfCheck;
  private final Map<CoefficientTable, Integer> indices = new LinkedHashMap<>();
  private final List<Exported> modules = new ArrayList<>();

  private MapExport(
      Map<String, CoefficientTable> tables, SurvivalJudge judge, @Nullable SelfCheck selfCheck) {
    this.tables = tables;
    this.judge = judge;
    this.selfCheck = selfCheck;
  }

  /// What comes of it.
  public sealed interface Outcome {

    /// The module.
    final class Written implements Outcome {
      private final byte[] content;

      Written(byte[] content) {
        this.content = content.clone();
      }

      /// Its text.
      ///
      /// @return UTF-8
      public byte[] content() {
        return content.clone();
      }
    }

    /// A table cannot be exported.
    ///
    /// @param table which
    /// @param reason why
    record NotExported(CoefficientTable table, Refusal reason) implements Outcome {}
  }

  /// Exports. The same arguments give the same bytes on every machine.
  ///
  /// @param map which table is for which tensor
  /// @param tables by the names of their files in the map, all of them
  /// @param judge what tells in which formats a table survives
  /// @param selfCheck what finds the vectors with which the module checks itself; null: no
  ///   self-check
  /// @param command the command that makes the same file again, for its head; null: none
  /// @return the module, or why there is none
  public static Outcome of(
      TableMap map,
      Map<String, CoefficientTable> tables,
      SurvivalJudge judge,
      @Nullable SelfCheck selfCheck,
      @Nullable String command) {
    return new MapExport(tables, judge, selfCheck).outcome(map, command);
  }

  private Outcome outcome(TableMap map, @Nullable String command) {
    for (CoefficientTable table : tables.values()) {
      if (indices.putIfAbsent(table, modules.size()) == null) {
        ExportTask task =
            ExportTask.of(table, ExportTarget.PYTORCH)
                .withFunction(ExportFunction.POLAR)
                .withJudge(judge)
                .withSelfCheck(selfCheck);
        switch (Export.of(task)) {
          case Exported module -> modules.add(module);
          case Refused(Refusal reason) -> {
            return new Outcome.NotExported(table, reason);
          }
        }
      }
    }
    Map<String, Integer> tensors = new LinkedHashMap<>();
    Map<String, Integer> kinds = new LinkedHashMap<>();
    for (TableMap.Group group : map.groups()) {
      int index = index(group.table());
      group.tensors().forEach(tensor -> tensors.put(tensor, index));
      if (map.byKind()) {
        kinds.put(group.name(), index);
      }
    }
    Integer forAll = map.tableForAll() == null ? null : index(map.tableForAll());
    return new Outcome.Written(
        DispatchModule.write(new DispatchRequest(modules, tensors, kinds, forAll, command)));
  }

  private int index(String file) {
    return Objects.requireNonNull(
        indices.get(Objects.requireNonNull(tables.get(file), file)), file);
  }
}
