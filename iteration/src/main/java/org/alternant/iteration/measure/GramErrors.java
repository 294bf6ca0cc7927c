package org.alternant.iteration.measure;

import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Step;

/// How rounding disturbs QX in a stretch of the Gram form, to first order.
///
/// In the coordinates of X's singular vectors R, Z = q(R) and Q are diagonal, and what rounding adds
/// to them is not. Between the i-th and the j-th direction an error of R goes on as
///
///     δZ = q[λᵢ, λⱼ] δR,    δ(QZ) = δQ zⱼ + Qᵢ δZ,    δ(ZRZ) = f[λᵢ, λⱼ] δR,    f(λ) = λ q(λ)²,
///
/// with divided differences (Yu. L. Daleckii and S. G. Krein 1951), and one of Q reaches QX
/// multiplied by σⱼ. The steep slopes are those at 0: they meet a small σ. Every rounding is
/// followed on its own, with signs, to the end of each later step; different ones are independent.
final class GramErrors {

  /// The error that one operation's rounding adds.
  ///
  /// @param random the root mean square of every entry
  /// @param own up to which each eigenvalue may be wrong where its eigenvector is a unit vector
  record Rounding(double random, List<Double> own) {}

  /// How an operation D ← LR + C rounds.
  @FunctionalInterface
  interface Roundings {

    /// By eigenvalues.
    ///
    /// @param result those of D
    /// @param left those of L
    /// @param right those of R
    /// @param addend those of C
    Rounding of(double[] result, double[] left, double[] right, double[] addend);
  }

  private final int order;
  private final List<List<Double>> coefficients;
  private final double[] sigma;

  /// λ and Q before each step and after the last, z in each step.
  private final double[][] lambda;

  private final double[][] q;
  private final double[][] z;

  private final Rounding[] inR;
  private final Rounding[] inZ;
  private final Rounding[] inRz;
  private final Rounding[] inQ;

  /// The squares of random errors after each step, summed along the rows and along the columns of
  /// QX, and of δQ Q⁻¹.
  private final double[][] rows;

  private final double[][] columns;
  private final double[][] relativeRows;
  private final double[][] relativeColumns;
  private final double[][] own;

  /// Follows all errors.
  ///
  /// @param steps the stretch
  /// @param sigma the singular values of X when it begins
  /// @param gram the rounding of XXᵀ
  /// @param roundings the rounding of other operations
  GramErrors(List<Step> steps, double[] sigma, Rounding gram, Roundings roundings) {
    order = sigma.length;
    this.sigma = sigma;
    coefficients = steps.stream().map(Step::coefficients).toList();
    int count = steps.size();
    lambda = new double[count + 1][order];
    q = new double[count + 1][order];
    z = new double[count][order];
    inR = new Rounding[count + 1];
    inZ = new Rounding[count];
    inRz = new Rounding[count];
    inQ = new Rounding[count];
    rows = new double[count][order];
    columns = new double[count][order];
    relativeRows = new double[count][order];
    relativeColumns = new double[count][order];
    own = new double[count][order];
    lambda[0] = Arrays.stream(sigma).map(x -> x * x).toArray();
    Arrays.fill(q[0], 1);
    inR[0] = gram;
    for (int k = 0; k < count; k++) {
      step(k, roundings);
    }
    for (int i = 0; i < order; i++) {
      for (int j = 0; j < order; j++) {
        new Pair(i, j).follow();
      }
    }
  }

  private void step(int k, Roundings roundings) {
    List<Double> c = coefficients.get(k);
    double c0 = c.getFirst();
    double[] linear = new double[order];
    double[] higher = new double[order];
    double[] magnitudes = new double[order];
    for (int i = 0; i < order; i++) {
      double power = 1;
      z[k][i] = c0;
      for (int n = 1; n < c.size(); n++) {
        higher[i] += n == 1 ? 0 : Math.abs(c.get(n)) * power;
        power *= lambda[k][i];
        z[k][i] += c.get(n) * power;
        magnitudes[i] += Math.abs(c.get(n)) * power;
        linear[i] = n == 1 ? c.get(1) * power : linear[i];
      }
    }
    double[] b = Arrays.stream(z[k]).map(value -> value - c0).toArray();
    double[] rz = product(lambda[k], z[k]);
    q[k + 1] = product(q[k], z[k]);
    lambda[k + 1] = product(rz, z[k]);
    // Beyond degree 5 partial sums are stored too, and they may cancel.
    double[] storedB = c.size() > 3 ? magnitudes : b;
    inZ[k] = roundings.of(storedB, lambda[k], higher, linear);
    inRz[k] = roundings.of(rz, lambda[k], b, scaled(c0, lambda[k]));
    inQ[k] = roundings.of(q[k + 1], q[k], b, scaled(c0, q[k]));
    inR[k + 1] = roundings.of(lambda[k + 1], b, rz, scaled(c0, rz));
  }

  private static double[] product(double[] x, double[] y) {
    double[] result = x.clone();
    Arrays.setAll(result, i -> x[i] * y[i]);
    return result;
  }

  private static double[] scaled(double factor, double[] x) {
    return Arrays.stream(x).map(value -> factor * value).toArray();
  }

  /// Q after the k-th step, from 0.
  double[] factors(int k) {
    return q[k + 1];
  }

  /// The random errors' spectral norm after the k-th step: for independent entries the largest
  /// norms of a row and a column together, of their root mean squares.
  double norm(int k) {
    return largestRoot(rows[k]) + largestRoot(columns[k]);
  }

  /// The same relative to what QX is: no singular value changes by more than itself times that (A.
  /// M. Ostrowski 1959).
  double relativeNorm(int k) {
    return largestRoot(relativeRows[k]) + largestRoot(relativeColumns[k]);
  }

  /// The i-th singular value's own error.
  double own(int k, int i) {
    return own[k][i];
  }

  private static double largestRoot(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(largest, value);
    }
    return Math.sqrt(largest);
  }

  /// Two directions.
  private final class Pair {
    private final int i;
    private final int j;
    private final double[] slopeOfQ;
    private final double[] slopeOfF;

    Pair(int i, int j) {
      this.i = i;
      this.j = j;
      slopeOfQ = new double[coefficients.size()];
      slopeOfF = new double[coefficients.size()];
      for (int k = 0; k < coefficients.size(); k++) {
        double x = lambda[k][i];
        double slope = dividedDifference(coefficients.get(k), x, lambda[k][j]);
        slopeOfQ[k] = slope;
        slopeOfF[k] = x * z[k][i] * slope + (x * slope + z[k][j]) * z[k][j];
      }
    }

    void follow() {
      for (int k = 0; k < coefficients.size(); k++) {
        follow(k, 1, 0, inR[k]);
        add(k, q[k][i], inZ[k]);
        double inNextR = lambda[k][i] * z[k][i] + lambda[k][j] * z[k][j];
        follow(k + 1, inNextR, q[k][i], inZ[k]);
        follow(k + 1, z[k][i], 0, inRz[k]);
        add(k, 1, inQ[k]);
        follow(k + 1, 0, 1, inQ[k]);
      }
    }

    /// Takes a unit error through all steps from the k-th on.
    ///
    /// @param ofR what it is of R before that step
    /// @param ofQ what it is of Q
    private void follow(int k, double ofR, double ofQ, Rounding rounding) {
      double inR = ofR;
      double inQ = ofQ;
      for (int step = k; step < coefficients.size(); step++) {
        inQ = z[step][j] * inQ + q[step][i] * slopeOfQ[step] * inR;
        inR *= slopeOfF[step];
        add(step, inQ, rounding);
      }
    }

    private void add(int step, double ofQ, Rounding rounding) {
      double error = ofQ * rounding.random();
      double absolute = error * sigma[j];
      rows[step][i] += absolute * absolute;
      columns[step][j] += absolute * absolute;
      double relative = error / q[step + 1][j];
      relativeRows[step][i] += relative * relative;
      relativeColumns[step][j] += relative * relative;
      if (i == j) {
        own[step][i] += Math.abs(ofQ * sigma[i]) * rounding.own().get(i);
      }
    }
  }

  /// (q(x) − q(y)) / (x − y), and q′(x) where they are equal.
  private static double dividedDifference(List<Double> c, double x, double y) {
    double sum = 0;
    double homogeneous = 1;
    double power = 1;
    for (int k = 1; k < c.size(); k++) {
      sum += c.get(k) * homogeneous;
      power *= y;
      homogeneous = x * homogeneous + power;
    }
    return sum;
  }
}
