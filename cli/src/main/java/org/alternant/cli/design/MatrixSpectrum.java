package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Progress;
import org.alternant.coefficients.Normalization;
import org.alternant.iteration.files.MatrixFile;
import org.alternant.iteration.measure.Measures;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// The normalized singular values of some matrices, taken together.
///
/// @param ascending the values
/// @param matrices how many matrices they are of
/// @param coherence the largest of the matrices: the norm of a row (column) over the root mean
///   square of all rows' (columns')
record MatrixSpectrum(List<Double> ascending, int matrices, double coherence) {

  /// Smaller ones are the decomposition's rounding errors: some 30 √max(m, n) 2⁻⁵³ for the largest
  /// matrices that fit memory.
  private static final double NOISE = 1e-12;

  /// A lower end is rounded down to so many digits: no design depends on more of them.
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.FLOOR);

  private static final int BINS_PER_DECADE = 2;
  private static final int MOST_BINS = 23;
  private static final int BAR = 50;

  MatrixSpectrum {
    ascending = List.copyOf(ascending);
  }

  static MatrixSpectrum read(List<Path> files, Normalization normalization, PrintWriter err)
      throws BadInput, IOException {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (Path file : files) {
      matrices.addAll(MatrixFile.readAll(file));
    }
    List<Double> values = new ArrayList<>();
    double coherence = 1;
    Progress progress = new Progress(err, matrices.size());
    for (DMatrixRMaj matrix : matrices) {
      values.addAll(Measures.normalizedSingularValues(matrix, normalization));
      coherence = Math.max(coherence, coherence(matrix));
      progress.advance();
    }
    progress.finish();
    Collections.sort(values);
    return new MatrixSpectrum(values, matrices.size(), coherence);
  }

  private static double coherence(DMatrixRMaj x) {
    double largest = CommonOps_DDRM.elementMaxAbs(x);
    if (largest == 0) {
      return 1;
    }
    DMatrixRMaj squares = CommonOps_DDRM.divide(x, largest, null);
    CommonOps_DDRM.elementPower(squares, 2, squares);
    double row = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumRows(squares, null)) * x.numRows;
    double column = CommonOps_DDRM.elementMax(CommonOps_DDRM.sumCols(squares, null)) * x.numCols;
    return Math.sqrt(Math.max(row, column) / CommonOps_DDRM.elementSum(squares));
  }

  double largest() {
    return ascending.getLast();
  }

  /// The largest decimal of a few digits below which at most the fraction q of the values lies.
  ///
  /// @throws BadInput if it is not told from 0
  double quantile(double q) throws BadInput {
    double value = ascending.get((int) Math.floor(q * ascending.size()));
    if (value <= NOISE * largest()) {
      long zero = ascending.stream().filter(x -> x <= NOISE * largest()).count();
      throw new BadInput(
          "the "
              + q
              + " quantile of the singular values is 0: "
              + zero
              + " of "
              + ascending.size()
              + " are; choose a larger --quantile");
    }
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /// A histogram on a logarithmic axis, with a mark where the lower end is.
  List<String> chart(double q, double lower) {
    List<String> lines = new ArrayList<>();
    lines.add(
        ascending.size()
            + " normalized singular values of "
            + matrices
            + (matrices == 1 ? " matrix" : " matrices")
            + ", from "
            + Numbers.brief(ascending.getFirst())
            + " to "
            + Numbers.brief(largest()));
    int top = bin(largest());
    int bottom = Math.max(top - MOST_BINS, bin(Math.max(ascending.getFirst(), Double.MIN_NORMAL)));
    long[] counts = new long[top - bottom + 1];
    long smaller = 0;
    for (double value : ascending) {
      int bin = value > 0 ? bin(value) : Integer.MIN_VALUE;
      if (bin < bottom) {
        smaller++;
      } else {
        counts[bin - bottom]++;
      }
    }
    long most = 1;
    for (long count : counts) {
      most = Math.max(most, count);
    }
    if (smaller > 0) {
      lines.add(line("smaller", smaller, Math.max(most, smaller), false));
    }
    for (int bin = bottom; bin <= top; bin++) {
      String from =
          String.format(Locale.ROOT, "%.2e", StrictMath.pow(10, (double) bin / BINS_PER_DECADE));
      lines.add(line(from, counts[bin - bottom], Math.max(most, smaller), bin == bin(lower)));
    }
    long below = ascending.stream().filter(x -> x < lower).count();
    lines.add(
        "lower end "
            + lower
            + ": the "
            + q
            + " quantile; "
            + below
            + " of "
            + ascending.size()
            + " lie below");
    lines.add(String.format(Locale.ROOT, "coherence %.2f", coherence));
    return lines;
  }

  private static int bin(double value) {
    return (int) Math.floor(StrictMath.log10(value) * BINS_PER_DECADE);
  }

  private static String line(String from, long count, long most, boolean marked) {
    int length = count == 0 ? 0 : Math.max(1, (int) (BAR * count / most));
    return String.format(
            Locale.ROOT,
            "%8s |%-" + BAR + "s %s%s",
            from,
            "#".repeat(length),
            count,
            marked ? "  <- lower end" : "")
        .stripTrailing();
  }
}
