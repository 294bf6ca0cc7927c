/// What a table is and where it came from.
///
/// [TableAudit] puts the findings together. [OriginFinder] looks for the recipe behind the rows and
/// returns an [Origin]; [RowShape] recognises a single row.
@NullMarked
package org.alternant.solver.audit;

import org.jspecify.annotations.NullMarked;
