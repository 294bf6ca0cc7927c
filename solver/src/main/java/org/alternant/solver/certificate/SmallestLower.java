package org.alternant.solver.certificate;

import java.util.OptionalDouble;

/// Down to which lower end an error is kept to.
public sealed interface SmallestLower {

  /// The smallest lower end that is proved.
  ///
  /// @return l; 0 where every one serves, empty where none does
  OptionalDouble proved();

  /// It is located.
  ///
  /// @param lower l, the smallest binary64 number that serves
  record Found(double lower) implements SmallestLower {
    @Override
    public OptionalDouble proved() {
      return OptionalDouble.of(lower);
    }
  }

  /// A smaller one may serve as well: this is the least that is looked at.
  ///
  /// @param lower a lower end that serves
  record AtMost(double lower) implements SmallestLower {
    @Override
    public OptionalDouble proved() {
      return OptionalDouble.of(lower);
    }
  }

  /// The error is kept to on [0, upper].
  record Every() implements SmallestLower {
    @Override
    public OptionalDouble proved() {
      return OptionalDouble.of(0);
    }
  }

  /// No lower end serves: the error is exceeded at the upper end.
  record None() implements SmallestLower {
    @Override
    public OptionalDouble proved() {
      return OptionalDouble.empty();
    }
  }
}
