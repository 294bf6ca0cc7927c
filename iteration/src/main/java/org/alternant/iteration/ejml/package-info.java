/// The iteration on EJML, which needs nothing but Java: [EjmlBackend].
///
/// `Float64Arithmetic` computes in binary64. `Float32Arithmetic` computes in binary32 and emulates
/// the narrower formats, bfloat16, binary16 and TensorFloat-32, by rounding binary32
/// (`org.alternant.iteration.run.Rounding`; what a format is,
/// [org.alternant.coefficients.Precision] knows). What they share is in `EjmlArithmetic`.
@NullMarked
package org.alternant.iteration.ejml;

import org.jspecify.annotations.NullMarked;
