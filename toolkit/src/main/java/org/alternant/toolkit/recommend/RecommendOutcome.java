package org.alternant.toolkit.recommend;

import java.util.List;
import org.alternant.toolkit.design.DesignOutcome;
import org.alternant.toolkit.trial.TableTrials;
import org.jspecify.annotations.Nullable;

/// What a recommendation came to.
public sealed interface RecommendOutcome {

  /// A table.
  ///
  /// @param task what was asked
  /// @param chosen the table, measured
  /// @param shipped whether it is in the catalogue
  /// @param better with more products, the least that bring a smaller error; null where none was
  ///   found
  /// @param cheaper with fewer products; null where all that were tried break
  /// @param inUse the published tables, each cut to the budget, the best first
  record Recommended(
      RecommendTask task,
      TableTrials.Row chosen,
      boolean shipped,
      TableTrials.@Nullable Row better,
      TableTrials.@Nullable Row cheaper,
      List<TableTrials.Row> inUse)
      implements RecommendOutcome {

    /// Copies the list.
    public Recommended {
      inUse = List.copyOf(inUse);
    }
  }

  /// No table is as asked.
  ///
  /// @param reason why
  record None(DesignOutcome.Unreachable reason) implements RecommendOutcome {}
}
