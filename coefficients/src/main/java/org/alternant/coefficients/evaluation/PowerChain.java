package org.alternant.coefficients.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.function.TableFunction;

/// How a matrix M becomes ZᵏMZᵖ⁻ᵏ, Z a matrix that commutes with it, in the fewest products: by a
/// shortest addition chain for p, whose last sum p = k + (p − k) is carried out around M (D. E.
/// Knuth, *The Art of Computer Programming* 2, 4.6.3: his power tree is shortest for p ≤ 76).
///
/// @param powers the exponents of the powers of Z that are multiplied out, 1 first: 1 alone is no
///   product
/// @param left k
/// @param right p − k, at least k
public record PowerChain(List<Integer> powers, int left, int right) {

  /// Before each exponent p the one below it in the power tree, from p = 2 on.
  private static final List<Integer> BELOW =
      List.of(1, 2, 2, 3, 3, 5, 4, 6, 5, 10, 6, 10, 7, 10, 8);

  /// The chain for a root.
  ///
  /// @param root p, from 1 to [TableFunction#MAXIMUM_ROOT]
  /// @return the chain
  public static PowerChain of(int root) {
    if (root == 1) {
      return new PowerChain(List.of(1), 0, 1);
    }
    List<Integer> powers = new ArrayList<>();
    int right = below(root);
    for (int power = right; power > 1; power = below(power)) {
      powers.add(power);
    }
    powers.add(1);
    Collections.reverse(powers);
    return new PowerChain(powers, root - right, right);
  }

  private static int below(int power) {
    return BELOW.get(power - 2);
  }

  /// The smaller exponent of the factors whose product is the k-th power.
  ///
  /// @param k an index in [#powers], above 0
  /// @return an earlier exponent
  public int left(int k) {
    return powers.get(k) - right(k);
  }

  /// The larger exponent.
  ///
  /// @param k an index in [#powers], above 0
  /// @return the exponent before it
  public int right(int k) {
    return powers.get(k - 1);
  }

  /// The number of products.
  ///
  /// @return those of powers of Z, and one or two with M
  public int products() {
    return powers.size() - 1 + (left == 0 ? 1 : 2);
  }
}
