/// Matrices to test with: [TestMatrix] makes them with given singular values or eigenvalues, and a
/// [Spectrum] draws these.
@NullMarked
package org.alternant.iteration.matrices;

import org.jspecify.annotations.NullMarked;
