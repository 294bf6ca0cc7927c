/// Matrices by name out of files of many tensors, such as checkpoints: [NamedMatrices] finds and
/// reads them one tensor at a time, [TensorSelection] says which. Nothing in a file is executed.
@NullMarked
package org.alternant.iteration.tensors;

import org.jspecify.annotations.NullMarked;
