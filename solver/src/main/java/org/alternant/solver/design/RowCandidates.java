package org.alternant.solver.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.certificate.QuickImage;
import org.alternant.solver.certificate.QuickImage.Range;
import org.alternant.solver.exact.DoubleDouble;
import org.alternant.solver.exact.Dyadic;
import org.alternant.solver.exact.ExactInterval;
import org.alternant.solver.exact.Powers;
import org.alternant.solver.exact.ReducedLattice;
import org.alternant.solver.minimax.RemezExchange;

/// Rows of grid coefficients that are close, as functions, to the polynomials that the recipe would
/// take.
///
/// For a step but the last only the ratio of the ends of its image matters to what follows, for the
/// next row can undo any scale: so each best polynomial is tried at several scales ρ. Where an
/// interval is wide, those of narrower design intervals [k u, u] are tried too: they dip less, and
/// leave room for the grid. About each target the lattice Σ zⱼ gⱼ x^(pj+1), gⱼ the spacing of the
/// grid at its coefficients, is reduced in the norm of relative errors at Chebyshev points, and the
/// lattice points close to the target are the candidates. That is the method of N. Brisebarre and
/// S. Chevillard, *Efficient polynomial L∞-approximations*, ARITH 2007 (Sollya's `fpminimax`).
final class RowCandidates {

  /// Narrower design intervals begin where kᵖ is these multiples of the recipe's, and at most where
  /// it is the last: what a step looks like depends on its interval of xᵖ.
  private static final double[] NARROWER = {1, 1.5625, 4, 16, 64, 256};

  private static final double NARROWEST = 0.01;

  /// Of kᵖ, so that few polynomials serve all intervals: halves of powers of two, and finer ones.
  private static final int EVENLY = 2;

  private static final int FINELY = 32;

  /// Best polynomials on shorter intervals look the same.
  private static final double NEARLY_ONE = 1 - 0x1p-20;

  /// Chebyshev points a coefficient.
  private static final int POINTS = 4;

  /// Keeps weights finite where a row comes close to 0.
  private static final double MINIMUM_VALUE = 1e-12;

  private final TableFunction function;
  private final CoefficientGrid grid;
  private final double cushion;
  private final double safety;
  private final boolean inLoop;
  private final GridWork work;
  private final Map<Integer, Map<Double, double[]>> shapes = new HashMap<>();

  /// Takes the limits that rows must respect.
  RowCandidates(DesignRequest request, CoefficientGrid grid, GridWork work) {
    this.grid = grid;
    this.work = work;
    function = request.function();
    cushion = Powers.root(request.cushion(), function.inputPower());
    safety = Powers.root(request.safetyFactor(), function.inputPower());
    inLoop = request.safetyPlacement() == SafetyPlacement.IN_LOOP;
  }

  /// A row with the image that it gives, in floating point.
  static final class Candidate {
    private final double[] row;
    private final Range image;

    Candidate(double[] row, Range image) {
      this.row = row;
      this.image = image;
    }

    /// The coefficients; not to be changed.
    double[] row() {
      return row;
    }

    Range image() {
      return image;
    }
  }

  /// What a step has to do.
  ///
  /// @param degree its degree
  /// @param span its interval [l, u]
  /// @param last whether it is the last: without safety factor, at scale 1
  /// @param floor where the cushion rules, the least ratio of a row's smallest value on its cushion
  ///   to its largest
  record Task(int degree, ExactInterval span, boolean last, double floor) {
    Dyadic lower() {
      return span.lower();
    }

    Dyadic upper() {
      return span.upper();
    }

    double from() {
      return lower().doubleValue();
    }

    double to() {
      return upper().doubleValue();
    }
  }

  /// A lattice of rows about a target.
  private static final class Neighbourhood {
    private final double[] spacing;
    private final double[][] vectors;
    private final ReducedLattice lattice;
    private final List<double[]> shortVectors;

    Neighbourhood(double[] spacing, double[][] vectors) {
      this.spacing = spacing;
      this.vectors = vectors;
      lattice = new ReducedLattice(vectors);
      shortVectors = lattice.shortVectors();
    }
  }

  /// The inputs that a row is judged on: what [GuardedChain#carried] maps.
  private Range domain(Task task) {
    Range interval = Range.from(task.lower(), task.upper());
    return task.last() ? interval : interval.times(inLoop ? 1 : safety, safety);
  }

  /// The inputs that the upper end of the interval is scaled to.
  private double stretch(Task task) {
    return task.last() ? task.to() : safety * task.to();
  }

  /// Offers the candidates for a step, some of them more than once. Here and below, nothing is
  /// offered once the search's work is spent.
  ///
  /// @param scales how many scales below and above 1 are tried, where the step is not the last
  /// @param largest the largest of them
  void forEach(Task task, int scales, double largest, Consumer<Candidate> action) {
    Range domain = domain(task);
    for (double[] shape : shapes(task, domain)) {
      Map<List<Double>, Neighbourhood> neighbourhoods = new HashMap<>();
      int count = task.last() ? 0 : scales;
      for (int i = -count; i <= count && !work.isSpent(); i++) {
        double[] target = times(shape, StrictMath.pow(largest, (double) i / Math.max(1, count)));
        Neighbourhood about =
            neighbourhoods.computeIfAbsent(spacing(target), key -> neighbourhood(task, shape, key));
        near(task, domain, target, about, action);
      }
    }
  }

  /// Offers rows about the best polynomial, scaled to be centred about a number: for a step whose
  /// successors are to stay as they are.
  void forEachAt(Task task, double centre, Consumer<Candidate> action) {
    if (work.isSpent()) {
      return;
    }
    Range domain = domain(task);
    double k =
        Math.max(task.lower().dividedBy(task.upper(), Double.PRECISION).doubleValue(), cushion);
    double[] row =
        divided(shape(task.degree(), Math.min(NEARLY_ONE, even(k, FINELY))), stretch(task));
    Range image = QuickImage.of(function, row, domain);
    double[] target = times(row, 2 * centre / (image.lower().high() + image.upper().high()));
    near(task, domain, target, neighbourhood(task, target, spacing(target)), action);
  }

  /// Offers the rows about one that is on the grid already.
  void forEachNeighbour(Task task, double[] row, Consumer<Candidate> action) {
    if (!work.isSpent()) {
      near(task, domain(task), row, neighbourhood(task, row, spacing(row)), action);
    }
  }

  /// The grid's spacing at each coefficient.
  private List<Double> spacing(double[] row) {
    return Arrays.stream(row).mapToObj(grid::spacing).toList();
  }

  private void near(
      Task task, Range domain, double[] target, Neighbourhood about, Consumer<Candidate> action) {
    int size = target.length;
    double[] base = new double[size];
    double[] offset = new double[about.vectors[0].length];
    for (int j = 0; j < size; j++) {
      base[j] = grid.nearest(target[j]);
      double units = (target[j] - base[j]) / about.spacing[j];
      for (int i = 0; i < offset.length; i++) {
        offset[i] += units * about.vectors[j][i];
      }
    }
    double[] closest = about.lattice.closest(offset);
    for (double[] step : about.shortVectors) {
      if (work.isSpent()) {
        return;
      }
      work.countImage(size);
      double[] row = new double[size];
      boolean finite = true;
      for (int j = 0; j < size; j++) {
        row[j] = grid.nearest(base[j] + (closest[j] + step[j]) * about.spacing[j]);
        finite &= Double.isFinite(row[j]);
      }
      if (finite) {
        Range image = QuickImage.of(function, row, domain);
        if (image.isPositive() && keepsCushion(task, row, image)) {
          action.accept(new Candidate(row, image));
        }
      }
    }
  }

  /// What a row makes of the inputs that it is judged on.
  Range image(Task task, double[] row) {
    return QuickImage.of(function, row, domain(task));
  }

  /// Whether a row keeps to positive values and to the cushion.
  boolean isAdmissible(Task task, double[] row) {
    Range image = QuickImage.of(function, row, domain(task));
    return image.isPositive() && keepsCushion(task, row, image);
  }

  /// Whether the cushion makes the recipe design on less than the step's interval.
  boolean isCushioned(Task task) {
    return cushion * task.to() > task.from();
  }

  private boolean keepsCushion(Task task, double[] row, Range image) {
    return !isCushioned(task) || cushionRatio(task, row, image) >= task.floor();
  }

  /// The smallest value of a row on its cushion, as a part of its largest on the interval.
  double cushionRatio(Task task, double[] row) {
    return cushionRatio(task, row, QuickImage.of(function, row, domain(task)));
  }

  private double cushionRatio(Task task, double[] row, Range image) {
    double stretch = stretch(task);
    Range onCushion = QuickImage.of(function, row, Range.of(cushion * stretch, stretch));
    return onCushion.lower().high() / image.upper().high();
  }

  private Neighbourhood neighbourhood(Task task, double[] shape, List<Double> spacing) {
    work.countLattice(shape.length);
    return new Neighbourhood(
        spacing.stream().mapToDouble(g -> g).toArray(), vectors(task, shape, spacing));
  }

  /// The vectors gⱼ x^(pj+1) / h(x) at the points.
  private double[][] vectors(Task task, double[] shape, List<Double> spacing) {
    double[] points = points(task, shape.length);
    double[][] vectors = new double[shape.length][points.length];
    for (int i = 0; i < points.length; i++) {
      double x = points[i];
      double value = QuickImage.value(function, shape, DoubleDouble.of(x)).high();
      double power = x / Math.max(MINIMUM_VALUE, Math.abs(value));
      for (int j = 0; j < shape.length; j++) {
        vectors[j][i] = spacing.get(j) * power;
        power *= Powers.of(x, function.root());
      }
    }
    return vectors;
  }

  /// The lower end, and Chebyshev points of the design interval.
  private double[] points(Task task, int size) {
    Range domain = domain(task);
    double to = domain.upper().high();
    double from = Math.max(domain.lower().high(), cushion * to);
    double[] points = new double[POINTS * size + 1];
    points[0] = domain.lower().high();
    for (int i = 1; i < points.length; i++) {
      double cosine = StrictMath.cos(Math.PI * (i - 0.5) / (points.length - 1));
      points[i] = (from + to) / 2 - (to - from) / 2 * cosine;
    }
    return points;
  }

  /// Best polynomials for the step, centred about 1.
  private List<double[]> shapes(Task task, Range domain) {
    List<double[]> targets = new ArrayList<>();
    double ratio = task.lower().dividedBy(task.upper(), Double.PRECISION).doubleValue();
    boolean cushioned = isCushioned(task);
    double narrowest = Powers.root(NARROWEST, function.root());
    for (double multiple : NARROWER) {
      double factor = Powers.root(multiple, function.root());
      double k = factor * Math.max(ratio, cushion);
      if ((factor > 1 && k > narrowest) || work.isSpent()) {
        break;
      }
      double[] row =
          factor > 1 || cushioned
              ? divided(shape(task.degree(), cushioned ? k : even(k, EVENLY)), stretch(task))
              : divided(onInterval(task), stretch(task) / task.to());
      Range image = QuickImage.of(function, row, domain);
      targets.add(times(row, 2 / (image.lower().high() + image.upper().high())));
    }
    return targets;
  }

  /// The least k that is a ratio or more, and of which kᵖ is a power of 2^(1/parts).
  private double even(double ratio, int parts) {
    int steps = parts * function.root();
    return StrictMath.pow(2, Math.ceil(steps * StrictMath.log(ratio) / StrictMath.log(2)) / steps);
  }

  private double[] onInterval(Task task) {
    return array(task.degree(), task.lower(), task.upper());
  }

  /// The best polynomial on [k, 1].
  private double[] shape(int degree, double k) {
    return shapes
        .computeIfAbsent(degree, d -> new HashMap<>())
        .computeIfAbsent(k, from -> array(degree, Dyadic.of(from), Dyadic.ONE));
  }

  private double[] array(int degree, Dyadic from, Dyadic to) {
    return RemezExchange.solve(function.root(), degree, from, to, Double.PRECISION)
        .orThrow()
        .coefficients()
        .stream()
        .mapToDouble(c -> c)
        .toArray();
  }

  private static double[] times(double[] row, double factor) {
    double[] product = row.clone();
    for (int j = 0; j < row.length; j++) {
      product[j] *= factor;
    }
    return product;
  }

  /// h(x/s).
  private double[] divided(double[] row, double s) {
    double[] quotient = row.clone();
    double power = s;
    for (int j = 0; j < row.length; j++) {
      quotient[j] /= power;
      power *= Powers.of(s, function.root());
    }
    return quotient;
  }
}
