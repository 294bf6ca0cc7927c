package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.Precision;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;

/// Fits a plan of two or three square products to a polynomial and, at the same time, to small
/// effects of rounding.
///
/// A step of degree 2^(k+1) + 1 takes k square products: T², and then
///
///     M_(j+1) = (Σ uᵢ Mᵢ)(Σ vᵢ Mᵢ) + Σ wᵢ Mᵢ,
///
/// with more parameters than the polynomial has coefficients. Those are taken that minimize, in the
/// least squares sense, the distance to the polynomial together with what the rounding of every
/// stored matrix adds to the new iterate ([StoredErrors]), by the Levenberg–Marquardt method from
/// several starting points. The polynomial is met to about 1e-4 of its largest value, far below what
/// the formats leave that such plans are for; what the plan then computes is certified as it stands.
final class PlanFit {

  /// Points at which the polynomial is met.
  private static final int POINTS = 60;

  /// How closely, against the errors' share in the residuals.
  private static final double MATCH = 30;

  /// The first point, as an angle: the argument is `upper` times its sine.
  private static final double FIRST_ANGLE = 0.003;

  /// What keeps parameters without effect from growing.
  private static final double RIDGE = 1e-4;

  /// The weight of errors while a start is chosen.
  private static final double FIRST_EMPHASIS = 0.1;

  /// And in the end, in units of roundoff: as errors, so what they may cost in exactness. Observed
  /// to be about the best in bfloat16 and in float16; a plan for a finer format still is to keep
  /// its matrices small.
  private static final double EMPHASIS = 10;

  private static final double LEAST_EMPHASIS = 1e-3;

  /// Values below this share of the largest are met as exactly as that.
  private static final double SMALLEST = 1e-3;

  private static final int STARTS = 4;

  /// Starts that are carried to the end.
  private static final int KEPT = 2;

  private static final double START_SIZE = 1.7;
  private static final long SEED = 1;
  private static final int ITERATIONS = 80;

  /// An iteration that gains less than this share is the last.
  private static final double ENOUGH = 1e-4;

  /// Of the difference quotients, relative to parameters of 1 and above.
  private static final double DIFFERENCE = 1e-7;

  private static final double LEAST_DAMPING = 1e-9;
  private static final double MOST_DAMPING = 1e9;

  private final double scale;
  private final double shift;
  private final double identity;
  private final int products;
  private final double[] matchT = new double[POINTS];
  private final double[] target = new double[POINTS];
  private final double[] weight = new double[POINTS];
  private final StoredErrors errors;
  private final double lastEmphasis;
  private double emphasis;

  /// A parameter vector and the sum of its squared residuals.
  private static final class Fitted {
    private final double[] parameters;
    private final double cost;

    private Fitted(double[] parameters, double cost) {
      this.parameters = parameters;
      this.cost = cost;
    }
  }

  private PlanFit(
      double[] q,
      double upper,
      double[] spectrum,
      Epilogue epilogue,
      double roundoff,
      double power) {
    lastEmphasis = Math.max(LEAST_EMPHASIS, EMPHASIS * roundoff);
    products = Integer.numberOfTrailingZeros(q.length - 1);
    scale = 2 / (upper * upper);
    double square = 0;
    double mean = 0;
    for (double x : spectrum) {
      square += x * x / spectrum.length;
      mean += quotient(q, x) / spectrum.length;
    }
    shift = scale * square;
    identity = mean;
    double largest = 0;
    double[] value = new double[POINTS];
    for (int i = 0; i < POINTS; i++) {
      double angle = FIRST_ANGLE + (Math.PI / 2 - FIRST_ANGLE) * i / (POINTS - 1);
      double x = upper * StrictMath.sin(angle);
      matchT[i] = scale * x * x - shift;
      target[i] = quotient(q, x) - identity;
      weight[i] = x;
      value[i] = quotient(q, x) * x;
      largest = Math.max(largest, value[i]);
    }
    for (int i = 0; i < POINTS; i++) {
      double small = StrictMath.pow(largest / Math.max(value[i], SMALLEST * largest), power);
      weight[i] *= MATCH / largest * small;
    }
    errors = new StoredErrors(products, upper, largest, scale, shift, spectrum, epilogue);
  }

  /// Fits a plan.
  ///
  /// @param q c₀, …, c_(2^k) of the polynomial p(x) = x q(x²), k = 2 or 3
  /// @param upper the largest singular value
  /// @param spectrum singular values that stand for those of the matrices
  /// @param epilogue what is rounded
  /// @param roundoff the unit roundoff of what is stored
  /// @param power 0: the polynomial is met absolutely; 1: relative to its value; both make good
  ///   plans, for one polynomial this and for another that
  /// @return the plan; the same arguments give the same bits everywhere
  static EvaluationPlan fit(
      double[] q,
      double upper,
      double[] spectrum,
      Epilogue epilogue,
      double roundoff,
      double power) {
    return new PlanFit(q, upper, spectrum, epilogue, roundoff, power).fit();
  }

  private static double quotient(double[] q, double x) {
    double value = 0;
    for (int i = q.length - 1; i >= 0; i--) {
      value = value * x * x + q[i];
    }
    return value;
  }

  private EvaluationPlan fit() {
    Random random = new Random(SEED);
    List<double[]> starts = new ArrayList<>();
    for (int s = 0; s < STARTS; s++) {
      double[] parameters = new double[StoredErrors.parameters(products)];
      Arrays.setAll(parameters, _ -> START_SIZE * (2 * random.nextDouble() - 1));
      starts.add(parameters);
    }
    List<Fitted> best = List.of();
    for (double weightOfErrors : new double[] {FIRST_EMPHASIS, lastEmphasis}) {
      emphasis = weightOfErrors;
      best =
          starts.stream()
              .map(this::minimized)
              .sorted(Comparator.comparingDouble(one -> one.cost))
              .limit(KEPT)
              .toList();
      starts = best.stream().map(one -> one.parameters).toList();
    }
    return plan(best.getFirst().parameters);
  }

  /// The Levenberg–Marquardt method, with the damping scaled by the diagonal.
  private Fitted minimized(double[] start) {
    double[] parameters = start;
    double[] residuals = residuals(parameters);
    double cost = dot(residuals, residuals);
    double damping = 1e-3;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      NormalEquations normal = new NormalEquations(jacobian(parameters, residuals), residuals);
      double before = cost;
      while (cost == before && damping < MOST_DAMPING) {
        double[] trial = normal.moved(parameters, damping);
        double[] there = residuals(trial);
        double found = dot(there, there);
        if (found < cost) {
          parameters = trial;
          residuals = there;
          cost = found;
          damping = Math.max(LEAST_DAMPING, damping / 5);
        } else {
          damping *= 4;
        }
      }
      if (!(before - cost > ENOUGH * before)) {
        break;
      }
    }
    return new Fitted(parameters, cost);
  }

  private double[][] jacobian(double[] parameters, double[] residuals) {
    double[][] jacobian = new double[parameters.length][];
    double[] moved = parameters.clone();
    for (int j = 0; j < parameters.length; j++) {
      double step = DIFFERENCE * Math.max(1, Math.abs(parameters[j]));
      moved[j] = parameters[j] + step;
      double[] column = residuals(moved);
      moved[j] = parameters[j];
      for (int i = 0; i < column.length; i++) {
        column[i] = (column[i] - residuals[i]) / step;
      }
      jacobian[j] = column;
    }
    return jacobian;
  }

  /// The normal equations JᵀJ v = −Jᵀr.
  private static final class NormalEquations {

    private final double[][] matrix;
    private final double[] gradient;

    NormalEquations(double[][] jacobian, double[] residuals) {
      int n = jacobian.length;
      matrix = new double[n][n];
      gradient = new double[n];
      for (int i = 0; i < n; i++) {
        gradient[i] = -dot(jacobian[i], residuals);
        for (int j = 0; j <= i; j++) {
          matrix[i][j] = dot(jacobian[i], jacobian[j]);
          matrix[j][i] = matrix[i][j];
        }
      }
    }

    /// Where a damped step leads.
    double[] moved(double[] parameters, double damping) {
      int n = parameters.length;
      Array2DRowRealMatrix damped = new Array2DRowRealMatrix(matrix);
      for (int i = 0; i < n; i++) {
        damped.multiplyEntry(i, i, 1 + damping);
      }
      try {
        double[] move =
            new CholeskyDecomposition(damped, 1e-12, 0)
                .getSolver()
                .solve(new ArrayRealVector(gradient))
                .toArray();
        for (int i = 0; i < n; i++) {
          move[i] += parameters[i];
        }
        return move;
      } catch (NonPositiveDefiniteMatrixException e) {
        // More damping will do.
        return parameters;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double[] residuals(double[] parameters) {
    int count = POINTS + parameters.length;
    double[] residuals = new double[count + errors.count()];
    double[] m = new double[products + 2];
    for (int i = 0; i < POINTS; i++) {
      residuals[i] = (value(parameters, matchT[i], m) - target[i]) * weight[i];
    }
    for (int i = 0; i < parameters.length; i++) {
      residuals[POINTS + i] = RIDGE * parameters[i];
    }
    errors.write(parameters, emphasis * MATCH, residuals, count);
    return residuals;
  }

  /// The last product's eigenvalue where T's is t.
  ///
  /// @param m where all matrices' eigenvalues go, one for each
  static double value(double[] parameters, double t, double[] m) {
    m[0] = 1;
    m[1] = t;
    m[2] = t * t;
    int at = 0;
    for (int k = 3; k < m.length; k++) {
      double u = 0;
      double v = 0;
      double w = 0;
      for (int j = 0; j < k; j++) {
        u += parameters[at + j] * m[j];
        v += parameters[at + k + j] * m[j];
        w += parameters[at + 2 * k + j] * m[j];
      }
      at += 3 * k;
      m[k] = u * v + w;
    }
    return m[m.length - 1];
  }

  /// The numbers are handed out as binary32 ones: no run is more exact, and their exact expansion
  /// stays short.
  private EvaluationPlan plan(double[] parameters) {
    List<Product> list = new ArrayList<>();
    list.add(new Product(List.of(0.0, 1.0), List.of(0.0, 1.0), null));
    int at = 0;
    for (int k = 3; k < products + 2; k++) {
      list.add(
          new Product(
              numbers(parameters, at, k),
              numbers(parameters, at + k, k),
              numbers(parameters, at + 2 * k, k)));
      at += 3 * k;
    }
    return new EvaluationPlan(number(scale), number(shift), number(identity), list, null);
  }

  private static List<Double> numbers(double[] parameters, int from, int count) {
    return Arrays.stream(parameters, from, from + count).mapToObj(PlanFit::number).toList();
  }

  /// The nearest binary32 number.
  static double number(double x) {
    return Precision.FLOAT32.nearest(x);
  }
}
