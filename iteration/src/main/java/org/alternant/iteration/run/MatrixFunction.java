package org.alternant.iteration.run;

import java.util.List;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;

/// What an odd polynomial iteration computes, according to the matrix and the product it is applied
/// to. With p(x) = x q(x²) for each step:
public enum MatrixFunction {
  /// The polar factor UVᵀ of X = UΣVᵀ, m×n: X ← q(XXᵀ)X. The steps act on the singular values.
  POLAR,
  /// sign(A) of a square matrix with real eigenvalues: X ← q(X²)X. The steps act on the
  /// eigenvalues, whose magnitudes must lie in the table's interval.
  SIGN,
  /// A^(1/2) of a symmetric positive definite A by the coupled iteration Y ← Y q(ZY), Z ← q(ZY)Z,
  /// Y₀ = A, Z₀ = I (N. J. Higham, *Functions of Matrices*, SIAM 2008, section 6.7). The steps act
  /// on the square roots of the eigenvalues.
  SQRT,
  /// A^(−1/2), the limit of Z in the same iteration.
  INVSQRT,
  /// A^(−1/p) of a symmetric positive definite A by the coupled iteration X ← X q(M), M ← M q(M)ᵖ,
  /// X₀ = I, M₀ = A, with the steps of a table for that root. They act on the eigenvalues.
  INVERSE_ROOT,
  /// U min(Σ, 1) Vᵀ of X = UΣVᵀ, m×n, by the same iteration as the polar factor, with the steps of
  /// a table for clips. They act on the singular values.
  CLIP;

  /// Whether the matrix has to be square.
  ///
  /// @return true for all but the polar factor and the clip
  public boolean needsSquare() {
    return !actsOnSingularValues();
  }

  /// Whether the steps act on the singular values of a matrix of any shape: X ← q(XXᵀ)X.
  ///
  /// @return true for the polar factor and the clip
  public boolean actsOnSingularValues() {
    return this == POLAR || this == CLIP;
  }

  /// Checks a matrix's shape.
  ///
  /// @param rows m
  /// @param columns n
  /// @throws IllegalArgumentException if the matrix is not square and has to be
  public void requireShape(int rows, int columns) {
    if (needsSquare() && rows != columns) {
      throw new IllegalArgumentException(
          "this function needs a square matrix, found " + rows + "×" + columns);
    }
  }

  /// What steps compute unless something else is asked for.
  ///
  /// @param steps p₁ first
  /// @return the inverse root or the clip that they are for, or else the polar factor
  public static MatrixFunction usual(List<Step> steps) {
    return steps.isEmpty()
        ? POLAR
        : switch (steps.getFirst().function().kind()) {
          case SIGN -> POLAR;
          case INVERSE_ROOT -> INVERSE_ROOT;
          case CLIP -> CLIP;
        };
  }

  private TableFunction.Kind kind() {
    return switch (this) {
      case POLAR, SIGN, SQRT, INVSQRT -> TableFunction.Kind.SIGN;
      case INVERSE_ROOT -> TableFunction.Kind.INVERSE_ROOT;
      case CLIP -> TableFunction.Kind.CLIP;
    };
  }

  /// Checks that steps are for this function.
  ///
  /// @param steps p₁ first
  /// @throws IllegalArgumentException if one is not, or two are for different roots or bounds
  public void requireFor(List<Step> steps) {
    TableFunction first = steps.getFirst().function();
    for (Step step : steps) {
      TableFunction approximated = step.function();
      if (approximated.kind() != kind() || !approximated.equals(first)) {
        throw new IllegalArgumentException(
            "the function "
                + EnumIds.of(this)
                + " takes steps for "
                + switch (kind()) {
                  case SIGN -> "the sign function";
                  case INVERSE_ROOT -> "one inverse root";
                  case CLIP -> "one clip";
                }
                + ", found some for the "
                + approximated.words());
      }
    }
  }

  /// Whether the matrix has to be symmetric positive definite.
  ///
  /// @return true for the roots
  public boolean needsPositiveDefinite() {
    return this == SQRT || this == INVSQRT || this == INVERSE_ROOT;
  }
}
