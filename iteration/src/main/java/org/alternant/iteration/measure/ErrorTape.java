package org.alternant.iteration.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.iteration.run.Term;
import org.ejml.data.DMatrixRMaj;

/// The operations of an iteration on a symmetric matrix, recorded by its eigenvalues: in the basis
/// of its eigenvectors every matrix is diagonal but for rounding. From the record follows how an
/// error of any of them reaches the last, to first order and entry by entry: between the i-th and
/// the j-th direction
///
///     D = LR:    δD = δL rⱼ + lᵢ δR,    B = (A + Aᵀ)/2:    δB = (δA + δAᵀ)/2,
///
/// from the last operation back to the first, for all errors together (the reverse mode of
/// automatic differentiation).
final class ErrorTape implements MatrixArithmetic<ErrorTape.Taped> {

  /// A matrix: the result of the operation that wrote it last.
  static final class Taped {
    private int entry;

    private Taped(int entry) {
      this.entry = entry;
    }
  }

  /// An operation with its operands.
  private static final class Entry {
    /// The eigenvalues of its result.
    private final double[] values;

    private final List<Operand> operands;

    /// Whether the result is symmetric to the last bit.
    private final boolean symmetrized;

    /// What storing it adds.
    private final GramErrors.Rounding added;

    Entry(double[] values, List<Operand> operands, boolean symmetrized, GramErrors.Rounding added) {
      this.values = values;
      this.operands = operands;
      this.symmetrized = symmetrized;
      this.added = added;
    }
  }

  /// How an operand's errors reach a result.
  private static final class Operand {
    /// The operation that made it.
    private final int entry;

    private final double factor;

    /// What its rows are multiplied by; empty: 1.
    private final double[] left;

    /// What its columns are multiplied by; empty: 1.
    private final double[] right;

    Operand(int entry, double factor, double[] left, double[] right) {
      this.entry = entry;
      this.factor = factor;
      this.left = left;
      this.right = right;
    }

    double weight(int row, int column) {
      return factor * (left.length == 0 ? 1 : left[row]) * (right.length == 0 ? 1 : right[column]);
    }
  }

  private static final double[] ONES = {};
  private static final int UNWRITTEN = -1;

  private final Precision precision;
  private final MatrixRounding rounding;
  private final int order;
  private final List<Entry> entries = new ArrayList<>();

  ErrorTape(Precision precision, MatrixRounding rounding, int order) {
    this.precision = precision;
    this.rounding = rounding;
    this.order = order;
  }

  /// A symmetric matrix that is rounded when it is stored.
  Taped input(double[] eigenvalues) {
    return new Taped(add(eigenvalues, List.of(), true, rounding.sum(eigenvalues)));
  }

  double[] values(Taped x) {
    return entries.get(x.entry).values;
  }

  /// How many operations there are.
  int size() {
    return entries.size();
  }

  private int add(
      double[] values, List<Operand> operands, boolean symmetrized, GramErrors.Rounding added) {
    entries.add(new Entry(values, operands, symmetrized, added));
    return entries.size() - 1;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public Taped allocate(int count, int rows, int columns) {
    return new Taped(UNWRITTEN);
  }

  @Override
  public Taped like(Taped x) {
    return new Taped(UNWRITTEN);
  }

  /// The identity alone is uploaded by an iteration itself, and it is exact.
  @Override
  public Taped upload(List<DMatrixRMaj> matrices) {
    double[] ones = new double[order];
    Arrays.fill(ones, 1);
    return new Taped(
        add(ones, List.of(), true, new GramErrors.Rounding(0, Collections.nCopies(order, 0.0))));
  }

  @Override
  public List<DMatrixRMaj> download(Taped x) {
    throw new UnsupportedOperationException("a tape has no matrices");
  }

  @Override
  public void gram(double alpha, Taped x, double beta, Taped addend, Taped a) {
    throw new UnsupportedOperationException("a tape has symmetric matrices only");
  }

  @Override
  public void apply(double alpha, Taped b, double beta, Taped x, Taped y) {
    throw new UnsupportedOperationException("a tape has symmetric matrices only");
  }

  @Override
  public void multiply(
      double alpha, Taped left, Taped right, double beta, Taped addend, Taped result) {
    result.entry = product(alpha, left, right, beta, addend, false);
  }

  @Override
  public void square(double alpha, Taped a, double beta, Taped addend, Taped result) {
    result.entry = product(alpha, a, a, beta, addend, true);
  }

  private int product(
      double alpha, Taped left, Taped right, double beta, Taped addend, boolean symmetric) {
    double[] l = scaled(alpha, values(left));
    double[] r = values(right);
    double[] c = beta == 0 ? new double[order] : scaled(beta, values(addend));
    double[] d = new double[order];
    Arrays.setAll(d, i -> l[i] * r[i] + c[i]);
    List<Operand> operands = new ArrayList<>();
    operands.add(new Operand(left.entry, alpha, ONES, r));
    operands.add(new Operand(right.entry, 1, l, ONES));
    if (beta != 0) {
      operands.add(new Operand(addend.entry, beta, ONES, ONES));
    }
    return add(d, operands, symmetric, rounding.product(d, l, r, c));
  }

  @Override
  public void combine(List<Term<Taped>> terms, Taped z) {
    double[] sum = new double[order];
    List<Operand> operands = new ArrayList<>();
    for (Term<Taped> term : terms) {
      double[] values = values(term.matrix());
      Arrays.setAll(sum, i -> sum[i] + term.factor() * values[i]);
      operands.add(new Operand(term.matrix().entry, term.factor(), ONES, ONES));
    }
    z.entry = add(sum, operands, false, rounding.sum(sum));
  }

  @Override
  public void symmetrize(Taped a, Taped result) {
    double[] values = values(a);
    result.entry =
        add(values, List.of(new Operand(a.entry, 1, ONES, ONES)), true, rounding.sum(values));
  }

  private static double[] scaled(double factor, double[] x) {
    return Arrays.stream(x).map(value -> factor * value).toArray();
  }

  /// The error of the last result between two directions.
  ///
  /// @param variance the expected square of that entry
  /// @param own up to which the eigenvalue may be wrong where i = j, else 0
  /// @param varianceOfLast what of it the last operations add
  /// @param ownOfLast the same
  record EntryError(double variance, double own, double varianceOfLast, double ownOfLast) {}

  /// Follows the errors of all operations.
  ///
  /// @param result a symmetric matrix
  /// @param i its row
  /// @param j its column
  /// @param last from which operation on they are the last ones
  /// @param work room for twice [#size] numbers
  EntryError error(Taped result, int i, int j, int last, double[] work) {
    Arrays.fill(work, 0);
    work[2 * result.entry] = 1;
    double variance = 0;
    double own = 0;
    double varianceOfLast = 0;
    double ownOfLast = 0;
    for (int k = result.entry; k >= 0; k--) {
      double upper = work[2 * k];
      double lower = work[2 * k + 1];
      Entry entry = entries.get(k);
      double random = entry.added.random();
      if (i == j) {
        own += Math.abs(upper) * entry.added.own().get(i);
        variance += square(upper * random);
      } else if (entry.symmetrized) {
        variance += square((upper + lower) * random);
        upper = (upper + lower) / 2;
        lower = upper;
      } else {
        variance += square(upper * random) + square(lower * random);
      }
      for (Operand operand : entry.operands) {
        work[2 * operand.entry] += upper * operand.weight(i, j);
        work[2 * operand.entry + 1] += lower * operand.weight(j, i);
      }
      if (k == last) {
        varianceOfLast = variance;
        ownOfLast = own;
      }
    }
    return new EntryError(variance, own, varianceOfLast, ownOfLast);
  }

  private static double square(double x) {
    return x * x;
  }

  @Override
  public double time(Runnable operations) {
    operations.run();
    return 0;
  }

  @Override
  public List<Boolean> isFinite(Taped x) {
    return List.of(Arrays.stream(values(x)).allMatch(Double::isFinite));
  }

  @Override
  public void close() {
    // There is nothing to free.
  }
}
