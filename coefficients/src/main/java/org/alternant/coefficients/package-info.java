/// The coefficient table as records, the language that all parts share.
///
/// Start with [CoefficientTable]: its [Step]s, its [Conventions] (what a runtime has to know beside
/// the coefficients), its [Certificate] (what is proved) and its [DesignRequest] (from which the
/// same bits come again). [Precision] is the one place that knows what a floating-point format is,
/// [Interval] the one interval of binary64 ends.
@NullMarked
package org.alternant.coefficients;

import org.jspecify.annotations.NullMarked;
