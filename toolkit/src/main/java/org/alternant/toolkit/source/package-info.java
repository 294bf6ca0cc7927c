/// Reading what the verbs work on: [MatrixSpectra] the singular values of matrices, [TableRows] the
/// rows of a table that a file holds as an array.
@NullMarked
package org.alternant.toolkit.source;

import org.jspecify.annotations.NullMarked;
