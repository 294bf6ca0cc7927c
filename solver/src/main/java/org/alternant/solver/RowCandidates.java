package org.alternant.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.jspecify.annotations.Nullable;

/// Rows of grid coefficients that are close, as functions, to the polynomials that the recipe would
/// take.
///
/// For a step but the last only the ratio of the ends of its image matters to what follows, for the
/// next row can undo any scale: so each best polynomial is tried at several scales ρ. Where an
/// interval is wide, those of narrower design intervals [k u, u] are tried too: they dip less, and
/// leave room for the grid. About each target the lattice Σ zⱼ gⱼ x^(2j+1), gⱼ the spacing of the
/// grid at its coefficients, is reduced in the norm of relative errors at Chebyshev points, and the
/// targets' close lattice points are the candidates. That is the method of N. Brisebarre and S.
/// Chevillard, *Efficient polynomial L∞-approximations*, ARITH 2007 (Sollya's `fpminimax`).
final class RowCandidates {

  /// ρ = exp(0.02 i), |i| ≤ 8: from 0.85 to 1.17. Beyond, images leave the region about 1 that
  /// tables in use keep to.
  private static final int SCALES = 8;

  private static final double SCALE_STEP = 0.02;

  /// Narrower design intervals begin at these multiples of the recipe's k, and end below the last.
  private static final double[] NARROWER = {1, 1.1, 1.25, 1.5, 2, 3, 5, 8, 13, 21};

  private static final double WIDEST = 0.1;

  /// Chebyshev points a coefficient.
  private static final int POINTS = 4;

  private static final double MINIMUM_VALUE = 1e-12;

  private final CoefficientGrid grid;
  private final double cushion;
  private final double safety;
  private final boolean inLoop;
  private final Map<Integer, TreeMap<Double, double[]>> shapes = new HashMap<>();

  /// Takes what rows have to respect.
  RowCandidates(DesignRequest request, CoefficientGrid grid) {
    this.grid = grid;
    cushion = request.cushion();
    safety = request.safetyFactor();
    inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
  }

  /// A row with the image that it gives, in binary64.
  record Candidate(double[] row, QuickImage.Range image) {}

  /// What a step has to do.
  ///
  /// @param degree its degree
  /// @param lower l, the lower end of its interval
  /// @param upper u
  /// @param last whether it is the last: without safety factor, at scale 1
  /// @param floor where the cushion rules, the least ratio of a row's smallest value on its cushion
  ///   to its largest
  record Task(int degree, Dyadic lower, Dyadic upper, boolean last, double floor) {
    double from() {
      return lower.doubleValue();
    }

    double to() {
      return upper.doubleValue();
    }
  }

  /// The argument that inputs are scaled to.
  private double stretch(Task task) {
    return task.last() ? task.to() : safety * task.to();
  }

  private double domainLower(Task task) {
    return task.last() || inLoop ? task.from() : safety * task.from();
  }

  /// The candidates for a step.
  ///
  /// @param effort from 0 up: how many scales and shapes are tried
  List<Candidate> candidates(Task task, int effort) {
    Map<List<Double>, Candidate> found = new LinkedHashMap<>();
    for (double[] shape : shapes(task, effort)) {
      Map<List<Double>, ReducedLattice> lattices = new HashMap<>();
      int scales = task.last() ? 0 : Math.min(SCALES, effort * 2);
      for (int i = -scales; i <= scales; i++) {
        double[] target = times(shape, Math.exp(SCALE_STEP * i * SCALES / Math.max(1, scales)));
        double[] spacing = new double[target.length];
        List<Double> key = new ArrayList<>();
        for (int j = 0; j < target.length; j++) {
          spacing[j] = grid.spacing(target[j]);
          key.add(spacing[j]);
        }
        ReducedLattice lattice =
            lattices.computeIfAbsent(key, k -> new ReducedLattice(vectors(task, shape, spacing)));
        near(task, shape, target, spacing, lattice, found);
      }
    }
    return new ArrayList<>(found.values());
  }

  /// The candidates about a row that is on the grid already.
  List<Candidate> neighbours(Task task, double[] row) {
    double[] spacing = new double[row.length];
    for (int j = 0; j < row.length; j++) {
      spacing[j] = grid.spacing(row[j]);
    }
    Map<List<Double>, Candidate> found = new LinkedHashMap<>();
    near(task, row, row, spacing, new ReducedLattice(vectors(task, row, spacing)), found);
    return new ArrayList<>(found.values());
  }

  private void near(
      Task task,
      double[] shape,
      double[] target,
      double[] spacing,
      ReducedLattice lattice,
      Map<List<Double>, Candidate> found) {
    int size = target.length;
    double[] base = new double[size];
    double[][] vectors = vectors(task, shape, spacing);
    double[] offset = new double[vectors[0].length];
    for (int j = 0; j < size; j++) {
      base[j] = grid.nearest(target[j]);
      for (int i = 0; i < offset.length; i++) {
        offset[i] += (target[j] - base[j]) / spacing[j] * vectors[j][i];
      }
    }
    double[] closest = lattice.closest(offset);
    for (double[] step : lattice.shortVectors()) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        row.add(grid.nearest(base[j] + (closest[j] + step[j]) * spacing[j]));
      }
      if (!found.containsKey(row) && row.stream().allMatch(Double::isFinite)) {
        Candidate candidate = candidate(task, row.stream().mapToDouble(c -> c).toArray());
        if (candidate != null) {
          found.put(row, candidate);
        }
      }
    }
  }

  /// The row with its image; null if it does not keep to positive values or to the cushion.
  @Nullable Candidate candidate(Task task, double[] row) {
    QuickImage.Range image = QuickImage.of(row, domainLower(task), stretch(task));
    boolean valid = image.lower() > 0 && image.upper() < Double.MAX_VALUE;
    return valid && keepsCushion(task, row, image.upper()) ? new Candidate(row, image) : null;
  }

  boolean keepsCushion(Task task, double[] row, double largest) {
    return cushion * task.to() <= task.from() || cushionRatio(task, row, largest) >= task.floor();
  }

  /// The smallest value of a row on its cushion, as a part of its largest on the interval.
  double cushionRatio(Task task, double[] row) {
    return cushionRatio(task, row, QuickImage.of(row, domainLower(task), stretch(task)).upper());
  }

  private double cushionRatio(Task task, double[] row, double largest) {
    double stretch = stretch(task);
    return QuickImage.of(row, cushion * stretch, stretch).lower() / largest;
  }

  /// The vectors gⱼ x^(2j+1) / p(x) at the points.
  private double[][] vectors(Task task, double[] shape, double[] spacing) {
    double[] points = points(task, shape.length);
    double[][] vectors = new double[shape.length][points.length];
    for (int i = 0; i < points.length; i++) {
      double x = points[i];
      double weight = 1 / Math.max(MINIMUM_VALUE, Math.abs(QuickImage.odd(shape, x)));
      double power = x * weight;
      for (int j = 0; j < shape.length; j++) {
        vectors[j][i] = spacing[j] * power;
        power *= x * x;
      }
    }
    return vectors;
  }

  /// The lower end, and Chebyshev points of the design interval.
  private double[] points(Task task, int size) {
    double to = stretch(task);
    double from = Math.max(domainLower(task), cushion * to);
    double[] points = new double[POINTS * size + 1];
    points[0] = domainLower(task);
    for (int i = 1; i < points.length; i++) {
      double cosine = Math.cos(Math.PI * (i - 0.5) / (points.length - 1));
      points[i] = (from + to) / 2 - (to - from) / 2 * cosine;
    }
    return points;
  }

  /// Best polynomials for the step, centred about 1.
  private List<double[]> shapes(Task task, int effort) {
    List<double[]> targets = new ArrayList<>();
    double ratio = task.lower().dividedBy(task.upper(), Double.PRECISION).doubleValue();
    double first = Math.max(ratio, cushion);
    for (double factor : NARROWER) {
      double k = factor * first;
      if (targets.size() > effort * 2 || (factor > 1 && k > WIDEST)) {
        break;
      }
      boolean own = factor == 1 && ratio >= cushion;
      double[] unit =
          own
              ? onInterval(task)
              : shape(task.degree(), factor == 1 || cushion > ratio ? k : even(k));
      double[] row = unit.clone();
      double power = stretch(task);
      for (int j = 0; j < row.length; j++) {
        row[j] /= power;
        power *= stretch(task) * stretch(task);
      }
      QuickImage.Range image = QuickImage.of(row, domainLower(task), stretch(task));
      targets.add(times(row, 2 / (image.lower() + image.upper())));
    }
    return targets;
  }

  /// Quarters of powers of two, so that few polynomials serve all intervals.
  private static double even(double ratio) {
    return Math.pow(2, Math.ceil(4 * Math.log(ratio) / Math.log(2)) / 4);
  }

  /// The best polynomial on the step's own interval, as a function on [l/u, 1].
  private static double[] onInterval(Task task) {
    double[] row =
        RemezExchange.solve(task.degree(), task.lower(), task.upper(), Double.PRECISION)
            .orThrow()
            .coefficients()
            .stream()
            .mapToDouble(c -> c)
            .toArray();
    double power = task.to();
    for (int j = 0; j < row.length; j++) {
      row[j] *= power;
      power *= task.to() * task.to();
    }
    return row;
  }

  private double[] shape(int degree, double ratio) {
    return shapes
        .computeIfAbsent(degree, d -> new TreeMap<>())
        .computeIfAbsent(
            ratio,
            k ->
                RemezExchange.solve(degree, Dyadic.of(k), Dyadic.ONE, Double.PRECISION)
                    .orThrow()
                    .coefficients()
                    .stream()
                    .mapToDouble(c -> c)
                    .toArray());
  }

  private static double[] times(double[] row, double factor) {
    double[] product = row.clone();
    for (int j = 0; j < row.length; j++) {
      product[j] *= factor;
    }
    return product;
  }
}
