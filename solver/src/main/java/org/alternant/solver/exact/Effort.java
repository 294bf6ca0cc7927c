package org.alternant.solver.exact;

/// How much work a proof may take, counted in operations on words of 64 bits and never by a clock:
/// what is given up is given up on every machine.
///
/// One effort may serve several proofs, one after the other; it is not for several threads at once.
public final class Effort {

  /// What an operation on numbers of any size costs beside its words.
  private static final int OPERATION = 16;

  private final long bound;
  private long spent;

  private Effort(long bound) {
    this.bound = bound;
  }

  /// No bound.
  ///
  /// @return an effort that is never spent
  public static Effort unbounded() {
    return new Effort(Long.MAX_VALUE);
  }

  /// A bound.
  ///
  /// @param operations the operations on words that are allowed; 100 to 200 million of them take a
  ///   second
  /// @return the effort
  public static Effort of(long operations) {
    return new Effort(operations);
  }

  /// Counts work that is about to be done.
  ///
  /// @param operations how many operations on numbers
  /// @param words how many words each of them runs through, or pairs of words
  /// @throws EffortSpentException if that is beyond the bound
  public void spend(long operations, long words) {
    if (bound != Long.MAX_VALUE) {
      spent += operations * (OPERATION + words);
      if (spent > bound) {
        throw new EffortSpentException();
      }
    }
  }

  /// Counts a product, and a sum of as many digits.
  ///
  /// @param a a factor
  /// @param b the other
  /// @throws EffortSpentException if that is beyond the bound
  public void spendOnProduct(Dyadic a, Dyadic b) {
    spend(1, (words(a) + 1) * (words(b) + 1));
  }

  private static long words(Dyadic value) {
    return value.significand().bitLength() / Long.SIZE;
  }

  /// What was counted so far; 0 without a bound.
  ///
  /// @return operations on words
  public long spent() {
    return spent;
  }
}
