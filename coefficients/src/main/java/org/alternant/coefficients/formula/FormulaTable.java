package org.alternant.coefficients.formula;

import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// A table for a function that is made of parts by a formula, with all that is needed to run it and
/// to know where it came from. Nothing is divided by a norm: a clip of other singular values than
/// the matrix's own would be another function.
///
/// @param name identifies the table, as that of a [CoefficientTable]
/// @param description what it is for, in words; null if not stated
/// @param function the formula
/// @param bound for singular values the largest it is meant for, for the clip above 1 and else
///   above the threshold; null for eigenvalues
/// @param threshold of the soft threshold T; else null
/// @param parts those of the formula, in its order
/// @param design the request the table was designed from; null if it was not designed here
/// @param certificate what was proved about it; null if nothing was
/// @param provenance where it comes from
public record FormulaTable(
    String name,
    @Nullable String description,
    Formula function,
    @Nullable Double bound,
    @Nullable Double threshold,
    List<Part> parts,
    @Nullable FormulaDesign design,
    @Nullable FormulaCertificate certificate,
    Provenance provenance) {

  private static final double SMALLEST_THRESHOLD = 0x1p-100;

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the name is malformed, bound or threshold are not those of
  ///   the formula or missing, the parts are not those of the formula, or the certificate is about
  ///   negative singular values
  public FormulaTable {
    CoefficientTable.requireName(name);
    if (function.actsOnSingularValues() != (bound != null)) {
      throw new IllegalArgumentException("a bound goes with singular values, and only with them");
    }
    if ((function == Formula.SOFT_THRESHOLD) != (threshold != null)) {
      throw new IllegalArgumentException("a threshold goes with the soft threshold");
    }
    if (bound != null) {
      TableFunction.clip(clipBound(bound, threshold));
    }
    parts = List.copyOf(parts);
    List<Role> roles = parts.stream().map(Part::role).toList();
    if (!roles.equals(function.roles())) {
      throw new IllegalArgumentException(
          "the parts must be " + function.roles() + ", found " + roles);
    }
    if (certificate != null && function.actsOnSingularValues() && certificate.input().lower() < 0) {
      throw new IllegalArgumentException(
          "singular values are not negative, found " + certificate.input().lower());
    }
  }

  /// The numbers that the table is meant for.
  ///
  /// @return [0, bound] for singular values, else [−1, 1]
  public Interval nominal() {
    return bound == null ? new Interval(-1, 1) : new Interval(0, bound);
  }

  /// The bound of the clip that is computed: of x/T for the soft threshold T.
  ///
  /// @param bound of the singular values
  /// @param threshold T; null for the clip itself
  /// @return the bound, rounded up
  /// @throws IllegalArgumentException if the threshold is none, or so small that 1/T² may overflow
  public static double clipBound(double bound, @Nullable Double threshold) {
    if (threshold == null) {
      return bound;
    }
    if (!(threshold >= SMALLEST_THRESHOLD && threshold < bound)) {
      throw new IllegalArgumentException(
          "threshold must be from 2^-100 to below the bound, "
              + MessageText.number(bound)
              + ", found "
              + MessageText.number(threshold));
    }
    double ratio = Math.nextUp(bound / threshold);
    if (!(ratio < TableFunction.LARGEST_BOUND)) {
      throw new IllegalArgumentException(
          "the bound must be below 2^100 thresholds, found "
              + MessageText.number(bound)
              + " and the threshold "
              + MessageText.number(threshold));
    }
    return ratio;
  }

  /// What a singular value or an eigenvalue is to become.
  ///
  /// @param x the value
  /// @return the target at x, for the soft threshold rounded
  public double target(double x) {
    return switch (function) {
      case CLIP -> Math.min(x, 1);
      case SOFT_THRESHOLD -> Math.max(x - unit(), 0);
      case PSD -> Math.max(x, 0);
    };
  }

  /// What the table approximates, in words.
  ///
  /// @return [Formula#target], with the threshold's number
  public String targetWords() {
    return threshold == null
        ? function.target()
        : function.target().replace("T", Double.toString(threshold));
  }

  /// What singular values are divided by before they are clipped.
  ///
  /// @return the threshold; 1 without one
  public double unit() {
    return threshold == null ? 1 : threshold;
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
  /// @return those of the parts, and one for each other product in the formula; for singular values
  ///   also XXᵀ
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
    double u = x / unit();
    double z = u * u - 1;
    double root = Math.sqrt((2 + z + z * parts.getFirst().evaluate(z)) / 2);
    double clipped = x * (parts.getLast().evaluate(root) / root);
    return function == Formula.CLIP ? clipped : x - clipped;
  }

  /// This table with another certificate.
  ///
  /// @param replacement the certificate; null for none
  /// @return the table, otherwise the same
  public FormulaTable with(@Nullable FormulaCertificate replacement) {
    return new FormulaTable(
        name, description, function, bound, threshold, parts, design, replacement, provenance);
  }
}
