/// `alternant validate` and `alternant backends`.
///
/// `MatrixOptions`, `ComputationOptions`, `ArithmeticOptions` and `ReportOptions` are the options;
/// they check them and word what is wrong. `RunText`, `RunLines`, `RunJson` and
/// `DistributionReport` print the runs, `VerdictWords` words the verdicts and their reasons. What
/// is run and judged is in `org.alternant.toolkit.validate`.
@NullMarked
package org.alternant.cli.validate;

import org.jspecify.annotations.NullMarked;
