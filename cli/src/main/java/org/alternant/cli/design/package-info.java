/// `alternant design`: `DegreeOptions` and `LowerEndOptions` are its options, `DesignReport`,
/// `SearchReport` and `SpectrumChart` its summaries, `UnreachableWords` says why there is no such
/// table. What is designed is in `org.alternant.toolkit.design`.
@NullMarked
package org.alternant.cli.design;

import org.jspecify.annotations.NullMarked;
