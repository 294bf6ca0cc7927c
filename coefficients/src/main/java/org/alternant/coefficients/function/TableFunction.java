package org.alternant.coefficients.function;

/// What a composition of steps h(x) = Σ cⱼ x^(pj+1) approximates: the sign function (p = 2), of
/// singular values x; or A^(−1/p) of a positive definite A with eigenvalues y = xᵖ.
///
/// Both are the same mathematics: every step is to map x to 1. They differ in what is counted as
/// input: files and options speak of singular values for the sign, of eigenvalues for roots, since
/// y^(1/p) is no binary64 number. What comes out, images and errors, is h for both: for a root 1 −
/// h is the relative error of X at that eigenvalue.
///
/// @param kind which of the two
/// @param root p, the stride of the exponents: 2 for the sign
public record TableFunction(Kind kind, int root) {

  /// The largest root.
  public static final int MAXIMUM_ROOT = 16;

  /// The largest degree of a step. Published tables stop at 17.
  public static final int MAX_DEGREE = 1023;

  /// The sign function, and with it the polar factor.
  public static final TableFunction SIGN = new TableFunction(Kind.SIGN, 2);

  /// The kinds.
  public enum Kind {
    /// The sign function of singular values.
    SIGN,
    /// An inverse root of eigenvalues.
    INVERSE_ROOT
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the root is not from 1 to [#MAXIMUM_ROOT], or another than
  ///   2 for the sign
  public TableFunction {
    if (root < 1 || root > MAXIMUM_ROOT) {
      throw new IllegalArgumentException(
          "root must be from 1 to " + MAXIMUM_ROOT + ", found " + root);
    }
    if (kind == Kind.SIGN && root != 2) {
      throw new IllegalArgumentException("the sign function has root 2, found " + root);
    }
  }

  /// The inverse p-th root.
  ///
  /// @param root p
  /// @return A ↦ A^(−1/p)
  /// @throws IllegalArgumentException if the root is not from 1 to [#MAXIMUM_ROOT]
  public static TableFunction inverseRoot(int root) {
    return new TableFunction(Kind.INVERSE_ROOT, root);
  }

  /// Whether steps act on singular values, as for the sign function and the polar factor.
  ///
  /// @return false for roots
  public boolean isSign() {
    return kind == Kind.SIGN;
  }

  /// What messages call it.
  ///
  /// @return `sign`, `inverse root 4`
  public String words() {
    return isSign() ? "sign" : "inverse root " + root;
  }

  /// Refuses inverse roots.
  ///
  /// @param what is not there for them yet, a plural
  /// @throws IllegalArgumentException unless this is the sign function
  public void requireSign(String what) {
    if (!isSign()) {
      throw new IllegalArgumentException(
          what + " are for the sign function only so far, not for the " + words());
    }
  }

  /// Which power of x files and options carry.
  ///
  /// @return 1 for the sign, p for roots
  public int inputPower() {
    return isSign() ? 1 : root;
  }

  /// An exponent.
  ///
  /// @param j from 0 on
  /// @return pj + 1
  public int exponent(int j) {
    return root * j + 1;
  }

  /// The degree of a step, pq + 1.
  ///
  /// @param size the number q + 1 of its coefficients
  /// @return the degree
  public int degree(int size) {
    return exponent(size - 1);
  }

  /// The number of coefficients of a step.
  ///
  /// @param degree the degree pq + 1
  /// @return q + 1
  public int size(int degree) {
    return (degree - 1) / root + 1;
  }

  /// The smallest degree that does anything: q = 1.
  ///
  /// @return p + 1
  public int smallestDegree() {
    return root + 1;
  }

  /// Checks a step's degree.
  ///
  /// @param degree the degree
  /// @return `degree`
  /// @throws IllegalArgumentException unless it is pq + 1, positive and at most [#MAX_DEGREE]
  public int requireDegree(int degree) {
    if (!isExponent(degree)) {
      throw new IllegalArgumentException("degree must be " + exponentWords() + ", found " + degree);
    }
    if (degree < 1 || degree > MAX_DEGREE) {
      throw new IllegalArgumentException(
          "degree must be from 1 to " + MAX_DEGREE + ", found " + degree);
    }
    return degree;
  }

  /// Checks the degree of a best polynomial.
  ///
  /// @param name what messages call the degree
  /// @param degree the degree
  /// @param largestQ the largest q there may be
  /// @throws IllegalArgumentException unless it is pq + 1, for a q from 0 to `largestQ`
  public void requireDegree(String name, int degree, int largestQ) {
    if (!isExponent(degree) || degree < 1 || degree > exponent(largestQ)) {
      throw new IllegalArgumentException(
          "%s must be %s and from 1 to %d, found %d"
              .formatted(name, exponentWords(), exponent(largestQ), degree));
    }
  }

  private boolean isExponent(int degree) {
    return Math.floorMod(degree - 1, root) == 0;
  }

  private String exponentWords() {
    return root == 2 ? "odd" : "1 more than a multiple of the root " + root;
  }

  /// Checks the lower end of an input.
  ///
  /// @param lower a singular value, or for a root an eigenvalue
  /// @throws IllegalArgumentException if it is a negative eigenvalue
  public void requireInput(double lower) {
    if (!isSign() && lower < 0) {
      throw new IllegalArgumentException(
          "the eigenvalues of an inverse root are not negative, found " + lower);
    }
  }

  /// xᵖ.
  ///
  /// @param x the argument of a step
  /// @return the power, with p − 1 roundings
  public double power(double x) {
    double power = x;
    for (int i = 1; i < root; i++) {
      power *= x;
    }
    return power;
  }
}
