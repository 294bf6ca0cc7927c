package org.alternant.cli.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.cli.options.Converters;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.alternant.solver.audit.TableAudit;
import org.alternant.solver.certificate.ImageOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.rounding.Survival;
import org.alternant.toolkit.audit.AuditReport;

/// What an audit must find.
sealed interface AuditRule {

  /// How a rule is written.
  String SYNTAX = "error<=E, safe>=S, survives=FORMAT+FORMAT, origin=determined";

  /// What a rule says of an audit.
  ///
  /// @param rule the rule as it is written
  /// @param found what the audit found
  /// @param passed whether that is what the rule asks for
  record Answer(String rule, String found, boolean passed) {

    /// In words, in one line.
    String line() {
      return (passed ? "passed " : "FAILED ") + rule + ": found " + found;
    }
  }

  /// Holds an audit against the rule.
  Answer of(AuditReport report, RoundingRules rules);

  /// Reads a rule.
  ///
  /// @throws IllegalArgumentException if it is none
  static AuditRule parse(String text) {
    Matcher rule = Pattern.compile("(error<=|safe>=|survives=|origin=)(.+)").matcher(text.strip());
    if (!rule.matches()) {
      throw new IllegalArgumentException(
          "expected " + SYNTAX + ", found " + MessageText.quote(text));
    }
    String value = rule.group(2).strip();
    return switch (rule.group(1)) {
      case "error<=" -> new LargestError(number(value));
      case "safe>=" -> new LargestInput(number(value));
      case "survives=" -> new Survives(formats(value));
      default -> {
        if (!value.equals("determined")) {
          throw new IllegalArgumentException(
              "expected origin=determined, found " + MessageText.quote(text));
        }
        yield new KnownOrigin();
      }
    };
  }

  /// The proved worst-case error is at most this.
  ///
  /// @param most the largest that passes
  record LargestError(double most) implements AuditRule {
    @Override
    public Answer of(AuditReport report, RoundingRules rules) {
      String rule = "error<=" + MessageText.number(most);
      return switch (report.findings().outcome()) {
        case ImageOutcome.Enclosed enclosed ->
            new Answer(rule, Numbers.atMost(enclosed.worstError()), enclosed.worstError() <= most);
        case Overflow _ -> new Answer(rule, "overflow", false);
        case Undetermined _ -> new Answer(rule, Numbers.NOT_DETERMINED, false);
      };
    }
  }

  /// Singular values stay positive up to this.
  ///
  /// @param least the least upper end that passes
  record LargestInput(double least) implements AuditRule {
    @Override
    public Answer of(AuditReport report, RoundingRules rules) {
      String rule = "safe>=" + MessageText.number(least);
      TableAudit audit = report.findings();
      if (!(audit.outcome() instanceof ImageOutcome.Enclosed)) {
        return new Answer(rule, Numbers.NOT_DETERMINED, false);
      }
      OptionalDouble upper = audit.signSafeUpper();
      double proved = upper.orElse(SafeRange.LARGEST_UPPER);
      return new Answer(
          rule,
          upper.isEmpty() ? Numbers.bound(upper) : MessageText.number(proved),
          proved >= least);
    }
  }

  /// The table survives in these formats.
  ///
  /// @param formats at least one
  record Survives(List<Precision> formats) implements AuditRule {
    @Override
    public Answer of(AuditReport report, RoundingRules rules) {
      Map<Precision, Survival> known = AuditText.survival(report, rules);
      List<String> found = new ArrayList<>();
      boolean passed = true;
      for (Precision format : formats) {
        Survival survival = known.get(format);
        boolean survives = survival != null && survival.survives();
        passed &= survives;
        found.add(
            EnumIds.of(format)
                + (survives
                    ? " survives"
                    : survival instanceof Survival.Breaks
                        ? " breaks"
                        : " is not known to survive"));
      }
      String names = String.join("+", formats.stream().map(EnumIds::of).toList());
      return new Answer("survives=" + names, String.join(", ", found), passed);
    }
  }

  /// The rows agree with a recipe.
  record KnownOrigin() implements AuditRule {
    @Override
    public Answer of(AuditReport report, RoundingRules rules) {
      boolean known = report.startsWithLimit() || report.findings().origin().recipe().isPresent();
      return new Answer("origin=determined", known ? "determined" : Numbers.NOT_DETERMINED, known);
    }
  }

  private static double number(String text) {
    double number = Converters.positive(text);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          "expected a positive number, found " + MessageText.quote(text));
    }
    return number;
  }

  private static List<Precision> formats(String text) {
    List<Precision> formats = new ArrayList<>();
    for (String name : text.split("\\+", -1)) {
      formats.add(
          EnumIds.find(Precision.class, Converters.spelledOut(name.strip()))
              .filter(Survival.FORMATS::contains)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "expected formats out of "
                              + String.join(
                                  ", ", Survival.FORMATS.stream().map(EnumIds::of).toList())
                              + ", found "
                              + MessageText.quote(name))));
    }
    return formats;
  }
}
