/// The machine's own BLAS and LAPACK: OpenBLAS, MKL, BLIS or Accelerate, or the OpenBLAS that
/// Python's NumPy and SciPy bring along.
///
/// [BlasPlaces] says where to look, [BlasLibraries] opens the first that computes rightly,
/// [BlasFunctions] are its products and [LapackFunctions] its decompositions. [BlasBackend] runs
/// iterations on them; [BlasBackend#algebra] measures results of any backend.
@NullMarked
package org.alternant.iteration.blas;

import org.jspecify.annotations.NullMarked;
