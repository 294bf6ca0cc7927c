package org.alternant.toolkit.validate;

import java.util.List;

/// About how much memory validations take, so that one that cannot end need not begin.
public final class WorkingMemory {

  /// Room for the matrix, the iterates and the decompositions, in matrices.
  private static final int MATRICES_IN_MEMORY = 16;

  /// Room for another matrix of a batch.
  private static final int MATRICES_FOR_ANOTHER = 4;

  /// For each singular value, the measures have some ten boxed numbers in lists.
  private static final int BYTES_FOR_A_VALUE = 240;

  /// For each run beside them.
  private static final int BYTES_FOR_A_RUN = 2000;

  /// For each seed of a distribution: its verdict with the reason, and figures that are sorted.
  private static final int BYTES_FOR_A_SEED = 300;

  private WorkingMemory() {}

  /// For [Validation#run].
  ///
  /// @param request what is run
  /// @return the number of bytes, estimated
  public static double bytes(ValidationRequest request) {
    int measured = request.traced() ? request.iterations().getFirst().steps().size() + 1 : 1;
    double runs = (double) request.precisions().size() * measured;
    return switch (request.matrices()) {
      case GeneratedMatrices(int rows, int columns, SpectrumChoice _, long _, int batch) ->
          run(rows, columns, batch) + runs * batch * results(rows, columns);
      case MatrixSource.Given(List<MatrixBatch> batches) -> {
        double kept = 0;
        double largest = 0;
        for (MatrixBatch batch : batches) {
          int count = batch.matrices().size();
          double entries = (double) batch.rows() * batch.columns();
          kept += count * (Double.BYTES * entries + runs * results(batch.rows(), batch.columns()));
          largest = Math.max(largest, run(batch.rows(), batch.columns(), count));
        }
        yield kept + largest;
      }
    };
  }

  /// For [Validation#repeat].
  ///
  /// @param request what is run
  /// @param count how many seeds
  /// @return the number of bytes, estimated
  public static double bytes(ValidationRequest request, int count) {
    return bytes(request) + (double) BYTES_FOR_A_SEED * count * request.precisions().size();
  }

  private static double run(int rows, int columns, int batch) {
    double entries = (double) rows * columns;
    return Double.BYTES * entries * (MATRICES_IN_MEMORY + (double) MATRICES_FOR_ANOTHER * batch);
  }

  private static double results(int rows, int columns) {
    return BYTES_FOR_A_RUN + (double) BYTES_FOR_A_VALUE * Math.min(rows, columns);
  }
}
