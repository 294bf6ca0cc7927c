package org.alternant.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;

/// Tables on the momentum matrices of `benchmarks/data`, some of which have singular values far
/// below those that a table is for, or none at all in some directions.
final class MomentumRuns {

  private static final List<String> FILES =
      List.of(
          "momentum-w1-step400.npy",
          "momentum-w2-step400.npy",
          "momentum-w3-step400.npy",
          "momentum-w1-step1.npy");

  private final List<DMatrixRMaj> matrices = new ArrayList<>();

  MomentumRuns() throws IOException {
    for (String file : FILES) {
      matrices.add(MatrixFile.read(Path.of("benchmarks/data", file)));
    }
  }

  /// What comes out by addmm of the singular values from a lower end on, of which a matrix has k:
  /// how far the k-th largest is from 1, or the largest of all beyond it.
  ///
  /// @param table the table
  /// @param precision of the runs
  /// @param lower the lower end
  /// @return the largest of all matrices; infinite where a run was not finite
  double error(CoefficientTable table, Precision precision, double lower) {
    MatrixIteration iteration = MatrixIteration.of(table, precision).with(Epilogue.ADDMM);
    return matrices.stream().mapToDouble(x -> error(iteration, x, lower)).max().orElseThrow();
  }

  private static double error(MatrixIteration iteration, DMatrixRMaj x, double lower) {
    long count =
        Measures.normalizedSingularValues(x, iteration.normalization()).stream()
            .filter(value -> value >= lower)
            .count();
    if (!(new EjmlBackend().run(iteration, x) instanceof Outcome.Finished finished)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] values = SingularValues.descending(finished.result());
    return Math.max(values[0] - 1, Math.abs(1 - values[(int) count - 1]));
  }
}
