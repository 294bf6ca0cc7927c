package org.alternant.coefficients.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// Which table is for which tensor of a model: what a survey writes beside the tables, in format
/// version 1.
///
/// @param byKind whether a group's name says which tensors are in it: their names with `*` for
///   numbers
/// @param tableForAll the file of the table for all tensors; null: none
/// @param groups the tensors that have one table, in the order in which they are met
public record TableMap(boolean byKind, @Nullable String tableForAll, List<Group> groups) {

  private static final String GROUPED_BY = "groupedBy";
  private static final String KIND = "kind";
  private static final String SHAPE = "shape";
  private static final String TABLE_FOR_ALL = "tableForAll";
  private static final String GROUPS = "groups";

  /// Tables lie beside the map.
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*\\.json");

  /// Tensors that have one table.
  ///
  /// @param name of the group
  /// @param table the file's name, in the map's folder
  /// @param tensors their names
  public record Group(String name, String table, List<String> tensors) {

    /// Copies the list and checks the file's name.
    ///
    /// @throws IllegalArgumentException if it is not one of letters, digits, `.`, `_` and `-` that
    ///   ends in `.json`
    public Group {
      tensors = List.copyOf(tensors);
      requireFile(table);
    }
  }

  /// Copies the list and checks the components.
  ///
  /// @throws IllegalArgumentException if there is no group, two have one name, a tensor is in two,
  ///   or the file is not named as [Group] says
  public TableMap {
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("a map needs at least one group");
    }
    if (tableForAll != null) {
      requireFile(tableForAll);
    }
    Set<String> names = new HashSet<>();
    Set<String> tensors = new HashSet<>();
    for (Group group : groups) {
      if (!names.add(group.name())) {
        throw new IllegalArgumentException(
            "two groups are named " + MessageText.quote(group.name()));
      }
      for (String tensor : group.tensors()) {
        if (!tensors.add(tensor)) {
          throw new IllegalArgumentException(
              "tensor " + MessageText.quote(tensor) + " is there twice");
        }
      }
    }
  }

  /// The files of all tables.
  ///
  /// @return each once
  public List<String> files() {
    return Stream.concat(groups.stream().map(Group::table), Stream.ofNullable(tableForAll))
        .distinct()
        .toList();
  }

  private static void requireFile(String table) {
    if (!FILE.matcher(table).matches()) {
      throw new IllegalArgumentException(
          "a table is a file beside the map, of letters, digits, '.', '_' and '-', that ends in"
              + " .json, found "
              + MessageText.quote(table));
    }
  }

  /// The content of the file.
  ///
  /// @return UTF-8, with a final newline
  /// @throws IllegalArgumentException if a name has an unpaired surrogate
  public byte[] write() {
    JsonObject json = new JsonObject();
    json.put("formatVersion", CoefficientTable.FORMAT_VERSION);
    json.put(GROUPED_BY, byKind ? KIND : SHAPE);
    if (tableForAll != null) {
      json.put(TABLE_FOR_ALL, tableForAll);
    }
    JsonArray array = json.putArray(GROUPS);
    for (Group group : groups) {
      JsonArray tensors =
          array
              .addObject()
              .put("name", group.name())
              .put("table", group.table())
              .putArray("tensors");
      group.tensors().forEach(tensors::add);
    }
    return JsonWriter.write(json);
  }

  /// Whether a file is meant to be a map: a JSON object with `groups`.
  ///
  /// @param file the content of a file
  /// @return false also where it is no JSON
  public static boolean isMap(byte[] file) {
    return FormulaReader.isObjectWith(file, GROUPS);
  }

  /// Reads a map.
  ///
  /// @param file the content of the file
  /// @return the map
  /// @throws TableFormatException if it is not exactly a map
  public static TableMap read(byte[] file) {
    TableReader.requireSize(file);
    JsonCursor json = new JsonCursor(JacksonParser.parse(file), "");
    TableReader.requireFormat(json);
    json.allow(List.of("formatVersion", GROUPED_BY, TABLE_FOR_ALL, GROUPS));
    JsonCursor by = json.get(GROUPED_BY);
    if (!List.of(KIND, SHAPE).contains(by.text())) {
      throw by.expected("\"" + KIND + "\" or \"" + SHAPE + "\"");
    }
    return json.construct(
        () ->
            new TableMap(
                by.text().equals(KIND),
                json.find(TABLE_FOR_ALL, JsonCursor::text),
                json.get(GROUPS).elements().stream().map(TableMap::group).toList()));
  }

  private static Group group(JsonCursor json) {
    json.allow(List.of("name", "table", "tensors"));
    return json.construct(
        () ->
            new Group(
                json.get("name").text(),
                json.get("table").text(),
                json.get("tensors").elements().stream().map(JsonCursor::text).toList()));
  }
}
