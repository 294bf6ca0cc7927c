package org.alternant.benchmarks;

import java.util.concurrent.TimeUnit;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Reading and writing a table of eight steps on the warm JVM; rely on `p0.50`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TableBenchmark {

  private CoefficientTable table = Catalogue.find("polar-express-8").orElseThrow();
  private byte[] file = TableWriter.write(table);

  /// Reads and checks the table.
  @Benchmark
  public CoefficientTable read() {
    return TableReader.read(file);
  }

  /// Writes the table.
  @Benchmark
  public byte[] write() {
    return TableWriter.write(table);
  }
}
