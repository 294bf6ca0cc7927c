package org.alternant.cli.design;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.DesignSearch;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.DesignSearch.Measure;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.toolkit.design.Choice;
import org.alternant.toolkit.design.Limit;
import org.alternant.toolkit.design.RankedSchedule;

/// How `design` shows what its search found.
final class SearchReport {

  private SearchReport() {}

  /// A cost with its unit.
  static String cost(DesignSearch search, double cost) {
    return search.measure() == Measure.PRODUCTS
        ? (long) cost + (cost == 1 ? " product" : " products")
        : Numbers.brief(cost * 1e-9) + " GFLOP";
  }

  static String degrees(RankedSchedule schedule) {
    return degrees(schedule.request().function(), schedule.degrees());
  }

  /// For a root with the q of each step.
  static String degrees(TableFunction function, List<Integer> list) {
    return function.isSign()
        ? degrees(list)
        : degrees(list)
            + " (q "
            + degrees(list.stream().map(degree -> function.size(degree) - 1).toList())
            + ")";
  }

  static String degrees(List<Integer> degrees) {
    return degrees.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /// The chosen schedule, the runners-up, and what limits them.
  static List<String> lines(Choice.Ranked ranked) {
    List<String> lines = new ArrayList<>(table(ranked.search(), ranked.best()));
    lines.add("limited by " + limit(ranked));
    return lines;
  }

  private static String limit(Choice.Ranked ranked) {
    Limit limit = ranked.limit();
    double smallest = limit.relaxed().orElse(ranked.best().getFirst()).error();
    boolean compared = limit instanceof Limit.Budget || limit.relaxed().isPresent();
    boolean rounded = compared && smallest < RankedSchedule.FAINT;
    return limit(ranked.search(), limit)
        + (rounded ? "; not all were tried, and rounding decides about errors below 1e-12" : "");
  }

  private static String limit(DesignSearch search, Limit limit) {
    return switch (limit) {
      case Limit.Negligible _ ->
          "nothing: errors below 2^-53 count as equal, and of those found within the budget this"
              + " one costs least";
      case Limit.Budget budget ->
          "the budget"
              + (budget.bestOf() == null ? "" : bestOf(budget.bestOf()))
              + "; "
              + budget
                  .relaxed()
                  .map(next -> wouldReach(search, next))
                  .orElseGet(
                      () ->
                          "nothing up to "
                              + cost(search, budget.searchedTo())
                              + " has a smaller error");
      case Limit.MaximumError error ->
          "the maximum error; "
              + error
                  .relaxed()
                  .map(cheaper -> wouldReach(search, cheaper))
                  .orElse("nothing costs less");
    };
  }

  private static String bestOf(int tried) {
    return " (best of the "
        + tried
        + " best sequences of each length and number of products; with restarts there are too many"
        + " to try them all)";
  }

  /// `17 products would reach 0.0012 (degrees 5,9,9)`.
  private static String wouldReach(DesignSearch search, RankedSchedule schedule) {
    return cost(search, schedule.cost())
        + " would reach "
        + Numbers.atMost(schedule.error())
        + " (degrees "
        + degrees(schedule)
        + ")";
  }

  /// Schedules, one a line, the first marked as chosen.
  static List<String> table(DesignSearch search, List<RankedSchedule> schedules) {
    boolean gram = search.form() == FormKind.GRAM;
    TextTable table =
        new TextTable(
            "<degrees",
            search.measure() == Measure.PRODUCTS ? "products" : "GFLOP",
            "<certified error",
            gram ? "<restarts after" : "<");
    for (RankedSchedule schedule : schedules) {
      table.row(
          degrees(schedule),
          search.measure() == Measure.PRODUCTS
              ? Long.toString((long) schedule.cost())
              : Numbers.brief(schedule.cost() * 1e-9),
          Numbers.atMost(schedule.error()),
          gram ? restarts(schedule) : "");
    }
    return table.lines();
  }

  private static String restarts(RankedSchedule schedule) {
    return schedule.form() instanceof Form.Gram gram && !gram.restarts().isEmpty()
        ? gram.restarts().stream().map(String::valueOf).collect(Collectors.joining(","))
        : "none";
  }

  /// The front, the chosen schedule and the runners-up.
  static JsonObject toJson(Choice.Ranked ranked, Interval input) {
    JsonObject node = new JsonObject();
    node.put("measure", EnumIds.of(ranked.search().measure()));
    node.set("input", TableWriter.toJson(input));
    schedules(node.putArray("front"), ranked.front());
    schedules(node.putArray("chosenAndRunnersUp"), ranked.best());
    node.put("binds", limit(ranked));
    return node;
  }

  private static void schedules(JsonArray array, List<RankedSchedule> schedules) {
    for (RankedSchedule schedule : schedules) {
      JsonObject node = array.addObject();
      JsonArray degrees = node.putArray("degrees");
      schedule.degrees().forEach(degrees::add);
      node.put("cost", schedule.cost());
      if (Double.isFinite(schedule.error())) {
        node.put("certifiedError", schedule.error());
      } else {
        node.putNull("certifiedError");
      }
    }
  }
}
