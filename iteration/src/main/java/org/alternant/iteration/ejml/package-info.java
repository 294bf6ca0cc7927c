/// The iteration on EJML, which needs nothing of the machine: [EjmlBackend]. binary64, binary32,
/// and in [Float32Arithmetic] the emulated formats.
@NullMarked
package org.alternant.iteration.ejml;

import org.jspecify.annotations.NullMarked;
