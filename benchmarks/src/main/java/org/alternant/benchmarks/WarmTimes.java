package org.alternant.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.alternant.coefficients.Step;

/// Times problems on the warm JVM for `compare-solvers`: reads one problem a line from standard
/// input, `best DEGREE LOWER` or `schedule STEPS LOWER CUSHION`, and answers each with one line of
/// JSON: the median time of a call and the coefficients.
final class WarmTimes {

  private static final double WARM_UP_SECONDS = 3;
  private static final double SAMPLE_SECONDS = 0.3;
  private static final int LEAST_CALLS = 5;
  private static final double NANOSECONDS = 1e9;

  private record Sample(double medianSeconds, List<List<Double>> coefficients) {
    String toJson() {
      // Lists of finite numbers print as JSON has them.
      return "{\"seconds\": " + medianSeconds + ", \"coefficients\": " + coefficients + "}";
    }
  }

  private WarmTimes() {}

  /// Answers until standard input ends.
  ///
  /// @param arguments ignored
  /// @throws IOException if standard input cannot be read
  public static void main(String[] arguments) throws IOException {
    Set<String> warm = new HashSet<>();
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      Supplier<List<List<Double>>> problem = problem(line.split(" "));
      if (warm.add(line)) {
        sample(problem, WARM_UP_SECONDS);
      }
      System.out.println(sample(problem, SAMPLE_SECONDS).toJson());
    }
  }

  private static Supplier<List<List<Double>>> problem(String[] words) {
    return switch (words[0]) {
      case "best" -> {
        int degree = Integer.parseInt(words[1]);
        BigDecimal lower = new BigDecimal(words[2]);
        yield () -> List.of(Problems.best(degree, lower).coefficients());
      }
      case "schedule" -> {
        int steps = Integer.parseInt(words[1]);
        double lower = Double.parseDouble(words[2]);
        double cushion = Double.parseDouble(words[3]);
        yield () ->
            Problems.schedule(steps, lower, cushion).stream().map(Step::coefficients).toList();
      }
      default -> throw new IllegalArgumentException("not a problem: " + String.join(" ", words));
    };
  }

  private static Sample sample(Supplier<List<List<Double>>> problem, double seconds) {
    List<List<Double>> coefficients = List.of();
    long[] times = new long[1024];
    int calls = 0;
    for (long start = System.nanoTime();
        calls < LEAST_CALLS || System.nanoTime() - start < seconds * NANOSECONDS;
        calls++) {
      if (calls == times.length) {
        times = Arrays.copyOf(times, 2 * calls);
      }
      long before = System.nanoTime();
      coefficients = problem.get();
      times[calls] = System.nanoTime() - before;
    }
    Arrays.sort(times, 0, calls);
    return new Sample(times[calls / 2] / NANOSECONDS, coefficients);
  }
}
