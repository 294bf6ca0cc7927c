package org.alternant.coefficients.formula;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.function.TableFunction;
import org.jspecify.annotations.Nullable;

/// A table for a function that is made of parts by a formula, with all that is needed to run it and
/// to know where it came from. Nothing is divided by a norm: a clip of other singular values than
/// the matrix's own would be another function.
///
/// @param name identifies the table, as that of a [CoefficientTable]
/// @param description what it is for, in words; null if not stated
/// @param function the formula
/// @param bound for the clip the largest singular value it is meant for, above 1; else null
/// @param parts those of the formula, in its order
/// @param design the request the table was designed from; null if it was not designed here
/// @param certificate what was proved about it; null if nothing was
/// @param provenance where it comes from
public record FormulaTable(
    String name,
    @Nullable String description,
    Formula function,
    @Nullable Double bound,
    List<Part> parts,
    @Nullable FormulaDesign design,
    @Nullable FormulaCertificate certificate,
    Provenance provenance) {

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the name is malformed, the bound is not that of a clip or
  ///   missing, the parts are not those of the formula, or the certificate is about negative
  ///   singular values
  public FormulaTable {
    CoefficientTable.requireName(name);
    if ((function == Formula.CLIP) != (bound != null)) {
      throw new IllegalArgumentException("a bound goes with the clip, and only with it");
    }
    if (bound != null) {
      TableFunction.clip(bound);
    }
    parts = List.copyOf(parts);
    List<Role> roles = parts.stream().map(Part::role).toList();
    if (!roles.equals(function.roles())) {
      throw new IllegalArgumentException(
          "the parts must be " + function.roles() + ", found " + roles);
    }
    if (certificate != null && function.actsOnSingularValues() && certificate.input().lower() < 0) {
      throw new IllegalArgumentException(
          "the singular values that are clipped are not negative, found "
              + certificate.input().lower());
    }
  }

  /// The numbers that the table is meant for.
  ///
  /// @return [0, bound] for a clip, else [−1, 1]
  public Interval nominal() {
    return bound == null ? new Interval(-1, 1) : new Interval(0, bound);
  }

  /// The steps of a part.
  ///
  /// @param role one of the formula's
  /// @return p₁ first
  public List<Step> steps(Role role) {
    return parts.get(function.roles().indexOf(role)).steps();
  }

  /// The matrix products of a run.
  ///
  /// @return those of the parts, and one for each other product in the formula; for the clip also
  ///   XXᵀ
  public int products() {
    return function.products(parts);
  }

  /// The function in binary64.
  ///
  /// @param x a singular value, or for [Formula#PSD] an eigenvalue
  /// @return f(x), with rounding errors
  public double evaluate(double x) {
    if (function == Formula.PSD) {
      return x * (1 + parts.getFirst().evaluate(x)) / 2;
    }
    double z = x * x - 1;
    double root = Math.sqrt((2 + z + z * parts.getFirst().evaluate(z)) / 2);
    return x * (parts.getLast().evaluate(root) / root);
  }

  /// This table with another certificate.
  ///
  /// @param replacement the certificate; null for none
  /// @return the table, otherwise the same
  public FormulaTable with(@Nullable FormulaCertificate replacement) {
    return new FormulaTable(
        name, description, function, bound, parts, design, replacement, provenance);
  }
}
