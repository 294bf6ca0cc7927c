package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.alternant.coefficients.format.JacksonParser;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonValue;
import org.alternant.coefficients.text.MessageText;

/// The list of the files that a checkpoint is split into, `model.safetensors.index.json`: a
/// `weight_map` from the names of tensors to files in the same folder.
final class ShardIndex {

  private static final String ENDING = ".index.json";

  private static final long LONGEST = 100_000_000;

  private ShardIndex() {}

  static boolean recognises(Path file) {
    return file.toString().endsWith(ENDING);
  }

  /// A file of a checkpoint.
  ///
  /// @param file the file
  /// @param tensors the names of those that it is said to hold
  record Shard(Path file, Set<String> tensors) {

    /// A file by itself, of which nothing is said.
    static Shard alone(Path file) {
      return new Shard(file, Set.of());
    }

    /// Whether a tensor counts: of one that stands in several files, that of the index's does.
    boolean holds(String tensor) {
      return tensors.isEmpty() || tensors.contains(tensor);
    }

    /// Refuses a file that is not there.
    ///
    /// @param index what mentions it
    void requireFile(Path index) throws TensorFormatException {
      if (!Files.isRegularFile(file)) {
        throw new TensorFormatException(
            index,
            "the file "
                + MessageText.quote(String.valueOf(file.getFileName()))
                + " that it mentions is not there");
      }
    }

    /// The tensors that it lacks.
    List<TensorFormatException> missing(List<Tensor> found) {
      Set<String> names = found.stream().map(Tensor::name).collect(Collectors.toSet());
      return tensors.stream()
          .filter(tensor -> !names.contains(tensor))
          .map(
              tensor ->
                  new TensorFormatException(
                      file, tensor, "is not there, although the index mentions it"))
          .toList();
    }
  }

  private static boolean isFileName(String name) {
    try {
      return !name.isEmpty()
          && !name.equals("..")
          && !name.equals(".")
          && Path.of(name).equals(Path.of(name).getFileName());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// The files, each once, in the order in which they are first mentioned, whether they are there
  /// or not.
  static List<Shard> shards(Path index) throws IOException {
    if (Files.size(index) > LONGEST) {
      throw new TensorFormatException(index, "is larger than any index of tensors");
    }
    JsonValue value;
    try {
      value = JacksonParser.parse(Files.readAllBytes(index));
    } catch (TableFormatException e) {
      throw new TensorFormatException(index, String.valueOf(e.getMessage()));
    }
    if (!(value instanceof JsonObject object)
        || !(object.get("weight_map") instanceof JsonObject map)) {
      throw new TensorFormatException(index, "has no weight_map from tensors to files");
    }
    Map<String, Set<String>> files = new LinkedHashMap<>();
    for (Map.Entry<String, JsonValue> field : map.fields().entrySet()) {
      if (!(field.getValue() instanceof JsonValue.Text(String name)) || !isFileName(name)) {
        throw new TensorFormatException(
            index, field.getKey(), "is not in a file of the same folder");
      }
      files.computeIfAbsent(name, _ -> new LinkedHashSet<>()).add(field.getKey());
    }
    return files.entrySet().stream()
        .map(entry -> new Shard(index.resolveSibling(entry.getKey()), entry.getValue()))
        .toList();
  }
}
