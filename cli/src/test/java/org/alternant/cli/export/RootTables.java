package org.alternant.cli.export;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.function.TableFunction;

/// Tables for inverse roots of every kind.
final class RootTables {

  private RootTables() {}

  /// Every norm, tails of both kinds, plans, rows that are only factors, and chains of powers of
  /// every form.
  static List<CoefficientTable> all() throws IOException {
    List<CoefficientTable> tables = new ArrayList<>();
    for (int root : new int[] {1, 2, 3, 4, 5, 7, 16}) {
      tables.add(
          table("root-" + root, Tail.STOP, Normalization.FROBENIUS, newton(root, 2, 3, 1, 4)));
    }
    tables.add(
        table(
            "horner",
            Tail.REPEAT_LAST,
            new Normalization(Norm.TRACE, 1.01, 0),
            newton(4, 1, 2, 3)));
    tables.add(
        table(
            "infinity",
            Tail.REPEAT_LAST,
            new Normalization(Norm.INFINITY, 1, 1e-3),
            newton(2, 4, 4)));
    tables.add(
        table("schatten-4", Tail.STOP, new Normalization(Norm.SCHATTEN_4, 1, 0), newton(4, 4, 4)));
    tables.add(table("given", Tail.STOP, Normalization.NONE, newton(3, 4, 8, 2)));
    tables.add(table("factors", Tail.STOP, Normalization.FROBENIUS, newton(4, 0, 2, 0, 4, 0)));
    tables.add(table("factor", Tail.STOP, Normalization.FROBENIUS, newton(2, 0)));
    List<Step> planned =
        PlannedTables.all().stream()
            .flatMap(table -> table.steps().stream())
            .map(RootTables::planned)
            .toList();
    tables.add(table("plans", Tail.STOP, new Normalization(Norm.FROBENIUS, 1.01, 0), planned));
    return tables;
  }

  private static Step planned(Step step) {
    EvaluationPlan plan = Objects.requireNonNull(step.plan());
    return Step.of(TableFunction.inverseRoot(2), step.coefficients()).withPlan(plan);
  }

  /// Steps Σ (1/p)ⱼ/j! (1 − y)ʲ, j ≤ q, expanded; for q = 0 a factor.
  static List<Step> newton(int root, int... degrees) {
    return Arrays.stream(degrees)
        .mapToObj(
            q -> Step.of(TableFunction.inverseRoot(root), q == 0 ? List.of(1.0625) : row(root, q)))
        .toList();
  }

  private static List<Double> row(int root, int q) {
    Double[] row = Collections.nCopies(q + 1, 0.0).toArray(Double[]::new);
    double factor = 1;
    for (int j = 0; j <= q; j++) {
      double binomial = 1;
      for (int k = 0; k <= j; k++) {
        row[k] += (k % 2 == 0 ? 1 : -1) * factor * binomial;
        binomial = binomial * (j - k) / (k + 1);
      }
      factor *= (1.0 / root + j) / (j + 1);
    }
    return List.of(row);
  }

  static CoefficientTable table(
      String name, Tail tail, Normalization normalization, List<Step> steps) {
    return new CoefficientTable(
        name,
        null,
        steps,
        new Conventions(normalization, SafetyFactor.NONE, tail, null),
        null,
        null,
        new Provenance("test", null));
  }

  /// Those from which square roots can be exported.
  static List<CoefficientTable> square() throws IOException {
    Stream<CoefficientTable> roots = all().stream().filter(t -> t.function().root() == 2);
    return Stream.concat(roots, PlannedTables.all().stream().skip(1)).toList();
  }
}
