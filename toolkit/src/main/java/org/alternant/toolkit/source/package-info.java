/// Reading what the verbs work on: [MatrixSpectra] the singular values of matrices.
@NullMarked
package org.alternant.toolkit.source;

import org.jspecify.annotations.NullMarked;
