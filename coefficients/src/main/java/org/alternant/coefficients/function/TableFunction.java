package org.alternant.coefficients.function;

import org.jspecify.annotations.Nullable;

/// What a composition of steps h(x) = Σ cⱼ x^(pj+1) approximates: the sign function (p = 2), of
/// singular values x; A^(−1/p) of a positive definite A with eigenvalues y = xᵖ; or the clip min(x,
/// 1) of singular values x up to a bound (p = 2).
///
/// The first two are the same mathematics: every step is to map x to 1. They differ in what is
/// counted as input: files and options speak of singular values for the sign, of eigenvalues for
/// roots, since y^(1/p) is no binary64 number. What comes out, images and errors, is h for both:
/// for a root 1 − h is the relative error of X at that eigenvalue. Of a clip only the composition
/// as a whole means anything, and its error is |h − min(x, 1)|.
///
/// @param kind which of them
/// @param root p, the stride of the exponents: 2 for the sign and the clip
/// @param bound for the clip the largest singular value it is meant for, above 1; null for others
public record TableFunction(Kind kind, int root, @Nullable Double bound) {

  /// The largest root.
  public static final int MAXIMUM_ROOT = 16;

  /// The largest degree of a step. Published tables stop at 17.
  public static final int MAX_DEGREE = 1023;

  /// The sign function, and with it the polar factor.
  public static final TableFunction SIGN = new TableFunction(Kind.SIGN, 2, null);

  /// What the bound of a clip stays below.
  public static final double LARGEST_BOUND = 0x1p100;

  /// The kinds.
  public enum Kind {
    /// The sign function of singular values.
    SIGN,
    /// An inverse root of eigenvalues.
    INVERSE_ROOT,
    /// min(x, 1) of singular values.
    CLIP
  }

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the root is not from 1 to [#MAXIMUM_ROOT], or another than
  ///   2 where it is no inverse root; or if a clip has no bound above 1 and below 2¹⁰⁰, or anything
  ///   else has one
  public TableFunction {
    if (root < 1 || root > MAXIMUM_ROOT) {
      throw new IllegalArgumentException(
          "root must be from 1 to " + MAXIMUM_ROOT + ", found " + root);
    }
    if (kind != Kind.INVERSE_ROOT && root != 2) {
      throw new IllegalArgumentException("the sign function has root 2, found " + root);
    }
    if ((kind == Kind.CLIP) != (bound != null)) {
      throw new IllegalArgumentException("a bound goes with the clip, and only with it");
    }
    if (bound != null && !(bound > 1 && bound < LARGEST_BOUND)) {
      throw new IllegalArgumentException("bound must be above 1 and below 2^100, found " + bound);
    }
  }

  /// min(x, 1) on [0, bound].
  ///
  /// @param bound the largest singular value, above 1
  /// @return the function
  /// @throws IllegalArgumentException if the bound is out of range
  public static TableFunction clip(double bound) {
    return new TableFunction(Kind.CLIP, 2, bound);
  }

  /// The inverse p-th root.
  ///
  /// @param root p
  /// @return A ↦ A^(−1/p)
  /// @throws IllegalArgumentException if the root is not from 1 to [#MAXIMUM_ROOT]
  public static TableFunction inverseRoot(int root) {
    return new TableFunction(Kind.INVERSE_ROOT, root, null);
  }

  /// Whether it is the sign function, and with it the polar factor.
  ///
  /// @return false for roots and clips
  public boolean isSign() {
    return kind == Kind.SIGN;
  }

  /// Whether it is an inverse root: input is eigenvalues, the iteration is the coupled one.
  ///
  /// @return false for the sign and for clips, whose steps act on singular values
  public boolean isRoot() {
    return kind == Kind.INVERSE_ROOT;
  }

  /// Whether it is min(x, 1).
  ///
  /// @return false for the sign and for roots
  public boolean isClip() {
    return kind == Kind.CLIP;
  }

  /// What singular values are to become.
  ///
  /// @param x a singular value, or the p-th root of an eigenvalue; 0 or more
  /// @return min(x, 1) for a clip, else 1
  public double target(double x) {
    return isClip() ? Math.min(x, 1) : 1;
  }

  /// What messages call it.
  ///
  /// @return `sign`, `inverse root 4`, `clip`
  public String words() {
    return switch (kind) {
      case SIGN -> "sign";
      case INVERSE_ROOT -> "inverse root " + root;
      case CLIP -> "clip";
    };
  }

  /// Refuses all but the sign function.
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
  /// @return p for roots, else 1
  public int inputPower() {
    return isRoot() ? root : 1;
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
  /// @throws IllegalArgumentException if it is a negative eigenvalue, or a negative singular value
  ///   that is to be clipped
  public void requireInput(double lower) {
    if (!isSign() && lower < 0) {
      throw new IllegalArgumentException(
          (isRoot()
                  ? "the eigenvalues of an inverse root are not negative, found "
                  : "the singular values that are clipped are not negative, found ")
              + lower);
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
