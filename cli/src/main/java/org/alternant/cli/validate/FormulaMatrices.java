package org.alternant.cli.validate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.toolkit.validate.MatrixBatch;
import org.alternant.toolkit.verify.FormulaVerification;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/// The matrices for tables of parts.
final class FormulaMatrices {

  /// What a symmetric matrix's entries may differ by from its transpose's, relatively to the
  /// largest: what formats of 16 bits do to it.
  private static final double ASYMMETRY = 1e-2;

  private FormulaMatrices() {}

  /// Matrices to be made.
  ///
  /// @param rows m
  /// @param columns n
  /// @param spectrum how the singular values, or the magnitudes of the eigenvalues, are spread
  /// @param lower the smallest
  /// @param upper the largest
  /// @param seed of the first
  /// @param count how many
  record Request(
      int rows,
      int columns,
      Spectrum.Kind spectrum,
      double lower,
      double upper,
      long seed,
      int count) {}

  static MatrixBatch generated(FormulaTable table, Request request) throws BadInput {
    if (request.spectrum == Spectrum.Kind.GAUSSIAN) {
      throw new BadInput("--spectrum gaussian is not for tables of parts: nothing is divided");
    }
    boolean singular = table.function().actsOnSingularValues();
    if (!singular && request.rows != request.columns) {
      throw new BadInput(
          "this function needs a square matrix, found --rows "
              + request.rows
              + " and --cols "
              + request.columns);
    }
    List<String> labels = new ArrayList<>();
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int i = 0; i < request.count; i++) {
      long seed = request.seed + i;
      List<Double> values = values(table, request, seed);
      labels.add("seed " + seed);
      matrices.add(
          singular
              ? TestMatrix.withSingularValues(values, request.rows, request.columns, seed)
              : TestMatrix.symmetric(alternating(values, request.rows), seed));
    }
    return new MatrixBatch(labels, matrices);
  }

  private static List<Double> values(FormulaTable table, Request request, long seed) {
    if (request.spectrum == Spectrum.Kind.ADVERSARIAL) {
      Interval input = new Interval(request.lower, request.upper);
      return FormulaVerification.of(table, input)
          .map(proved -> List.of(proved.witness(), request.upper, request.lower))
          .orElse(List.of(request.upper, request.lower));
    }
    Spectrum spectrum = new Spectrum(request.spectrum, request.lower, request.upper);
    int count = Math.min(request.rows, request.columns);
    List<Double> values = new ArrayList<>();
    for (double value : spectrum.singularValues(count, new Random(seed))) {
      values.add(value);
    }
    return values;
  }

  private static List<Double> alternating(List<Double> values, int count) {
    List<Double> signed = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double value = values.get(i % values.size());
      signed.add(i % 2 == 1 ? -value : value);
    }
    return signed;
  }

  /// Matrices of a file as the formula takes them.
  static MatrixBatch fitting(FormulaTable table, MatrixBatch batch, Path file) throws BadInput {
    if (table.function().actsOnSingularValues()) {
      return batch;
    }
    List<DMatrixRMaj> symmetric = new ArrayList<>();
    for (DMatrixRMaj x : batch.matrices()) {
      double tolerance = ASYMMETRY * CommonOps_DDRM.elementMaxAbs(x);
      if (x.numRows != x.numCols || !MatrixFeatures_DDRM.isSymmetric(x, tolerance)) {
        throw new BadInput(file + ": this function needs a symmetric matrix");
      }
      symmetric.add(CommonOps_DDRM.add(0.5, x, 0.5, CommonOps_DDRM.transpose(x, null), null));
    }
    return new MatrixBatch(batch.labels(), symmetric);
  }
}
