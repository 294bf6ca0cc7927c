package org.alternant.coefficients.formula;

import java.util.List;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.evaluation.IterationCost;
import org.alternant.coefficients.function.TableFunction;

/// A function of a matrix that is computed from compositions of steps by a formula.
public enum Formula {

  /// min(x, 1) of singular values x from 0 to a bound B. With y = x², s the side and W the divisor,
  ///
  ///     P = (1 + y)/2 + (y − 1) s(y − 1)/2 ≈ max(y, 1),    f(x) = x W(P),    W(P) ≈ P^(−1/2).
  CLIP("min(x, 1)", "x W(P), P = (1 + y + (y - 1) s(y - 1))/2, y = x^2"),

  /// max(x − T, 0) of singular values x from 0 to a bound B, T the threshold: what a clip of x/T
  /// leaves, f(x) = x − x W(P) with y = (x/T)² in the formula of [#CLIP].
  SOFT_THRESHOLD("max(x - T, 0)", "x - x W(P), P = (1 + y + (y - 1) s(y - 1))/2, y = (x/T)^2"),

  /// max(x, 0) of the eigenvalues x of a symmetric matrix, from −1 to 1, by f(x) = x (1 + s(x))/2:
  /// the nearest positive semidefinite matrix.
  PSD("max(x, 0)", "x (1 + s(x))/2");

  /// What a part of a formula is in it.
  public enum Role {
    /// s: on which side of 0 a number lies, by a composition for the sign function.
    SIDE,
    /// W: 1 over the square root, by steps for the inverse root 2 from W = I.
    DIVISOR;

    /// What the part's steps are for.
    ///
    /// @return the sign or the inverse root 2
    public TableFunction function() {
      return this == SIDE ? TableFunction.SIGN : TableFunction.inverseRoot(2);
    }
  }

  private final String target;
  private final String text;

  Formula(String target, String text) {
    this.target = target;
    this.text = text;
  }

  /// What it approximates, in words.
  ///
  /// @return such as `min(x, 1)`, T the threshold
  public String target() {
    return target;
  }

  /// The formula, in words.
  ///
  /// @return a term in x
  public String text() {
    return text;
  }

  /// Its parts.
  ///
  /// @return their roles, in the order in which they are computed
  public List<Role> roles() {
    return this == PSD ? List.of(Role.SIDE) : List.of(Role.SIDE, Role.DIVISOR);
  }

  /// The matrix products beside those of the parts.
  ///
  /// @return those of the Gram matrix, of P, and of the result; for [#PSD] the result's
  public int otherProducts() {
    return this == PSD ? 1 : 3;
  }

  /// The matrix products of a run.
  ///
  /// @param parts one for each role
  /// @return those of the parts, and the others
  public int products(List<Part> parts) {
    int products = otherProducts();
    for (Part part : parts) {
      products += IterationCost.of(part.steps(), Form.STANDARD).products();
    }
    return products;
  }

  /// Whether it is about singular values.
  ///
  /// @return false for eigenvalues of symmetric matrices
  public boolean actsOnSingularValues() {
    return this != PSD;
  }
}
