/// Matrices from files, strictly, with nothing in them executed: [MatrixFile] reads NumPy's `.npy`
/// and Matrix Market, and [NamedMatrices] also single tensors out of files of many, such as
/// checkpoints; [TensorSelection] says which.
@NullMarked
package org.alternant.iteration.files;

import org.jspecify.annotations.NullMarked;
