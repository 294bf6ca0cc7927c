package org.alternant.solver.rounding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Precision;
import org.jspecify.annotations.Nullable;

/// What rounding adds to the singular values of a new iterate X ← κX + PX, to first order, for any
/// [EvaluationPlan]: an estimate for ordinary matrices, not a bound.
///
/// In the singular vectors' coordinates all matrices of a plan are diagonal, M = diag(m(λᵢ)). An
/// error E of one of them reaches P as K∘E, entry by entry. Through a product M = LR + C,
///
///     K_M(i, j) = K_L(i, j) r(λⱼ) + l(λᵢ) K_R(i, j) + K_C(i, j),
///
/// combinations are combined, K = 1 for the matrix that is stored itself; X receives (K∘E)Σ.
///
/// The entries of E behave as independent random numbers, of root mean square ρu‖M‖_F/m each (ρ =
/// [Precision#ROUNDING_RMS]), and so they do in every orthogonal basis. Sums of m products that are
/// accumulated in a format of unit roundoff v add ρv √(m/2) times the product of the factors' root
/// mean squares: the partial sums grow like a random walk. Errors of different matrices are
/// independent: their squares add up.
///
/// What is computed is the same for all formats: it is kept apart by where roundings come from.
final class StepErrors {

  /// The root mean square of a uniform error, in units of the spacing: what underflow adds.
  private static final double UNIFORM_RMS = 0.29;

  /// The number of the error of X as an operand, as it multiplies the other factor from the left.
  private static final int OPERAND_X = 0;

  private final SampleSpectrum spectrum;
  private final double[] sigma;
  private final Epilogue epilogue;
  private final double walk;
  private final double underflow;
  private final List<Size> sizes = new ArrayList<>();

  /// Sums of squares over all errors, in the order of [Size].
  private final double[][] squares;

  private double largestMean;
  private double largest;

  /// The size of an error, the root mean square of its entries times √m: where it is stored, where
  /// it is accumulated and where it is an operand in units of these formats' roundoff, where it
  /// underflows in units of their smallest number.
  private record Size(double stored, double accumulated, double operand, double underflow) {}

  /// A matrix: its eigenvalues, and the kernels through which errors have reached it.
  private final class Matrix {
    private final double[] values;

    /// By the errors' numbers; null or missing where one has not.
    private final List<double @Nullable []> kernels;

    private Matrix(double[] values, List<double @Nullable []> kernels) {
      this.values = values;
      this.kernels = kernels;
    }

    private double @Nullable [] kernel(int error) {
      return error < kernels.size() ? kernels.get(error) : null;
    }

    private double size() {
      return spectrum.rootMeanSquare(values);
    }
  }

  /// Follows the errors of a step.
  ///
  /// @param plan the step
  /// @param spectrum the singular values of X
  /// @param order how many there are in the matrix: m
  /// @param epilogue where results are rounded
  StepErrors(EvaluationPlan plan, SampleSpectrum spectrum, int order, Epilogue epilogue) {
    this.spectrum = spectrum;
    this.epilogue = epilogue;
    sigma = spectrum.toArray();
    walk = Math.sqrt(order / 2.0);
    underflow = UNIFORM_RMS / Precision.ROUNDING_RMS * Math.sqrt(order);
    squares = new double[4][sigma.length * sigma.length];
    follow(plan);
  }

  /// The mean square of the error between the i-th left and the j-th right singular vector, times
  /// m.
  ///
  /// @param precision the format of the operands of products
  /// @param storage the format of stored matrices
  double variance(int i, int j, Precision precision, Precision storage) {
    int at = i * sigma.length + j;
    double operand = storage == precision ? 0 : precision.unitRoundoff();
    return square(Precision.ROUNDING_RMS)
        * (square(storage.unitRoundoff()) * squares[0][at]
            + square(precision.accumulator().unitRoundoff()) * squares[1][at]
            + square(operand) * squares[2][at]
            + square(storage.smallestSubnormal()) * squares[3][at]);
  }

  /// The largest mean of a stored matrix's eigenvalues: one of its diagonal entries is as large.
  double largestMean() {
    return largestMean;
  }

  /// The largest eigenvalue of a stored matrix: no entry is larger.
  double largest() {
    return largest;
  }

  private static double square(double x) {
    return x * x;
  }

  private void follow(EvaluationPlan plan) {
    if (plan.scales()) {
      double[] y = Arrays.stream(sigma).map(x -> plan.identity() * x).toArray();
      add(constant(1), storing(y, List.of(), 0));
      return;
    }
    List<Matrix> matrices = new ArrayList<>();
    double[] ones = new double[sigma.length];
    Arrays.fill(ones, 1);
    matrices.add(new Matrix(ones, List.of()));
    matrices.add(gram(plan));
    for (Product product : plan.products()) {
      matrices.add(product(product, matrices));
    }
    Matrix p = asOperand(combination(plan.lastFactors(), matrices));
    for (int error = 0; error < sizes.size(); error++) {
      double[] kernel = p.kernel(error);
      if (kernel != null) {
        // X is rounded as an operand of PX too, by the same.
        add(ofY(kernel, error == OPERAND_X ? p.values : null), sizes.get(error));
      }
    }
    addOwn(plan.identity(), p);
  }

  /// T, which the rounding of X as an operand reaches from both sides.
  private Matrix gram(EvaluationPlan plan) {
    double x = spectrum.rootMeanSquare(sigma);
    double[] gram = Arrays.stream(sigma).map(s -> plan.scale() * s * s).toArray();
    double[] t = Arrays.stream(gram).map(value -> value - plan.shift()).toArray();
    int n = sigma.length;
    double[] left = new double[n * n];
    double[] right = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left[i * n + j] = plan.scale() * sigma[j];
        right[i * n + j] = plan.scale() * sigma[i];
      }
    }
    Matrix matrix = with(new Matrix(t, List.of()), left, operand(x));
    boolean shifted = plan.shift() != 0 && epilogue == Epilogue.UNFUSED;
    return with(
        with(matrix, right, operand(x)),
        constant(1),
        storing(t, shifted ? List.of(gram) : List.of(), plan.scale() * x * x));
  }

  private Matrix product(Product product, List<Matrix> matrices) {
    Matrix left = asOperand(combination(product.left(), matrices));
    Matrix right =
        product.left().equals(product.right())
            ? left
            : asOperand(combination(product.right(), matrices));
    Matrix addend = combination(product.addend(), matrices);
    int n = sigma.length;
    double[] alone = new double[n];
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      alone[i] = left.values[i] * right.values[i];
      values[i] = alone[i] + addend.values[i];
    }
    List<double @Nullable []> kernels = new ArrayList<>();
    for (int error = 0; error < sizes.size(); error++) {
      kernels.add(through(left, right, addend, error));
    }
    boolean apart = epilogue == Epilogue.UNFUSED && !product.addend().isEmpty();
    return with(
        new Matrix(values, kernels),
        constant(1),
        storing(
            values, apart ? List.of(alone, addend.values) : List.of(), left.size() * right.size()));
  }

  private double @Nullable [] through(Matrix left, Matrix right, Matrix addend, int error) {
    double[] ofLeft = left.kernel(error);
    double[] ofRight = right.kernel(error);
    double[] ofAddend = addend.kernel(error);
    if (ofLeft == null && ofRight == null) {
      return ofAddend;
    }
    int n = sigma.length;
    double[] kernel = ofAddend == null ? new double[n * n] : ofAddend.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = i * n + j;
        kernel[at] +=
            (ofLeft == null ? 0 : ofLeft[at] * right.values[j])
                + (ofRight == null ? 0 : left.values[i] * ofRight[at]);
      }
    }
    return kernel;
  }

  /// Σ factorᵢ Mᵢ, stored where it has several terms.
  private Matrix combination(List<Double> factors, List<Matrix> matrices) {
    double[] values = new double[sigma.length];
    List<double @Nullable []> kernels = new ArrayList<>();
    List<double[]> partial = new ArrayList<>();
    for (int k = 0; k < factors.size(); k++) {
      double factor = factors.get(k);
      if (factor == 0) {
        continue;
      }
      double[] term = Arrays.stream(matrices.get(k).values).map(x -> factor * x).toArray();
      Arrays.setAll(values, i -> values[i] + term[i]);
      addScaled(kernels, factor, matrices.get(k));
      partial.add(term);
      if (partial.size() > 1) {
        partial.add(values.clone());
      }
    }
    Matrix sum = new Matrix(values, kernels);
    if (partial.size() < 2) {
      return sum;
    }
    // The last partial sum is the result.
    partial.removeLast();
    return with(
        sum, constant(1), storing(values, epilogue == Epilogue.FUSED ? List.of() : partial, 0));
  }

  private void addScaled(List<double @Nullable []> kernels, double factor, Matrix matrix) {
    for (int error = 0; error < matrix.kernels.size(); error++) {
      double[] kernel = matrix.kernel(error);
      while (kernels.size() <= error) {
        kernels.add(null);
      }
      if (kernel != null) {
        double[] before = kernels.get(error);
        double[] sum = before == null ? new double[kernel.length] : before;
        for (int e = 0; e < sum.length; e++) {
          sum[e] += factor * kernel[e];
        }
        kernels.set(error, sum);
      }
    }
  }

  /// The rounding of Y and, where only operands are rounded, of X as one.
  private void addOwn(double identity, Matrix p) {
    int n = sigma.length;
    double[] kept = Arrays.stream(sigma).map(x -> identity * x).toArray();
    double[] added = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      added[i] = p.values[i] * sigma[i];
      y[i] = kept[i] + added[i];
    }
    double x = spectrum.rootMeanSquare(sigma);
    add(
        constant(1),
        storing(y, epilogue == Epilogue.UNFUSED ? List.of(kept, added) : List.of(), p.size() * x));
  }

  /// The errors of storing a matrix.
  ///
  /// @param before what it is the sum of and is stored as well
  /// @param factors the product of the root mean squares of the factors of what it accumulates
  private Size storing(double[] values, List<double[]> before, double factors) {
    double sum =
        Stream.concat(before.stream(), Stream.of(values))
            .mapToDouble(spectrum::rootMeanSquare)
            .map(size -> size * size)
            .sum();
    largestMean = Math.max(largestMean, Math.abs(spectrum.mean(values)));
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return new Size(Math.sqrt(sum), walk * factors, 0, underflow);
  }

  private static Size operand(double size) {
    return new Size(0, 0, size, 0);
  }

  /// The matrix as a product reads it.
  private Matrix asOperand(Matrix matrix) {
    return with(matrix, constant(1), operand(matrix.size()));
  }

  /// The matrix with one more error.
  private Matrix with(Matrix matrix, double[] kernel, Size size) {
    List<double @Nullable []> kernels = new ArrayList<>(matrix.kernels);
    while (kernels.size() < sizes.size()) {
      kernels.add(null);
    }
    kernels.add(kernel);
    sizes.add(size);
    return new Matrix(matrix.values, kernels);
  }

  private double[] constant(double value) {
    double[] kernel = new double[sigma.length * sigma.length];
    Arrays.fill(kernel, value);
    return kernel;
  }

  /// The kernel of an error of P for Y.
  ///
  /// @param rows what the error is multiplied by from the left besides; null: nothing
  private double[] ofY(double[] kernel, double @Nullable [] rows) {
    int n = sigma.length;
    double[] ofY = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        ofY[i * n + j] = kernel[i * n + j] * sigma[j] + (rows == null ? 0 : rows[i]);
      }
    }
    return ofY;
  }

  /// Adds an error to those of Y.
  private void add(double[] kernel, Size size) {
    for (int at = 0; at < kernel.length; at++) {
      double entry = square(kernel[at]);
      squares[0][at] += entry * square(size.stored());
      squares[1][at] += entry * square(size.accumulated());
      squares[2][at] += entry * square(size.operand());
      squares[3][at] += entry * square(size.underflow());
    }
  }
}
