/// The verbs of the command line for a program, a package each: `solve`, `design`, `verify`,
/// `audit`, `compare`, `validate`, `export` (with `selfcheck`), `figure`; `catalogue` finds tables,
/// `source` reads the singular values of matrices. A request says what is wanted, one call does it,
/// the result is a record or a sealed outcome; reasons are types, not sentences.
///
/// Here stands what several verbs share.
@NullMarked
package org.alternant.toolkit;

import org.jspecify.annotations.NullMarked;
