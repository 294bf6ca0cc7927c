package org.alternant.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.blas.BlasBackend;
import org.alternant.toolkit.survey.Decomposition;
import org.alternant.toolkit.survey.Observation;
import org.ejml.data.DMatrixRMaj;

/// What a survey computes of one matrix, in seconds of a processor core, by shape.
///
/// `java -cp benchmarks.jar org.alternant.benchmarks.SurveyTimes [auto|ejml|blas] TIMES
/// ROWS,COLUMNS…`
public final class SurveyTimes {

  private static final double NANO = 1e-9;

  private SurveyTimes() {}

  /// Prints a line for every shape.
  ///
  /// @param arguments what computes singular values, how many times, and the shapes
  public static void main(String[] arguments) {
    Decomposition decomposition = Decomposition.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    int times = Integer.parseInt(arguments[1]);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        Locale.ROOT,
        "%d cores, load %.1f, LAPACK: %s%n",
        system.getAvailableProcessors(),
        system.getSystemLoadAverage(),
        new BlasBackend().algebra().name());
    look(random(200, 200), decomposition);
    for (String shape : Arrays.copyOfRange(arguments, 2, arguments.length)) {
      String[] sides = shape.split(",", -1);
      DMatrixRMaj x = random(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      double[] seconds = new double[times];
      for (int i = 0; i < times; i++) {
        long begin = system.getProcessCpuTime();
        look(x, decomposition);
        seconds[i] = (system.getProcessCpuTime() - begin) * NANO;
      }
      Arrays.sort(seconds);
      System.out.printf(
          Locale.ROOT, "%s: %.2f core seconds, median of %d%n", shape, seconds[times / 2], times);
    }
  }

  private static void look(DMatrixRMaj x, Decomposition decomposition) {
    Observation seen =
        Observation.of(x, Normalization.FROBENIUS, Precision.BFLOAT16, decomposition);
    if (seen.hashCode() == 0) {
      System.out.print("");
    }
  }

  private static DMatrixRMaj random(int rows, int columns) {
    return new DMatrixRMaj(
        rows, columns, true, new Random(1).doubles((long) rows * columns).toArray());
  }
}
