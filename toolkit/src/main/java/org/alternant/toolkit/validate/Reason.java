package org.alternant.toolkit.validate;

import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;

/// Why a verdict is what it is.
///
/// Bounds on the input are those of [org.alternant.solver.certificate.SafeRange], which says up to
/// where it looks; a bound that was not met there is empty.
public sealed interface Reason {

  /// Why a result is inside the certificate.
  sealed interface Kept extends Reason {}

  /// Why a result is outside.
  sealed interface Fault extends Reason {}

  /// What carried singular values to where they must not be.
  sealed interface Cause {}

  /// The matrix is zero and stays zero.
  record ZeroMatrix() implements Kept {}

  /// Every singular value lies in the certified image.
  ///
  /// @param image the image
  record InImage(Interval image) implements Kept {}

  /// A clip errs by no more than is certified.
  ///
  /// @param worstCaseError the certified error
  record WithinError(double worstCaseError) implements Kept {}

  /// Singular values leave the certified image, or a clip exceeds the certified error, by no more
  /// than rounding explains.
  ///
  /// @param excess how far they leave it, or by how much
  /// @param explained how far rounding may carry them
  record RoundingExplains(double excess, double explained) implements Reason {}

  /// The precision resolves no singular value: the first step may annihilate every one of them.
  ///
  /// @param precision the format
  record NothingResolved(Precision precision) implements Fault {}

  /// Eigenvalues are so small that the precision does not tell them from 0: their inverse root is
  /// lost, whatever comes out.
  ///
  /// @param count how many, at least 1
  /// @param precision the format
  /// @param damping ε by which the normalized matrix would have to be damped to have none; a table
  ///   for the lower end ε/(1 + ε) then serves
  record EigenvaluesLost(int count, Precision precision, double damping) implements Fault {}

  /// Directions came out with the wrong sign.
  ///
  /// @param count how many, at least 1
  /// @param cause [BeyondSignSafe] or [RoundingBeyondSignSafe]
  record SignsLost(int count, Cause cause) implements Fault {}

  /// The largest singular value of the scaled matrix lies beyond what the table was made for and
  /// beyond the end up to which it keeps signs, although none was lost in this run.
  ///
  /// @param largest the singular value
  /// @param signSafeUpper the end
  record BeyondSignSafe(double largest, double signSafeUpper) implements Fault, Cause {}

  /// The certified image of the matrix's own singular values overflows, or they lie beyond what the
  /// table was made for and their image reaches 2: the largest lies beyond the end up to which the
  /// table keeps errors below 1.
  ///
  /// @param largest the singular value
  /// @param unitErrorUpper the end
  record BeyondUnitError(double largest, OptionalDouble unitErrorUpper) implements Fault, Cause {}

  /// A singular value is farther from its exact image than rounding explains.
  ///
  /// @param deviation how far the farthest is
  /// @param explained how far rounding may carry one
  record UnexplainedDeviation(double deviation, double explained) implements Fault {}

  /// Singular values leave the certified image by more than rounding explains.
  ///
  /// @param excess how far they leave it
  /// @param explained how far rounding may carry them
  /// @param cause [BeyondUnitError] or [RoundingBeyondUnitError]
  record LeavesImage(double excess, double explained, Cause cause) implements Fault {}

  /// A clip errs by more than is certified and rounding explains.
  ///
  /// @param excess by how much it exceeds the certified error
  /// @param explained how much of that rounding may do
  record ExceedsError(double excess, double explained) implements Fault {}

  /// An iterate has an entry that is not finite.
  ///
  /// @param step the step that made it, from 1; 0 is the normalization
  /// @param precision the format
  /// @param cause [BeyondUnitError] or [RoundingBeyondUnitError]; empty for the normalization, and
  ///   where the table keeps errors below 1 as far as is looked
  record Overflowed(int step, Precision precision, Optional<Cause> cause) implements Fault {}

  /// Rounding carried singular values past the end up to which the table keeps signs.
  ///
  /// @param precision the format
  /// @param signSafeUpper the end
  record RoundingBeyondSignSafe(Precision precision, OptionalDouble signSafeUpper)
      implements Cause {}

  /// Rounding may take so much from the smallest eigenvalues that what is left of them decides the
  /// inverse root: its errors are not of first order, and the iteration may diverge.
  ///
  /// @param precision the format
  /// @param damping as of [EigenvaluesLost]
  record RoundingReachesEigenvalues(Precision precision, double damping) implements Cause {}

  /// Rounding may carry singular values past the end up to which the table keeps errors below 1; a
  /// larger safety factor gives room.
  ///
  /// @param precision the format
  /// @param unitErrorUpper the end
  record RoundingBeyondUnitError(Precision precision, OptionalDouble unitErrorUpper)
      implements Cause {}
}
