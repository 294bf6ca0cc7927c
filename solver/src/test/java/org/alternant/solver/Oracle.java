package org.alternant.solver;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.RemezExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The oracles beside the classes of this package. `minimax-oracle.json` was handed to the project,
/// `independent-oracle.json` is made by `make_oracle.py`; their figures are decimals of 25 digits
/// and more. `root-oracle.json`, handed over too, is about inverse roots, to 40 digits.
public final class Oracle {

  private Oracle() {}

  /// One best odd polynomial.
  public record Row(
      int degree,
      BigDecimal lower,
      BigDecimal upper,
      List<BigDecimal> coefficients,
      BigDecimal minimaxError,
      BigDecimal lowerImageOverLower) {

    public BestPolynomial solved() {
      return RemezExchange.solve(degree, lower, upper).orThrow();
    }

    @Override
    public String toString() {
      return "degree " + degree + " on [" + lower + ", " + upper + "]";
    }
  }

  /// One best polynomial for a root, on eigenvalues up to 1.
  public record RootRow(
      int root,
      int q,
      BigDecimal lowerEigenvalue,
      List<BigDecimal> coefficients,
      BigDecimal minimaxError,
      BigDecimal oneMinusError) {

    public BestPolynomial solved() {
      return RemezExchange.solve(root, root * q + 1, root, lowerEigenvalue, BigDecimal.ONE)
          .orThrow();
    }

    @Override
    public String toString() {
      return "root " + root + ", q = " + q + ", eigenvalues from " + lowerEigenvalue;
    }
  }

  public static List<RootRow> roots() {
    return json("root-oracle.json")
        .get("best")
        .valueStream()
        .map(
            row ->
                new RootRow(
                    row.get("root").asInt(),
                    row.get("q").asInt(),
                    number(row.get("lowerEigenvalue")),
                    numbers(row.get("coefficients")),
                    number(row.get("minimaxError")),
                    number(row.get("oneMinusError"))))
        .toList();
  }

  /// A greedy composition for a root, from λ to 1.
  public record RootSchedule(int root, BigDecimal lowerEigenvalue, List<RootStep> steps) {
    public List<Integer> degrees() {
      return steps.stream().map(step -> root * step.q() + 1).toList();
    }
  }

  /// One step of it.
  public record RootStep(int q, List<BigDecimal> coefficients, BigDecimal minimaxError) {}

  public static List<RootSchedule> rootSchedules() {
    return json("root-oracle.json")
        .get("schedules")
        .valueStream()
        .map(
            schedule ->
                new RootSchedule(
                    schedule.get("root").asInt(),
                    number(schedule.get("lowerEigenvalue")),
                    schedule
                        .get("steps")
                        .valueStream()
                        .map(
                            step ->
                                new RootStep(
                                    step.get("q").asInt(),
                                    numbers(step.get("coefficients")),
                                    number(step.get("minimaxError"))))
                        .toList()))
        .toList();
  }

  /// One step of a composition.
  public record ScheduleStep(
      int degree,
      List<BigDecimal> coefficients,
      BigDecimal lower,
      BigDecimal upper,
      BigDecimal minimaxError) {}

  public static List<Row> rows() {
    return Stream.of("minimax-oracle.json", "independent-oracle.json")
        .flatMap(file -> json(file).get("rows").valueStream())
        .map(Oracle::row)
        .toList();
  }

  /// The steps of a schedule of `independent-oracle.json`.
  public static List<ScheduleStep> schedule(int index) {
    return json("independent-oracle.json")
        .get("schedules")
        .get(index)
        .get("steps")
        .valueStream()
        .map(
            step ->
                new ScheduleStep(
                    step.get("degree").asInt(),
                    numbers(step.get("coefficients")),
                    number(step.get("lower")),
                    number(step.get("upper")),
                    number(step.get("minimaxError"))))
        .toList();
  }

  private static Row row(JsonNode row) {
    return new Row(
        row.get("degree").asInt(),
        number(row.get("lower")),
        number(row.get("upper")),
        numbers(row.get("coefficients")),
        number(row.get("minimaxError")),
        number(row.get("lowerImageOverLower")));
  }

  private static List<BigDecimal> numbers(JsonNode array) {
    return array.valueStream().map(Oracle::number).toList();
  }

  private static BigDecimal number(JsonNode text) {
    return new BigDecimal(text.asString());
  }

  private static JsonNode json(String name) {
    try (InputStream input = requireNonNull(Oracle.class.getResourceAsStream(name), name)) {
      return JsonMapper.shared().readTree(input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
