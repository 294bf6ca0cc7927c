/// The coefficient table as records: the language that all parts share.
///
/// Start with [CoefficientTable]. It has
///
/// - its [Step]s, each with its coefficients and the [Interval] they are made for;
/// - its [Conventions]: what a runtime has to know besides the coefficients ([Normalization],
///   [SafetyFactor], [Tail]);
/// - its [Certificate]: what is proved about it;
/// - its [DesignRequest]: what it was designed from, enough to design the same bits again; with the
///   [DesignSearch] that chose the degrees and the [RoundingAssumptions] it allows for.
///
/// [Precision] is the only place that knows what a floating-point format is, and [Form] says on
/// which matrix the steps act. `.format` reads and writes tables and holds the shipped ones,
/// `.evaluation` says how a step is computed and what it costs, `.json` is the tree that files are
/// made of.
@NullMarked
package org.alternant.coefficients;

import org.jspecify.annotations.NullMarked;
