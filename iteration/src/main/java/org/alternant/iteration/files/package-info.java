/// Matrices from files: [MatrixFile] reads NumPy's `.npy` and Matrix Market, strictly.
@NullMarked
package org.alternant.iteration.files;

import org.jspecify.annotations.NullMarked;
