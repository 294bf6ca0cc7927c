package org.alternant.iteration.run;

import java.util.List;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.ejml.data.DMatrixRMaj;

/// Something that runs matrix iterations. Matrices go in and come out as binary64, into which every
/// narrower format widens exactly.
public interface Backend {

  /// The name by which a user chooses this backend.
  ///
  /// @return lower-case letters
  String name();

  /// Whether it can compute on this machine. This is looked up, not assumed: libraries are opened
  /// and devices asked, at the first call.
  ///
  /// @return what computes, or why nothing does
  Availability availability();

  /// Whether a graphics processor computes. Where a look at what is installed says that none can,
  /// nothing is opened.
  ///
  /// @return whether one works
  default boolean onGraphicsProcessor() {
    return false;
  }

  /// The formats this backend computes in, on this machine.
  ///
  /// @return at least one where the backend is available
  Set<Precision> precisions();

  /// The operations in one of these formats.
  ///
  /// @param precision the format
  /// @return an arithmetic that the caller closes
  /// @throws IllegalArgumentException if the precision is not among [#precisions]
  /// @throws IllegalStateException if the backend is not available
  MatrixArithmetic<?> arithmetic(Precision precision);

  /// Whether it can keep matrices of one of these formats in another.
  ///
  /// @param precision a format it computes in
  /// @param stored the format to keep them in
  /// @return true for the format's own storage
  default boolean stores(Precision precision, Precision stored) {
    return stored == precision.storage();
  }

  /// The operations in one of these formats on matrices that are kept in another.
  ///
  /// @param precision the format
  /// @param stored the format to keep matrices in
  /// @return an arithmetic that the caller closes
  /// @throws IllegalArgumentException if the precision is not among [#precisions], or the backend
  ///   does not keep its matrices so
  /// @throws IllegalStateException if the backend is not available
  default MatrixArithmetic<?> arithmetic(Precision precision, Precision stored) {
    if (!stores(precision, stored)) {
      throw new IllegalArgumentException(
          "the " + name() + " backend does not keep " + precision + " in " + stored);
    }
    return arithmetic(precision);
  }

  /// Runs an iteration on a matrix. The normalization is computed in binary64 and rounded once to
  /// the first step's format; every later operation is the backend's, but that X is rounded here to
  /// another format's storage before a step that has one.
  ///
  /// The zero matrix stays zero. The same call gives the same bits; by EJML for any number of
  /// threads, and on every machine.
  ///
  /// @param iteration what to run
  /// @param input X: m×n, not changed
  /// @return the last iterate, or where the iteration overflowed
  /// @throws IllegalArgumentException if the precision is not among [#precisions], matrices cannot
  ///   be stored as the iteration says ([#stores]), or the matrix is empty, has an entry that is
  ///   NaN or infinite, or is not square where the function needs that
  default Outcome run(MatrixIteration iteration, DMatrixRMaj input) {
    return run(iteration, List.of(input)).getFirst();
  }

  /// Runs an iteration on a batch of matrices.
  ///
  /// @param iteration what to run
  /// @param inputs matrices of equal shape, not changed
  /// @return an outcome for each, in their order
  /// @throws IllegalArgumentException as for one matrix, or if the batch is empty or the shapes
  ///   differ
  default List<Outcome> run(MatrixIteration iteration, List<DMatrixRMaj> inputs) {
    return MixedRun.of(iteration.inOneFormatEach(), inputs, this::runInOneFormat);
  }

  private List<Outcome> runInOneFormat(MatrixIteration iteration, List<DMatrixRMaj> inputs) {
    try (MatrixArithmetic<?> arithmetic = arithmetic(iteration.precision(), iteration.stored())) {
      return IterationRun.of(arithmetic, iteration).run(inputs);
    }
  }
}
