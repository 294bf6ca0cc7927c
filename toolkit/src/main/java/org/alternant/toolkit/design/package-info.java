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
/// - The steps ([Degrees]) are given, or searched for within a budget or for a maximum error; how
///   the search came to its answer is the outcome's [Choice], with the runners-up, the Pareto front
///   and what limits the result ([Limit]).
/// - The lower end ([LowerEnd]) is given, found for a band, or a quantile of the singular values of
///   matrices ([MatrixSpectrum]; `org.alternant.toolkit.source` reads them from files).
///
/// Nothing here computes with matrices or reads files.
@NullMarked
package org.alternant.toolkit.design;

import org.jspecify.annotations.NullMarked;
