package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.apache.commons.math3.exception.ConvergenceException;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.exception.TooManyIterationsException;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.util.Pair;

/// Fits the free parameters of a plan of two or three square products to a polynomial and, at the
/// same time, to small effects of rounding.
///
/// A step of degree 2^(k+1) + 1 has k products after T,
///
///     M_(j+1) = (Σ uᵢ Mᵢ)(Σ vᵢ Mᵢ) + Σ wᵢ Mᵢ,
///
/// with more parameters than coefficients. They are those that minimize, in the least squares sense,
/// the distance to the polynomial and what the error of every stored matrix becomes in the new
/// iterate.
public final class PlanFit {

  /// Points at which the polynomial is met.
  private static final int POINTS = 60;

  /// Points of the coarse spectrum on which errors are weighed.
  private static final int COARSE = 14;

  private static final double MATCH = 30;

  /// What keeps parameters from growing without effect.
  private static final double SMALLNESS = 1e-4;

  private static final double STEP = 1e-7;

  private final int products;
  private final double scale;
  private final double shift;
  private final double identity;
  private final double[] matchT;
  private final double[] matchQ;
  private final double[] matchScale;
  private final double[] coarseX;
  private final double[] coarseT;
  private final double[] coarseWeights;

  /// @param q coefficients c₀, …, c_n of the polynomial p(x) = x q(x²)
  /// @param upper the largest x
  /// @param sigma a grid of singular values
  /// @param weights the share of each
  public PlanFit(double[] q, double upper, double[] sigma, double[] weights) {
    products = 31 - Integer.numberOfLeadingZeros(q.length - 1);
    scale = 2 / (upper * upper);
    double square = 0;
    double mean = 0;
    for (int i = 0; i < sigma.length; i++) {
      square += weights[i] * sigma[i] * sigma[i];
      mean += weights[i] * value(q, sigma[i]);
    }
    shift = scale * square;
    identity = mean;
    matchT = new double[POINTS];
    matchQ = new double[POINTS];
    matchScale = new double[POINTS];
    double largest = 0;
    for (int i = 0; i < POINTS; i++) {
      double x = upper * StrictMath.sin(0.003 + (Math.PI / 2 - 0.003) * i / (POINTS - 1));
      matchT[i] = scale * x * x - shift;
      matchQ[i] = value(q, x) - identity;
      matchScale[i] = x;
      largest = Math.max(largest, value(q, x) * x);
    }
    for (int i = 0; i < POINTS; i++) {
      matchScale[i] *= MATCH / largest;
    }
    coarseX = new double[COARSE];
    coarseT = new double[COARSE];
    coarseWeights = new double[COARSE];
    for (int i = 0; i < COARSE; i++) {
      coarseX[i] = upper * (0.02 + 0.98 * i / (COARSE - 1));
      coarseT[i] = scale * coarseX[i] * coarseX[i] - shift;
      coarseX[i] /= largest;
    }
    double half = upper * 0.98 / (COARSE - 1) / 2;
    for (int i = 0; i < sigma.length; i++) {
      int k = 0;
      while (k < COARSE - 1 && sigma[i] > coarseX[k] * largest + half) {
        k++;
      }
      coarseWeights[k] += weights[i];
    }
    for (int i = 0; i < COARSE; i++) {
      coarseWeights[i] = 0.5 * coarseWeights[i] + 0.5 / COARSE;
    }
  }

  private static double value(double[] q, double x) {
    double value = 0;
    for (int i = q.length - 1; i >= 0; i--) {
      value = value * x * x + q[i];
    }
    return value;
  }

  /// What a fit came to.
  public record Fitted(EvaluationPlan plan, double cost) {}

  public Fitted fit(int starts, long seed, double emphasis) {
    Random random = new Random(seed);
    Fitted best = null;
    for (int s = 0; s < starts; s++) {
      double[] parameters = new double[count()];
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] = 1.7 * (2 * random.nextDouble() - 1);
      }
      try {
        parameters = optimize(parameters, 0.02, 60);
        parameters = optimize(parameters, emphasis, 80);
      } catch (ConvergenceException e) {
        continue;
      }
      double cost = 0;
      for (double r : residuals(parameters, emphasis)) {
        cost += r * r;
      }
      if (best == null || cost < best.cost) {
        best = new Fitted(plan(parameters), cost);
      }
    }
    return best;
  }

  private int count() {
    int count = 0;
    for (int k = 0; k < products - 1; k++) {
      count += 3 * (3 + k);
    }
    return count;
  }

  private double[] optimize(double[] start, double emphasis, int evaluations) {
    double[][] last = {start};
    LeastSquaresProblem problem =
        new LeastSquaresBuilder()
            .start(start)
            .target(new double[residuals(start, emphasis).length])
            .model(
                point -> {
                  double[] x = point.toArray();
                  double[] r = residuals(x, emphasis);
                  double[][] jacobian = new double[r.length][x.length];
                  for (int j = 0; j < x.length; j++) {
                    double kept = x[j];
                    double h = STEP * Math.max(1, Math.abs(kept));
                    x[j] = kept + h;
                    double[] moved = residuals(x, emphasis);
                    x[j] = kept;
                    for (int i = 0; i < r.length; i++) {
                      jacobian[i][j] = (moved[i] - r[i]) / h;
                    }
                  }
                  return new Pair<>(
                      new ArrayRealVector(r, false), new Array2DRowRealMatrix(jacobian, false));
                })
            .checker(
                (iteration, previous, current) -> {
                  last[0] = current.getPoint().toArray();
                  return previous.getCost() - current.getCost() < 1e-6 * previous.getCost()
                      && iteration > 10;
                })
            .maxEvaluations(evaluations)
            .maxIterations(evaluations)
            .build();
    try {
      return new LevenbergMarquardtOptimizer().optimize(problem).getPoint().toArray();
    } catch (TooManyEvaluationsException | TooManyIterationsException e) {
      return last[0];
    }
  }

  /// The values of all matrices at T = t and, on the coarse grid, what their errors become.
  private double[] residuals(double[] parameters, double emphasis) {
    double[] match = values(parameters, matchT);
    List<double[]> errors = errors(parameters);
    int n = COARSE * COARSE;
    double[] residuals = new double[POINTS + parameters.length + errors.size() * n];
    int at = 0;
    for (int i = 0; i < POINTS; i++) {
      residuals[at++] = (match[i] - matchQ[i]) * matchScale[i];
    }
    for (double parameter : parameters) {
      residuals[at++] = SMALLNESS * parameter;
    }
    for (double[] error : errors) {
      for (int e = 0; e < n; e++) {
        residuals[at++] = emphasis * MATCH * error[e];
      }
    }
    return residuals;
  }

  private double[] values(double[] parameters, double[] t) {
    double[] result = new double[t.length];
    double[] m = new double[products + 2];
    for (int i = 0; i < t.length; i++) {
      m[0] = 1;
      m[1] = t[i];
      m[2] = t[i] * t[i];
      int at = 0;
      for (int k = 3; k < products + 2; k++) {
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
      result[i] = m[products + 1];
    }
    return result;
  }

  /// For every stored matrix its kernel times the size of its entries, weighed.
  private List<double[]> errors(double[] parameters) {
    // Long: the chain rule over all stored matrices at once.
    int n = COARSE;
    List<double[]> values = new ArrayList<>();
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    values.add(ones);
    values.add(coarseT);
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      squares[i] = coarseT[i] * coarseT[i];
    }
    values.add(squares);
    // sources[k] : kernels of all sources in matrix k, in the order of `sizes`.
    List<List<double[]>> kernels = new ArrayList<>();
    List<Double> sizes = new ArrayList<>();
    kernels.add(List.of());
    double[] one = new double[n * n];
    Arrays.fill(one, 1);
    double[] sum = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum[i * n + j] = coarseT[i] + coarseT[j];
      }
    }
    sizes.add(norm(coarseT));
    sizes.add(norm(squares));
    kernels.add(List.of(one));
    kernels.add(List.of(sum, one));
    int at = 0;
    for (int k = 3; k < products + 2; k++) {
      double[] u = new double[n];
      double[] v = new double[n];
      double[] w = new double[n];
      for (int j = 0; j < k; j++) {
        double[] m = values.get(j);
        for (int i = 0; i < n; i++) {
          u[i] += parameters[at + j] * m[i];
          v[i] += parameters[at + k + j] * m[i];
          w[i] += parameters[at + 2 * k + j] * m[i];
        }
      }
      int known = sizes.size();
      List<double[]> result = new ArrayList<>();
      for (int s = 0; s < known; s++) {
        double[] kernel = new double[n * n];
        for (int j = 0; j < k; j++) {
          if (s < kernels.get(j).size()) {
            double[] inner = kernels.get(j).get(s);
            double a = parameters[at + j];
            double b = parameters[at + k + j];
            double c = parameters[at + 2 * k + j];
            for (int i = 0; i < n; i++) {
              for (int l = 0; l < n; l++) {
                kernel[i * n + l] += inner[i * n + l] * (a * v[l] + u[i] * b + c);
              }
            }
          }
        }
        result.add(kernel);
      }
      double[] byV = new double[n * n];
      double[] byU = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int l = 0; l < n; l++) {
          byV[i * n + l] = v[l];
          byU[i * n + l] = u[i];
        }
      }
      result.add(byV);
      result.add(byU);
      result.add(one);
      result.add(one);
      sizes.add(norm(u));
      sizes.add(norm(v));
      sizes.add(norm(w));
      double[] m = new double[n];
      for (int i = 0; i < n; i++) {
        m[i] = u[i] * v[i] + w[i];
      }
      sizes.add(norm(m));
      values.add(m);
      kernels.add(result);
      at += 3 * k;
    }
    List<double[]> errors = new ArrayList<>();
    List<double[]> last = kernels.getLast();
    for (int s = 0; s < last.size(); s++) {
      double[] error = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int l = 0; l < n; l++) {
          error[i * n + l] =
              last.get(s)[i * n + l]
                  * coarseX[l]
                  * sizes.get(s)
                  * Math.sqrt((0.5 * coarseWeights[i] + 0.5 / n) * coarseWeights[l]);
        }
      }
      errors.add(error);
    }
    return errors;
  }

  private double norm(double[] values) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += coarseWeights[i] * values[i] * values[i];
    }
    return Math.sqrt(sum);
  }

  private EvaluationPlan plan(double[] parameters) {
    List<Product> list = new ArrayList<>();
    list.add(new Product(List.of(0.0, 1.0), List.of(0.0, 1.0), null));
    int at = 0;
    for (int k = 3; k < products + 2; k++) {
      list.add(
          new Product(
              boxed(parameters, at, k),
              boxed(parameters, at + k, k),
              boxed(parameters, at + 2 * k, k)));
      at += 3 * k;
    }
    return new EvaluationPlan(scale, shift, identity, list, null);
  }

  private static List<Double> boxed(double[] parameters, int from, int count) {
    return Arrays.stream(parameters, from, from + count).boxed().toList();
  }
}
