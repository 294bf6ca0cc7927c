/// Designing a table: [DesignTask] says what is wanted, [Design#of] designs it, and [DesignOutcome]
/// is the table with its certificate, or what stands in the way.
///
/// ```java
/// DesignTask task =
///     DesignTask.builder().degrees(Degrees.repeated(5, 5)).lower(1e-3).cushion(0.02).build();
/// switch (Design.of(task)) {
///   case DesignOutcome.Designed designed -> {
///     CoefficientTable table = designed.table();
///     Files.write(Path.of("table.json"), TableWriter.write(table));
///   }
///   case DesignOutcome.Unreachable reason -> System.err.println(reason);
/// }
/// ```
///
/// The parts of a task, and what each asks for:
///
/// - The steps ([Degrees]): `Degrees.repeated(5, 5)` and `Degrees.of(3, 5, 9)` give them;
///   `Degrees.withinProducts(16)` asks for those that err least within 16 matrix products, and
///   `Degrees.searched(search)` for what a [org.alternant.coefficients.DesignSearch] says: a budget
///   in operations, the least cost for a maximum error, the Gram form with its restarts. How the
///   search came to its answer is the outcome's [Choice]: the runners-up, what limits the result
///   ([Limit]), and `withFront()` the least error at every cost.
/// - The lower end ([LowerEnd]): `lower(1e-3)` gives it; `lowerEnd(LowerEnd.forBand(0.7, 1.2))` and
///   `lowerEnd(LowerEnd.within(0.3))` ask for the smallest from which the steps bring every
///   singular value into that band; `lowerEnd(LowerEnd.of(spectrum))` takes it from the singular
///   values of matrices ([MatrixSpectrum]; `org.alternant.toolkit.source` reads them from files).
/// - `rounding(Precision.BFLOAT16, shape)` leaves room for the rounding errors of such a run; what
///   is proved with it is the outcome's `rounded()`.
/// - `coefficients(CoefficientGrid.parse("bfloat16"))` searches for a table whose coefficients this
///   format holds; `onGrid()` compares it with naive rounding.
///
/// Nothing here computes with matrices or reads files: a browser can run it.
@NullMarked
package org.alternant.toolkit.design;

import org.jspecify.annotations.NullMarked;
