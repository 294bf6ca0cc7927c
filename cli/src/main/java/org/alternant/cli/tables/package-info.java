/// The commands that look at polynomials and tables: `solve`, `verify`, `audit`, `compare`,
/// `catalogue`.
@NullMarked
package org.alternant.cli.tables;

import org.jspecify.annotations.NullMarked;
