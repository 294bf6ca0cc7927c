/// What is timed, and runs too long for a test. `target/benchmarks.jar` starts JMH; the other
/// programs are classes in it.
///
/// - [SolverBenchmark] and [TableBenchmark] are JMH's.
/// - [WarmTimes] answers the script `compare-solvers`, which times the solver against its peers.
/// - [BackendTimes] compares the backends' matrix products; [GpuTimes] serves the script `gpu-run`.
/// - [RoundingTable] measures designs for a precision and writes the end of `docs/ROUNDING.md`.
/// - [InverseRoots] sets our inverse roots beside coupled Newton and the tables in use.
/// - [StressRun] solves random problems and checks every answer.
@NullMarked
package org.alternant.benchmarks;

import org.jspecify.annotations.NullMarked;
