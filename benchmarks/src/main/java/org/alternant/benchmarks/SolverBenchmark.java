package org.alternant.benchmarks;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alternant.coefficients.Step;
import org.alternant.solver.minimax.BestPolynomial;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The solver on the warm JVM. Times are sampled: on a shared machine rely on their median
/// (`p0.50`).
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class SolverBenchmark {

  /// The cushion of the published eight-step Polar Express table.
  private static final double CUSHION = 0.02407327424182761;

  // Not final: JMH wants fields that the compiler cannot treat as constants.
  private BigDecimal lower = new BigDecimal("1e-3");
  private BigDecimal tinyLower = new BigDecimal("1e-300");

  /// A quintic with its bracket on [1e-3, 1].
  @Benchmark
  public BestPolynomial quintic() {
    return Problems.best(5, lower);
  }

  /// Degree 31 on [1e-3, 1].
  @Benchmark
  public BestPolynomial degree31() {
    return Problems.best(31, lower);
  }

  /// Degree 63 on [1e-3, 1].
  @Benchmark
  public BestPolynomial degree63() {
    return Problems.best(63, lower);
  }

  /// Degree 63 on [1e-300, 1].
  @Benchmark
  public BestPolynomial degree63TinyLower() {
    return Problems.best(63, tinyLower);
  }

  /// The eight quintics of Polar Express for l = 1e-3.
  @Benchmark
  public List<Step> schedule() {
    return Problems.schedule(8, lower.doubleValue(), CUSHION);
  }
}
