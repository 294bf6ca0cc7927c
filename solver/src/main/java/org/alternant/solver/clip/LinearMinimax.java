package org.alternant.solver.clip;

/// The least max |rₖ + Jₖ · d| over all d in a box |dᵢ| ≤ hᵢ: a linear program of n + 1 unknowns,
/// solved by the simplex method in the form that goes from vertex to vertex of the feasible set.
///
/// A vertex is where n + 1 of the constraints ±(rₖ + Jₖ d) ≤ s, ±dᵢ ≤ hᵢ hold with equality. There
/// are few unknowns and many constraints, so that the equations are solved anew at every vertex.
final class LinearMinimax {

  /// Multipliers and slopes as small as this are rounding.
  private static final double ROUNDING = 1e-11;

  /// The box of every unknown differs by such a part, so that no more than n + 1 constraints meet.
  private static final double PERTURBATION = 1e-6;

  private static final int MOST_VERTICES = 400;

  private final double[] residuals;
  private final double[][] gradients;
  private final double[] box;
  private final int n;

  /// The constraints that hold with equality: ±(k + 1) for ±(rₖ + Jₖ d) ≤ s, beyond them ±dᵢ ≤ hᵢ.
  private final int[] working;

  /// d, and s at the end.
  private double[] vertex = {};

  /// rₖ + Jₖ d.
  private final double[] values;

  /// Takes the problem.
  ///
  /// @param residuals rₖ
  /// @param gradients Jₖ
  /// @param box hᵢ, positive
  LinearMinimax(double[] residuals, double[][] gradients, double[] box) {
    this.residuals = residuals;
    this.gradients = gradients;
    n = box.length;
    this.box = box.clone();
    for (int i = 0; i < n; i++) {
      this.box[i] *= 1 + PERTURBATION * (i + 1) / n;
    }
    working = new int[n + 1];
    values = new double[residuals.length];
  }

  /// A d that is at least nearly best: the last vertex, where rounding or their number stops it; 0
  /// where numbers leave binary64.
  double[] solve() {
    if (!begins()) {
      return new double[n];
    }
    int vertices = 0;
    while (vertices < MOST_VERTICES && moves()) {
      vertices++;
    }
    double[] d = new double[n];
    System.arraycopy(vertex, 0, d, 0, n);
    return d;
  }

  /// Begins in the corner of the box to which the largest residual falls.
  ///
  /// @return false if a value there is not finite: then it is no vertex
  private boolean begins() {
    int worst = 0;
    for (int k = 1; k < residuals.length; k++) {
      worst = Math.abs(residuals[k]) > Math.abs(residuals[worst]) ? k : worst;
    }
    vertex = new double[n + 1];
    for (int i = 0; i < n; i++) {
      boolean up = residuals[worst] * gradients[worst][i] < 0;
      vertex[i] = up ? box[i] : -box[i];
      working[i] = (up ? 1 : -1) * (residuals.length + 1 + i);
    }
    int largest = 0;
    double most = -1;
    for (int k = 0; k < residuals.length; k++) {
      values[k] = residuals[k] + product(gradients[k], vertex);
      if (!Double.isFinite(values[k])) {
        return false;
      }
      if (Math.abs(values[k]) > most) {
        most = Math.abs(values[k]);
        largest = values[k] < 0 ? -(k + 1) : k + 1;
      }
    }
    vertex[n] = most;
    working[n] = largest;
    return true;
  }

  /// Goes to a better vertex.
  ///
  /// @return false if there is none
  private boolean moves() {
    double[][] normals = new double[n + 1][];
    for (int j = 0; j <= n; j++) {
      normals[j] = normal(working[j]);
    }
    Equations equations = Equations.of(normals);
    if (equations == null) {
      return false;
    }
    // Of the objective s: its gradient is minus a combination of the normals.
    double[] objective = new double[n + 1];
    objective[n] = -1;
    double[] multipliers = equations.solveTransposed(objective);
    int leaving = 0;
    for (int j = 1; j <= n; j++) {
      leaving = multipliers[j] < multipliers[leaving] ? j : leaving;
    }
    if (!(multipliers[leaving] < -ROUNDING)) {
      return false;
    }
    double[] right = new double[n + 1];
    right[leaving] = -1;
    return goes(equations.solve(right), leaving);
  }

  /// Goes in a direction until another constraint holds with equality.
  ///
  /// @param leaving the place in the working set of the constraint that ceases to
  /// @return false if none does
  private boolean goes(double[] direction, int leaving) {
    int entering = 0;
    double length = Double.POSITIVE_INFINITY;
    double[] rates = new double[residuals.length];
    for (int k = 0; k < residuals.length; k++) {
      rates[k] = product(gradients[k], direction);
      for (int sign = -1; sign <= 1; sign += 2) {
        double rate = sign * rates[k] - direction[n];
        double room = Math.max(vertex[n] - sign * values[k], 0);
        if (rate > ROUNDING && room < length * rate && !isWorking(sign * (k + 1))) {
          length = room / rate;
          entering = sign * (k + 1);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      int sign = direction[i] < 0 ? -1 : 1;
      double rate = Math.abs(direction[i]);
      double room = Math.max(box[i] - sign * vertex[i], 0);
      int constraint = sign * (residuals.length + 1 + i);
      if (rate > ROUNDING && room < length * rate && !isWorking(constraint)) {
        length = room / rate;
        entering = constraint;
      }
    }
    if (entering == 0) {
      return false;
    }
    for (int i = 0; i <= n; i++) {
      vertex[i] += length * direction[i];
    }
    for (int k = 0; k < values.length; k++) {
      values[k] += length * rates[k];
    }
    working[leaving] = entering;
    return true;
  }

  private boolean isWorking(int constraint) {
    for (int one : working) {
      if (one == constraint) {
        return true;
      }
    }
    return false;
  }

  private double[] normal(int constraint) {
    double[] normal = new double[n + 1];
    int index = Math.abs(constraint) - 1;
    int sign = constraint < 0 ? -1 : 1;
    if (index >= residuals.length) {
      normal[index - residuals.length] = sign;
      return normal;
    }
    for (int i = 0; i < n; i++) {
      normal[i] = sign * gradients[index][i];
    }
    normal[n] = -1;
    return normal;
  }

  private double product(double[] a, double[] b) {
    double product = 0;
    for (int i = 0; i < n; i++) {
      product += a[i] * b[i];
    }
    return product;
  }
}
