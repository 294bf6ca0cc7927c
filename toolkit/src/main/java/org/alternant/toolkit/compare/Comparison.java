package org.alternant.toolkit.compare;

import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.ExactSteps;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.SafeRange;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.solver.exact.EffortSpentException;

/// Compares tables: everything that `alternant compare` can do, in one call.
public final class Comparison {

  private Comparison() {}

  /// Sets tables side by side: error, cost, safe range.
  ///
  /// @param tables the tables
  /// @param input the singular values on which all are certified
  /// @return one entry a table, in the same order
  /// @throws IllegalArgumentException if they are for several functions, or an interval for roots
  ///   reaches below 0
  public static List<ComparedTable> of(Collection<CoefficientTable> tables, Interval input) {
    // Clips are compared whatever their bounds.
    if (tables.stream().map(table -> table.function().words()).distinct().count() > 1) {
      throw new IllegalArgumentException(
          "tables are compared with others for the same function, found "
              + tables.stream()
                  .map(table -> table.function().words())
                  .distinct()
                  .collect(Collectors.joining(", ")));
    }
    return tables.stream().map(table -> compared(table, input)).toList();
  }

  private static ComparedTable compared(CoefficientTable table, Interval input) {
    TableCertifier certifier = new TableCertifier(table.steps(), ExactSteps.withinReason());
    int products = IterationCost.of(table.steps(), Form.STANDARD).products();
    try {
      CertificationOutcome outcome = certifier.certify(input);
      SafeRange range = certifier.safeRange();
      OptionalDouble signSafeUpper =
          switch (outcome) {
            case CertificationOutcome.Certified certified -> signSafeUpper(certified);
            case Overflow _ -> range.signSafeUpper();
            case Undetermined _ -> throw new EffortSpentException();
          };
      return new ComparedTable(table, products, outcome, signSafeUpper, range.unitErrorUpper());
    } catch (EffortSpentException e) {
      return new ComparedTable(
          table, products, new Undetermined(), OptionalDouble.empty(), OptionalDouble.empty());
    }
  }

  /// The certificate has searched for it already.
  private static OptionalDouble signSafeUpper(CertificationOutcome.Certified certified) {
    Double found = certified.certificate().signSafeUpper();
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found);
  }
}
