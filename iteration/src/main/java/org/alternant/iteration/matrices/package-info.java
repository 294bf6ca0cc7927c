/// Matrices to test with: [TestMatrix] makes them of given singular values or eigenvalues, a
/// [Spectrum] draws these.
@NullMarked
package org.alternant.iteration.matrices;

import org.jspecify.annotations.NullMarked;
