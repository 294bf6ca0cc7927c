/// Comparing tables: [Comparison#of] certifies each on the same interval, with all of its rows, and
/// answers with one [ComparedTable] for each.
///
/// ```java
/// Interval input = new Interval(1e-3, 1);
/// for (ComparedTable row : Comparison.of(Catalogue.forSign(), input)) {
///   row.certificate()
///       .ifPresent(c -> System.out.println(row.table().name() + " " + c.worstCaseError()));
/// }
/// ```
///
/// Nothing here computes with matrices or reads files.
@NullMarked
package org.alternant.toolkit.compare;

import org.jspecify.annotations.NullMarked;
