package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.cli.design.BudgetSearch.Answer;
import org.alternant.cli.design.BudgetSearch.Option;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.evaluation.SearchCost;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;

/// How `design` shows what its search found.
final class SearchReport {

  private SearchReport() {}

  /// A cost with its unit.
  static String cost(DesignSearch search, double cost) {
    return search.measure() == Measure.PRODUCTS
        ? (long) cost + (cost == 1 ? " product" : " products")
        : Numbers.brief(cost * 1e-9) + " GFLOP";
  }

  /// `17 products would bring 0.0012 (5,9,9)`.
  static String brief(DesignSearch search, Option option) {
    return cost(search, option.cost())
        + " bring "
        + Numbers.brief(option.error())
        + " (degrees "
        + degrees(option)
        + ")";
  }

  private static String degrees(Option option) {
    return option.designed().request().degrees().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  /// The chosen schedule, the runners-up, and what binds.
  static List<String> lines(DesignSearch search, Answer answer) {
    List<String> lines = new ArrayList<>(table(search, answer.options()));
    lines.add("binds: " + answer.binds());
    return lines;
  }

  /// Schedules, one a line, the first marked as chosen.
  static List<String> table(DesignSearch search, List<Option> options) {
    boolean gram = search.form() == FormKind.GRAM;
    TextTable table =
        new TextTable(
            "<degrees",
            search.measure() == Measure.PRODUCTS ? "products" : "GFLOP",
            "<certified error",
            gram ? "<restarts after" : "<");
    for (Option option : options) {
      table.row(
          degrees(option),
          search.measure() == Measure.PRODUCTS
              ? Long.toString((long) option.cost())
              : Numbers.brief(option.cost() * 1e-9),
          Double.isInfinite(option.error()) ? "overflow" : Numbers.brief(option.error()),
          gram ? restarts(search, option) : "");
    }
    return table.lines();
  }

  private static String restarts(DesignSearch search, Option option) {
    Form form = new SearchCost(search).form(option.designed().steps());
    return form instanceof Form.Gram gram && !gram.restarts().isEmpty()
        ? gram.restarts().stream().map(String::valueOf).collect(Collectors.joining(","))
        : "none";
  }

  /// The front, the chosen schedule and the runners-up.
  static JsonObject toJson(DesignSearch search, Interval input, Answer answer, List<Option> front) {
    JsonObject node = new JsonObject();
    node.put("measure", EnumIds.of(search.measure()));
    node.set("input", TableWriter.toJson(input));
    options(node.putArray("front"), front);
    options(node.putArray("chosenAndRunnersUp"), answer.options());
    node.put("binds", answer.binds());
    return node;
  }

  private static void options(JsonArray array, List<Option> options) {
    for (Option option : options) {
      JsonObject node = array.addObject();
      JsonArray degrees = node.putArray("degrees");
      option.designed().request().degrees().forEach(degrees::add);
      node.put("cost", option.cost());
      if (Double.isFinite(option.error())) {
        node.put("certifiedError", option.error());
      } else {
        node.putNull("certifiedError");
      }
    }
  }
}
