package org.alternant.cli.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.TrialRuns;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.design.TrialTask;
import org.alternant.toolkit.trial.SurvivalRuns;

/// In which formats a table survives, in words and for scripts.
public final class SurvivalWords {

  private SurvivalWords() {}

  /// A line for each format, under a heading.
  ///
  /// @param function what the table approximates
  /// @param estimated what is to be expected, by format
  /// @param rules how runs round
  public static List<String> lines(
      TableFunction function, Map<Precision, Survival> estimated, RoundingRules rules) {
    if (estimated.isEmpty()) {
      return List.of("nothing is estimated for rounded arithmetic");
    }
    TextTable table =
        new TextTable(
            "<format",
            "<estimated for ordinary matrices ("
                + rules.name()
                + (function.isClip() ? "; validate runs some)" : "; verify --check runs some)"));
    estimated.forEach(
        (precision, survival) -> table.row(EnumIds.of(precision), words(function, survival)));
    return table.lines();
  }

  private static String words(TableFunction function, Survival survival) {
    return switch (survival) {
      case Survival.Survives(Interval image) ->
          "survives, error about " + Numbers.size(image.error());
      case Survival.Ran(int runs, double error) ->
          "survives: the worst error of " + runs + " seeded runs is " + Numbers.size(error);
      case Survival.Unclear unclear ->
          "unclear: "
              + switch (unclear.reason()) {
                case GROWS -> values(function) + " may outgrow the steps' intervals";
                case LOSES_SMALL -> "small " + values(function) + " may be lost";
                case OVERFLOWS -> "numbers may leave the format's range";
                case ERRS -> words(function, unclear.reason());
              };
      case Survival.Breaks breaks -> "BREAKS: " + words(function, breaks.reason());
    };
  }

  /// How runs fail.
  ///
  /// @param function what the table approximates
  /// @param reason why
  public static String words(TableFunction function, Survival.Reason reason) {
    return switch (reason) {
      case GROWS -> values(function) + " outgrow the steps' intervals";
      case LOSES_SMALL -> "small " + values(function) + " are lost";
      case OVERFLOWS -> "numbers leave the format's range";
      case ERRS -> "in exact arithmetic already, " + values(function) + " end below 0 or above 2";
    };
  }

  private static String values(TableFunction function) {
    return function.isRoot() ? "eigenvalues" : "singular values";
  }

  /// The formats in which a table survives, with a question mark where that is unclear.
  public static String brief(Map<Precision, Survival> estimated) {
    if (estimated.isEmpty()) {
      return "not estimated";
    }
    String formats =
        estimated.entrySet().stream()
            .filter(one -> !(one.getValue() instanceof Survival.Breaks))
            .map(
                one ->
                    EnumIds.of(one.getKey())
                        + (one.getValue() instanceof Survival.Unclear ? "?" : ""))
            .collect(Collectors.joining(" "));
    return formats.isEmpty() ? "none" : formats;
  }

  /// The same with the errors that are to be expected, which for roots rounding decides.
  public static String withErrors(Map<Precision, Survival> estimated) {
    if (estimated.isEmpty()) {
      return "not estimated";
    }
    List<String> formats = new ArrayList<>();
    estimated.forEach(
        (precision, survival) -> {
          String name = EnumIds.of(precision);
          switch (survival) {
            case Survival.Survives(Interval image) ->
                formats.add(name + " with an error of about " + Numbers.size(image.error()));
            case Survival.Ran(_, double error) ->
                formats.add(name + " with an error of " + Numbers.size(error));
            case Survival.Unclear _ -> formats.add(name + "?");
            case Survival.Breaks _ -> {}
          }
        });
    return formats.isEmpty() ? "none" : String.join(", ", formats);
  }

  /// A line for each format that was run, under a heading.
  ///
  /// @param observed at least one
  public static List<String> lines(TableFunction function, List<SurvivalRuns.Observed> observed) {
    SurvivalRuns.Observed first = observed.getFirst();
    TextTable table =
        new TextTable("<format", "<observed (" + first.rules().name() + "), not proved");
    for (SurvivalRuns.Observed one : observed) {
      table.row(EnumIds.of(one.precision()), words(function, one));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        first.runs()
            + " matrices in each format, "
            + shapes(function)
            + " and spectra "
            + String.join(", ", EnumIds.all(TrialRuns.Kind.class))
            + "; structured: the largest of "
            + first.structured().matrices()
            + " matrices whose entries repeat");
    return lines;
  }

  private static String shapes(TableFunction function) {
    return function.isRoot()
        ? "positive definite, of order "
            + TrialTask.CUSTOMARY_SHAPES.stream()
                .map(MatrixShape::shorter)
                .distinct()
                .map(String::valueOf)
                .collect(Collectors.joining(", "))
        : "of shapes "
            + TrialTask.CUSTOMARY_SHAPES.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
  }

  private static String words(TableFunction function, SurvivalRuns.Observed observed) {
    return (observed.allSurvive()
            ? "survives: "
            : observed.survives() ? "BREAKS where entries repeat: " : "BREAKS: ")
        + observed
            .reached()
            .map(
                reached ->
                    (function.isRoot() ? "A^(1/P) X in " : "singular values in ")
                        + Numbers.brief(reached))
            .orElse("not every result is finite")
        + "; structured: "
        + TrialWords.largest(observed.structured());
  }

  /// An array for scripts, an element for each format.
  public static void toJson(
      JsonObject node, Map<Precision, Survival> estimated, RoundingRules rules) {
    JsonArray array = node.putArray("survival");
    estimated.forEach(
        (precision, survival) -> {
          JsonObject one = array.addObject();
          one.put("precision", EnumIds.of(precision));
          one.put("rounding", rules.name());
          switch (survival) {
            case Survival.Survives(Interval image) ->
                one.put("survives", "yes").put("worstError", image.error());
            case Survival.Ran(int runs, double error) ->
                one.put("survives", "yes").put("worstError", error).put("runs", runs);
            case Survival.Unclear unclear ->
                one.put("survives", "unclear").put("reason", EnumIds.of(unclear.reason()));
            case Survival.Breaks breaks ->
                one.put("survives", "no").put("reason", EnumIds.of(breaks.reason()));
          }
        });
  }

  /// An array for scripts, an element for each format that was run.
  public static void toJson(JsonObject node, Collection<SurvivalRuns.Observed> observed) {
    JsonArray array = node.putArray("observed");
    for (SurvivalRuns.Observed run : observed) {
      JsonObject one = array.addObject();
      one.put("precision", EnumIds.of(run.precision()));
      one.put("rounding", run.rules().name());
      one.put("survives", run.allSurvive() ? "yes" : "no");
      one.put("matrices", run.runs());
      run.reached()
          .ifPresentOrElse(
              reached ->
                  one.putObject("singularValues")
                      .put("lower", reached.lower())
                      .put("upper", reached.upper()),
              () -> one.putNull("singularValues"));
      Double largest = run.structured().largest();
      if (largest == null) {
        one.putNull("structuredLargest");
      } else {
        one.put("structuredLargest", largest);
      }
    }
  }
}
