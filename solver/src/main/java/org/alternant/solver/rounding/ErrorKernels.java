package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Precision;

/// How the rounding of each matrix that a plan stores reaches the new iterate, to first order.
///
/// In the eigenbasis of the Gram matrix A all matrices of a plan are diagonal, M = diag(m(λᵢ)). An
/// error E of one of them reaches the combination P by which X is multiplied as K∘E, entry by entry,
/// and Y = κX + PX as (K∘E)Σ. Where the stored matrix is followed by a product M = LR + C,
///
///     K_M(i, j) = K_L(i, j) r(λⱼ) + l(λᵢ) K_R(i, j) + K_C(i, j),
///
/// K = 1 for the matrix that is stored itself, and combinations are combined.
///
/// If the entries of E behave as independent random numbers, of root mean square ρ u times the entry,
/// so do they in every orthogonal basis, of ρ u ‖M‖_F / m each, and ‖(K∘E)Σ‖₂ is about the largest
/// root of the expected squares of a row and of a column together (`docs/ROUNDING.md`). Errors of
/// several stored matrices are independent of each other: their squares add up.
///
/// A spectrum is given by points with weights that sum up to 1, so that a grid stands for a matrix of
/// any order.
public final class ErrorKernels {

  private final double[] sigma;
  private final double[] weights;
  private final Epilogue epilogue;

  /// Whether results of products are kept in the accumulator's format, so that only operands are
  /// rounded.
  private final boolean wide;

  /// A stored matrix: how its error reaches a later matrix, and the root mean square of its entries
  /// times √m, by eigenvalue.
  private record Source(double[][] kernel, double size) {}

  /// A matrix of the plan: its eigenvalues, and what reaches it.
  private record Computed(double[] values, List<Source> sources) {}

  private ErrorKernels(double[] sigma, double[] weights, Epilogue epilogue, boolean wide) {
    this.sigma = sigma;
    this.weights = weights;
    this.epilogue = epilogue;
    this.wide = wide;
  }

  /// The size of a step's error.
  ///
  /// @param plan the step
  /// @param sigma the singular values of X, a grid
  /// @param weights the share of each, in sum 1
  /// @param epilogue how operations are rounded
  /// @param storage the format of stored matrices
  /// @param precision the format of the operands of products
  /// @return the expected spectral norm of what rounding adds to Y, without the rounding of Y
  ///   itself, in units of the unit roundoff
  public static double error(
      EvaluationPlan plan,
      double[] sigma,
      double[] weights,
      Epilogue epilogue,
      Precision precision,
      Precision storage) {
    boolean wide = storage != precision;
    return new ErrorKernels(sigma, weights, epilogue, wide).error(plan);
  }

  private double error(EvaluationPlan plan) {
    int n = sigma.length;
    double[][] squares = new double[n][n];
    for (Source source : computed(plan).sources()) {
      double square = source.size() * source.size();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double entry = source.kernel()[i][j] * sigma[j];
          squares[i][j] += entry * entry * square;
        }
      }
    }
    double row = 0;
    double column = 0;
    for (int i = 0; i < n; i++) {
      double inRow = 0;
      double inColumn = 0;
      for (int j = 0; j < n; j++) {
        inRow += squares[i][j] * weights[j];
        inColumn += squares[j][i] * weights[j];
      }
      row = Math.max(row, inRow);
      column = Math.max(column, inColumn);
    }
    return Precision.ROUNDING_RMS * (Math.sqrt(row) + Math.sqrt(column));
  }

  /// P.
  private Computed computed(EvaluationPlan plan) {
    double[] ones = new double[sigma.length];
    Arrays.fill(ones, 1);
    double[] t = new double[sigma.length];
    double[] gram = new double[sigma.length];
    for (int i = 0; i < t.length; i++) {
      gram[i] = plan.scale() * sigma[i] * sigma[i];
      t[i] = gram[i] - plan.shift();
    }
    List<Computed> matrices = new ArrayList<>();
    matrices.add(new Computed(ones, List.of()));
    matrices.add(
        stored(
            new Computed(t, List.of()), rounded(t, plan.shift() == 0 ? List.of() : List.of(gram))));
    for (Product product : plan.products()) {
      Computed left = combination(product.left(), matrices);
      Computed right = combination(product.right(), matrices);
      Computed addend = combination(product.addend(), matrices);
      double[] values = new double[sigma.length];
      double[] products = new double[sigma.length];
      for (int i = 0; i < values.length; i++) {
        products[i] = left.values()[i] * right.values()[i];
        values[i] = products[i] + addend.values()[i];
      }
      List<Source> sources = new ArrayList<>();
      operand(left).sources().forEach(s -> sources.add(scaled(s, right.values(), true)));
      operand(right).sources().forEach(s -> sources.add(scaled(s, left.values(), false)));
      sources.addAll(addend.sources());
      matrices.add(
          stored(
              new Computed(values, sources),
              rounded(values, product.addend().isEmpty() ? List.of() : List.of(products))));
    }
    return operand(combination(plan.lastFactors(), matrices));
  }

  /// Σ factorᵢ Mᵢ, stored where it has several terms.
  private Computed combination(List<Double> factors, List<Computed> matrices) {
    double[] values = new double[sigma.length];
    List<Source> sources = new ArrayList<>();
    List<double[]> partial = new ArrayList<>();
    int terms = 0;
    for (int k = 0; k < factors.size(); k++) {
      double factor = factors.get(k);
      if (factor != 0) {
        double[] term = new double[sigma.length];
        for (int i = 0; i < values.length; i++) {
          term[i] = factor * matrices.get(k).values()[i];
          values[i] += term[i];
        }
        for (Source source : matrices.get(k).sources()) {
          sources.add(scaled(source, factor));
        }
        partial.add(term);
        if (terms > 0) {
          partial.add(values.clone());
        }
        terms++;
      }
    }
    Computed sum = new Computed(values, sources);
    return terms < 2 ? sum : stored(sum, epilogue == Epilogue.FUSED ? norm(values) : norm(partial));
  }

  /// The size of a product's rounding errors.
  private double rounded(double[] values, List<double[]> before) {
    if (epilogue != Epilogue.UNFUSED || before.isEmpty()) {
      return norm(values);
    }
    List<double[]> all = new ArrayList<>(before);
    all.add(values);
    return norm(all);
  }

  private double norm(List<double[]> all) {
    double sum = 0;
    for (double[] values : all) {
      double norm = norm(values);
      sum += norm * norm;
    }
    return Math.sqrt(sum);
  }

  private double norm(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[i] * values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  /// Where results are stored in the format, their own rounding.
  private Computed stored(Computed matrix, double size) {
    return wide ? matrix : withOwn(matrix, size);
  }

  /// Where only operands are rounded, theirs.
  private Computed operand(Computed matrix) {
    return wide ? withOwn(matrix, norm(matrix.values())) : matrix;
  }

  private Computed withOwn(Computed matrix, double size) {
    List<Source> sources = new ArrayList<>(matrix.sources());
    double[][] ones = new double[sigma.length][sigma.length];
    for (double[] row : ones) {
      Arrays.fill(row, 1);
    }
    sources.add(new Source(ones, size));
    return new Computed(matrix.values(), sources);
  }

  private static Source scaled(Source source, double factor) {
    double[][] kernel = new double[source.kernel().length][];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = Arrays.stream(source.kernel()[i]).map(x -> factor * x).toArray();
    }
    return new Source(kernel, source.size());
  }

  /// Multiplied by diag(values) from the right or from the left.
  private static Source scaled(Source source, double[] values, boolean fromRight) {
    int n = values.length;
    double[][] kernel = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        kernel[i][j] = source.kernel()[i][j] * values[fromRight ? j : i];
      }
    }
    return new Source(kernel, source.size());
  }
}
