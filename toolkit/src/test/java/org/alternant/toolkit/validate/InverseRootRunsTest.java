package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.solver.design.ScheduleDesigner;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class InverseRootRunsTest {
  private static final Backend BACKEND = new EjmlBackend();

  // H diag H/n: Hadamard eigenvectors.
  static DMatrixRMaj structured(int n, double lower, Random random, Spectrum.Kind kind, int k) {
    double[] v = new Spectrum(kind, lower).singularValues(n, random);
    DMatrixRMaj a = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { double sum = 0; for (int l = 0; l < n; l++) sum += v[l] * (Integer.bitCount(i & l) % 2 == 0 ? 1 : -1) * (Integer.bitCount(j & l) % 2 == 0 ? 1 : -1); a.set(i, j, sum / n); }
    return a;
  }

  @Test
  void calibrate() {
    Random random = new Random(Long.getLong("cal.seed", 1));
    List<Double> ratios = new ArrayList<>();
    for (int k = 0; k < Integer.getInteger("cal.n", 400); k++) {
      int root = 1 + random.nextInt(8);
      TableFunction f = TableFunction.inverseRoot(root);
      Precision precision = Precision.valueOf(System.getProperty("cal.p","FLOAT32")); double lower = StrictMath.pow(10, -1 - (precision == Precision.FLOAT32 ? 4 : precision == Precision.FLOAT64 ? 9 : 1) * random.nextDouble());
      List<Integer> degrees = new ArrayList<>();
      int steps = 2 + random.nextInt(4);
      for (int t = 0; t < steps; t++) degrees.add(f.exponent(1 + random.nextInt(6)));
      MatrixIteration it = new MatrixIteration(ScheduleDesigner.design(DesignRequest.of(f, degrees, new Interval(lower, 1))), Normalization.NONE, precision);
      if (random.nextInt(3) == 0) it = it.with(org.alternant.coefficients.Epilogue.values()[random.nextInt(3)]);
      Set<Spectrum.Kind> kinds = EnumSet.complementOf(EnumSet.of(Spectrum.Kind.ADVERSARIAL, Spectrum.Kind.GAUSSIAN, Spectrum.Kind.RANK_DEFICIENT));
      Spectrum.Kind kind = new ArrayList<>(kinds).get(random.nextInt(kinds.size()));
      int n = 2 + random.nextInt(60);
      DMatrixRMaj a = TestMatrix.generate(MatrixFunction.INVERSE_ROOT, new Spectrum(kind, lower), n, n, k);
      int st = random.nextInt(6);
      if (st == 0) { n = 1 << (1 + random.nextInt(5)); a = structured(n, lower, random, kind, k); }
      if (st == 1) { a = new DMatrixRMaj(n, n); double[] v = new Spectrum(kind, lower).singularValues(n, random); for (int i = 0; i < n; i++) a.set(i, i, v[i]); }

      Outcome o = BACKEND.run(it, a);
      String d = "p=" + root + " deg=" + degrees + " lower=" + lower + " " + kind + " n=" + n + " st=" + st + " " + it.rounding().epilogue();
      if (o instanceof Outcome.Finished fin) {
        Measures m = Measures.of(it, fin);
        double r = m.deviation() / m.roundingAllowance();
        ratios.add(r);
        System.out.println(String.format("RATIO %.3g dev %.3g allow %.3g unres %d flip %d in %b %s", r, m.deviation(), m.roundingAllowance(), m.unresolved(), m.flipped(), m.withinRoundingBounds(), d));
      } else System.out.println("OVERFLOW " + d);
    }
  }
}
