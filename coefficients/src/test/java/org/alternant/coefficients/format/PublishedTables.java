package org.alternant.coefficients.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.SafetyFactor.BakedInto;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Makes the shipped tables from `published-tables.json`, the published numbers verbatim, and
/// `published-notes.json`, who made them and what they are.
///
/// Three choices: `scale` multiplies in binary64 (exact: it is a power of 2). A row that carries
/// the safety factor s has each coefficient, as a binary64 number, divided by the decimal power
/// s^(pi+1), and is rounded once (p = 2 but for inverse roots). No table gets a `design` block,
/// even where its parameters are known: the printed digits are not bit for bit what a design
/// regenerates.
final class PublishedTables {
  /// Enough that rounding the quotient to binary64 is the only rounding that shows.
  private static final MathContext DIGITS = new MathContext(60);

  private final JsonNode published = Resources.json("published-tables.json").get("tables");
  private final JsonNode notes = Resources.json("published-notes.json");

  /// The tables, by name.
  static SortedMap<String, CoefficientTable> make() {
    PublishedTables tables = new PublishedTables();
    SortedMap<String, CoefficientTable> made = new TreeMap<>();
    for (JsonNode table : tables.published) {
      made.put(table.get("name").stringValue(), tables.table(table));
    }
    return made;
  }

  private CoefficientTable table(JsonNode table) {
    String name = table.get("name").stringValue();
    JsonNode note = notes.get(name);
    Normalization normalization = normalization(name, table.get("normalization"));
    String description = note.get("description").stringValue();
    if (normalization.equals(Normalization.FROBENIUS) && table.get("normalization") == null) {
      description += " Its normalization was not published with it.";
    }
    return new CoefficientTable(
        name,
        description,
        rows(table).stream().map(row -> Step.of(function(table), row)).toList(),
        new Conventions(
            normalization,
            safetyFactor(name, table),
            EnumIds.find(Tail.class, table.get("tail").stringValue()).orElseThrow(),
            null),
        null,
        null,
        new Provenance(note.get("generator").stringValue(), table.get("source").stringValue()));
  }

  private List<List<Double>> rows(JsonNode table) {
    JsonNode origin = table.get("derivedFrom");
    if (origin == null && table.get("function") == null) {
      return published(table);
    }
    List<List<Double>> rows = origin == null ? published(table) : rows(find(origin.stringValue()));
    rows = rows.subList(0, (int) table.path("take").asDouble(rows.size()));
    SafetyFactor safety = safetyFactor(table.get("name").stringValue(), table);
    return withSafety(rows, safety, function(table));
  }

  private static List<List<Double>> published(JsonNode table) {
    double scale = table.path("scale").asDouble(1);
    return table
        .get("steps")
        .valueStream()
        .map(row -> row.valueStream().map(c -> c.doubleValue() * scale).toList())
        .toList();
  }

  private static TableFunction function(JsonNode table) {
    return switch (table.path("function").asString("sign")) {
      case "sign" -> TableFunction.SIGN;
      case "clip" -> TableFunction.clip(table.get("bound").doubleValue());
      default -> TableFunction.inverseRoot(table.get("root").intValue());
    };
  }

  private JsonNode find(String name) {
    return published
        .valueStream()
        .filter(table -> table.get("name").stringValue().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Normalization normalization(String name, @Nullable JsonNode json) {
    if (name.equals("aol-4")) {
      return Normalization.NONE;
    }
    if (json == null) {
      return Normalization.FROBENIUS;
    }
    return new Normalization(
        EnumIds.find(Norm.class, json.get("norm").stringValue()).orElseThrow(),
        json.get("factor").doubleValue(),
        json.get("epsilon").doubleValue());
  }

  /// The safety factor the rows carry; for two tables it follows from what is known about them.
  private static SafetyFactor safetyFactor(String name, JsonNode table) {
    return switch (name) {
      case "nanochat-5" -> new SafetyFactor(1.02, BakedInto.ALL_BUT_LAST);
      case "emerging-optimizers-polar-express-8" -> new SafetyFactor(1.01, BakedInto.ALL_BUT_LAST);
      default -> {
        JsonNode safety = table.get("safety");
        yield safety == null
            ? SafetyFactor.NONE
            : new SafetyFactor(
                safety.get("value").doubleValue(),
                EnumIds.find(BakedInto.class, safety.get("bakedInto").stringValue()).orElseThrow());
      }
    };
  }

  private static List<List<Double>> withSafety(
      List<List<Double>> rows, SafetyFactor safety, TableFunction function) {
    List<List<Double>> scaled = new ArrayList<>();
    int carrying =
        switch (safety.bakedInto()) {
          case NONE -> 0;
          case ALL_BUT_LAST -> rows.size() - 1;
          case ALL -> rows.size();
        };
    for (List<Double> row : rows) {
      scaled.add(
          scaled.size() < carrying
              ? divided(row, BigDecimal.valueOf(safety.value()), function)
              : row);
    }
    return scaled;
  }

  private static List<Double> divided(List<Double> row, BigDecimal safety, TableFunction function) {
    List<Double> divided = new ArrayList<>();
    for (double coefficient : row) {
      BigDecimal power = safety.pow(function.exponent(divided.size()));
      divided.add(new BigDecimal(coefficient).divide(power, DIGITS).doubleValue());
    }
    return divided;
  }
}
