package org.alternant.coefficients;

import java.util.List;

/// The matrix on which a polynomial iteration is carried out.
public sealed interface Form {

  /// Every step acts on X itself.
  Form STANDARD = new Standard();

  /// Every step acts on X itself: A = XXᵀ, X ← p(X).
  record Standard() implements Form {}

  /// The steps act on the Gram matrix R = XXᵀ of the smaller side and on the product Q of what they
  /// multiply X by: with p(x) = x q(x²), Z = q(R), Q ← QZ, R ← ZRZ, and X ← QX at the end. Only the
  /// first and the last product have X as a factor. A *restart* after step t applies Q to X, forms
  /// R anew and sets Q = I: in half precision R gets eigenvalues below 0, which the steps amplify.
  ///
  /// Source: T. Dao et al., *Gram Newton–Schulz* (github Dao-AILab/gram-newton-schulz, 2026).
  ///
  /// @param restarts the steps after which to restart, counted from 1, ascending
  record Gram(List<Integer> restarts) implements Form {

    /// Checks the restarts.
    ///
    /// @throws IllegalArgumentException if they do not ascend from 1 or more
    public Gram {
      restarts = List.copyOf(restarts);
      int previous = 0;
      for (int restart : restarts) {
        if (restart <= previous) {
          throw new IllegalArgumentException(
              "restarts are steps, counted from 1, in ascending order; found " + restarts);
        }
        previous = restart;
      }
    }

    /// Whether step t is the first that acts on a newly formed R.
    ///
    /// @param step t, from 1
    /// @return whether it is
    public boolean begins(int step) {
      return step == 1 || restarts.contains(step - 1);
    }

    /// Whether Q is applied to X after step t.
    ///
    /// @param step t, from 1
    /// @param last the number of steps
    /// @return whether it is
    public boolean ends(int step, int last) {
      return step == last || restarts.contains(step);
    }
  }
}
