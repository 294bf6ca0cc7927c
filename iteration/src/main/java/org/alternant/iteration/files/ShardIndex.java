package org.alternant.iteration.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /// The files, each once, in the order in which they are first mentioned; all are there.
  static List<Path> shards(Path index) throws IOException {
    List<Path> shards = mentioned(index);
    for (Path shard : shards) {
      if (!Files.isRegularFile(shard)) {
        throw new TensorFormatException(
            index,
            "the file "
                + MessageText.quote(String.valueOf(shard.getFileName()))
                + " that it mentions is not there");
      }
    }
    return shards;
  }

  /// The same, whether they are there or not.
  static List<Path> mentioned(Path index) throws IOException {
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
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, JsonValue> field : map.fields().entrySet()) {
      if (!(field.getValue() instanceof JsonValue.Text(String name))
          || name.isEmpty()
          || !Path.of(name).equals(Path.of(name).getFileName())
          || name.equals("..")
          || name.equals(".")) {
        throw new TensorFormatException(
            index, field.getKey(), "is not in a file of the same folder");
      }
      names.add(name);
    }
    return names.stream().map(index::resolveSibling).toList();
  }
}
