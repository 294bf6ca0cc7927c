package org.alternant.coefficients.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every chain is one, and as short as is known (Knuth, *The Art of Computer Programming* 2,
/// 4.6.3).
class PowerChainTest {

  /// l(1), l(2), …, l(16).
  private static final List<Integer> SHORTEST =
      List.of(0, 1, 2, 2, 3, 3, 4, 3, 4, 4, 5, 4, 5, 5, 5, 4);

  static IntStream roots() {
    return IntStream.rangeClosed(1, 16);
  }

  @ParameterizedTest
  @MethodSource("roots")
  void everyPowerIsAProductOfEarlierOnes(int root) {
    PowerChain chain = PowerChain.of(root);
    List<Integer> powers = chain.powers();
    assertEquals(1, powers.getFirst());
    for (int k = 1; k < powers.size(); k++) {
      List<Integer> earlier = powers.subList(0, k);
      assertTrue(earlier.contains(chain.left(k)) && earlier.contains(chain.right(k)));
      assertEquals(powers.get(k), chain.left(k) + chain.right(k));
    }
    assertEquals(root, chain.left() + chain.right());
    assertTrue(powers.contains(chain.right()));
    assertTrue(chain.left() == 0 || powers.contains(chain.left()));
    assertEquals(SHORTEST.get(root - 1) + 1, chain.products());
  }
}
