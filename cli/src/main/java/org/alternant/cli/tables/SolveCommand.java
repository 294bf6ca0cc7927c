package org.alternant.cli.tables;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import org.alternant.cli.options.OptionSection;
import org.alternant.cli.options.OptionSection.Sectioned;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.ExitStatus;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Output;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.minimax.BestPolynomial;
import org.alternant.solver.minimax.ExchangeStep;
import org.alternant.solver.minimax.MinimaxOutcome;
import org.alternant.toolkit.solve.Solve;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `alternant solve`: one best polynomial.
@Command(
    name = "solve",
    mixinStandardHelpOptions = true,
    header =
        "Find the best polynomial of a degree on an interval, for the sign or an inverse root.",
    description =
        "Finds the odd polynomial p of degree D for which the maximum of |1 - p(x)| over x in [L,"
            + " U] is least. Its coefficients are correctly rounded to binary64, which is proved"
            + " each time. With --root P, p(x) is c_0 x + c_1 x^(P+1) + c_2 x^(2P+1) + ... of"
            + " degree D = P q + 1: a step of an iteration for the inverse P-th root. L and U are"
            + " then eigenvalues, x^P.%n")
public final class SolveCommand implements Callable<Integer>, Sectioned {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--degree",
      required = true,
      paramLabel = "D",
      description =
          "The degree, odd, from 1 to "
              + Solve.MAXIMUM_DEGREE
              + "; with --root P 1 more than a multiple of P.")
  private int degree;

  @Option(
      names = "--root",
      paramLabel = "P",
      description =
          "For the inverse root A^(-1/P), P from 1 to "
              + TableFunction.MAXIMUM_ROOT
              + " (default: for the sign).")
  private @Nullable Integer root;

  @Option(
      names = "--lower",
      required = true,
      paramLabel = "L",
      description = "The lower end of the interval, above 0, taken exactly as written.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private BigDecimal lower;

  @Option(
      names = "--upper",
      defaultValue = "1",
      paramLabel = "U",
      description = "The upper end (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private BigDecimal upper;

  @Option(
      names = "--trace",
      description = "Print the exchange on standard error; with --json also in the JSON.")
  private boolean trace;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() {
    MinimaxOutcome outcome = outcome();
    if (trace) {
      trace(outcome.history()).forEach(spec.commandLine().getErr()::println);
    }
    return switch (outcome) {
      case BestPolynomial best -> {
        if (json) {
          Output.json(spec, toJson(best));
        } else {
          print(best, spec.commandLine().getOut());
        }
        yield rounded(best);
      }
      case MinimaxOutcome.NotConverged failed -> {
        Errors.print(spec.commandLine(), failed.reason());
        yield ExitStatus.CHECK_FAILED;
      }
    };
  }

  private int rounded(BestPolynomial best) {
    ImageOutcome rounded = Solve.rounded(function(), best);
    if (!rounded.isSpoilt()) {
      return ExitStatus.DONE;
    }
    Errors.print(
        spec.commandLine(),
        "rounded to binary64, these coefficients are of no use: the error with them is "
            + (Double.isFinite(rounded.rank()) ? Numbers.atMost(rounded.rank()) : "beyond binary64")
            + "; choose a lower degree");
    return ExitStatus.CHECK_FAILED;
  }

  private MinimaxOutcome outcome() {
    if (lower.signum() <= 0) {
      throw new ParameterException(spec.commandLine(), "--lower must be positive, found " + lower);
    }
    if (lower.compareTo(upper) >= 0) {
      throw new ParameterException(
          spec.commandLine(), "--lower must be below --upper, found " + lower + " and " + upper);
    }
    try {
      return Solve.best(function(), degree, lower, upper);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
    }
  }

  private TableFunction function() {
    return root == null ? TableFunction.SIGN : TableFunction.inverseRoot(root);
  }

  private static int q(BestPolynomial best) {
    return best.coefficients().size() - 1;
  }

  private String heading(BestPolynomial best) {
    String interval = "[" + lower + ", " + upper + "]";
    return root == null
        ? "best odd polynomial of degree " + degree + " on " + interval
        : "best polynomial for the inverse root "
            + root
            + ", degree "
            + degree
            + " (q = "
            + q(best)
            + "), on eigenvalues in "
            + interval;
  }

  private void print(BestPolynomial best, PrintWriter out) {
    out.println(heading(best));
    out.println();
    TextTable coefficients = new TextTable("power", "<coefficient", "<hexadecimal");
    for (int j = 0; j < best.coefficients().size(); j++) {
      double coefficient = best.coefficients().get(j);
      coefficients.row(
          "x^" + function().exponent(j),
          Double.toString(coefficient),
          Double.toHexString(coefficient));
    }
    coefficients.lines().forEach(out::println);
    out.println();
    out.println(
        "minimax error E       in [" + best.error().lower() + ", " + best.error().upper() + "]");
    out.println("p(lower) = 1 - E      " + best.lowerImage().doubleValue());
    out.println(
        (root == null ? "p(lower)/lower        " : "p(x)/x at lower       ")
            + best.lowerImageOverLower());
    out.println(
        "found in              "
            + Numbers.count(best.history().size(), "exchange")
            + ", at most "
            + best.precisionBits()
            + " bits");
    out.println();
    out.println("The error 1 - p(x) alternates on");
    TextTable alternation = new TextTable(root == null ? "<x" : "<x^" + root, "<1 - p(x)");
    List<Double> reference = Solve.reference(function(), best, lower, upper);
    for (int i = 0; i < reference.size(); i++) {
      alternation.row(
          Double.toString(reference.get(i)), Double.toString(best.alternation().get(i)));
    }
    alternation.lines().forEach(out::println);
    out.flush();
  }

  private JsonObject toJson(BestPolynomial best) {
    JsonObject node = new JsonObject();
    node.put("degree", best.degree());
    if (root != null) {
      node.put("root", root).put("q", q(best));
    }
    node.put("lower", lower.doubleValue());
    node.put("upper", upper.doubleValue());
    append(node.putArray("coefficients"), best.coefficients());
    JsonArray hexadecimal = node.putArray("coefficientsHex");
    best.coefficients().forEach(coefficient -> hexadecimal.add(Double.toHexString(coefficient)));
    node.set("error", TableWriter.toJson(best.error()));
    node.put("lowerImage", best.lowerImage().doubleValue());
    node.put("lowerImageOverLower", best.lowerImageOverLower());
    append(node.putArray("reference"), Solve.reference(function(), best, lower, upper));
    append(node.putArray("alternation"), best.alternation());
    node.put("exchanges", best.history().size());
    node.put("precisionBits", best.precisionBits());
    if (trace) {
      JsonArray exchanges = node.putArray("trace");
      best.history().forEach(step -> put(exchanges.addObject(), step));
    }
    return node;
  }

  private static void put(JsonObject node, ExchangeStep step) {
    node.put("bits", step.precisionBits());
    node.put("levelledError", step.levelledError());
    if (Double.isNaN(step.excess())) {
      node.putNull("excess");
    } else {
      node.put("excess", step.excess());
    }
    node.put("change", step.change());
  }

  private static void append(JsonArray array, List<Double> values) {
    values.forEach(array::add);
  }

  private static List<String> trace(List<ExchangeStep> history) {
    TextTable table = new TextTable("exchange", "bits", "levelled error", "excess", "change");
    for (int i = 0; i < history.size(); i++) {
      ExchangeStep step = history.get(i);
      table.row(
          Integer.toString(i + 1),
          Integer.toString(step.precisionBits()),
          Double.toString(step.levelledError()),
          Double.isNaN(step.excess()) ? "?" : Numbers.size(step.excess()),
          Numbers.size(step.change()));
    }
    return table.lines();
  }

  @Override
  public List<OptionSection> sections() {
    return List.of(
        OptionSection.of("What to approximate", "--degree", "--root", "--lower", "--upper"),
        OptionSection.of("Output", "--trace", "--json"),
        OptionSection.of("Help", "--help", "--version", "--debug"));
  }
}
