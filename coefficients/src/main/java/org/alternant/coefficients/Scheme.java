package org.alternant.coefficients;

/// How a step's polynomial is evaluated on the Gram matrix A = XXᵀ of the smaller side: X ← (c₀I +
/// c₁A + … + c_qA^q) X.
///
/// @param kind the scheme
public record Scheme(Kind kind) {

  /// The schemes a table may name.
  public enum Kind {
    /// Horner's rule in A: q − 1 square products.
    HORNER,
    /// Paterson–Stockmeyer: blocks of about √q powers of A.
    PATERSON_STOCKMEYER,
    /// Degree 17 by three square products, where real parameters exist: see [ThreeProductScheme].
    THREE_PRODUCT
  }
}
