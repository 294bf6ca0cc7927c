package org.alternant.exports.dispatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.exports.ExportOutcome.Exported;
import org.jspecify.annotations.Nullable;

/// What to write into one module.
///
/// @param modules each table's own for PyTorch, at least one; all with a self-check, or none
/// @param tensors which of them is for the tensor of a name, in the order in which they are written
/// @param kinds which of them is for tensors whose name is this with `*` for numbers
/// @param forAll which of them is for all tensors; null: none
/// @param command the command that makes this export again, for its head; null: the head names none
public record DispatchRequest(
    List<Exported> modules,
    Map<String, Integer> tensors,
    Map<String, Integer> kinds,
    @Nullable Integer forAll,
    @Nullable String command) {

  /// Copies the collections and checks the components.
  ///
  /// @throws IllegalArgumentException if a module that is named is not there
  public DispatchRequest {
    modules = List.copyOf(modules);
    // Not Map.copyOf, which has an order of its own.
    tensors = new LinkedHashMap<>(tensors);
    kinds = new LinkedHashMap<>(kinds);
    IntStream named =
        Stream.of(tensors.values().stream(), kinds.values().stream(), Stream.ofNullable(forAll))
            .flatMap(values -> values)
            .mapToInt(Integer::intValue);
    for (int each : named.toArray()) {
      Objects.checkIndex(each, modules.size());
    }
  }

  /// Whether the modules check themselves.
  boolean checks() {
    return modules.stream().allMatch(module -> module.request().golden() != null);
  }
}
