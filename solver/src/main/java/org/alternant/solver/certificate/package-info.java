/// What a schedule does to every singular value of an interval, proved in exact arithmetic.
///
/// [TableCertifier] is the way in; [ExactStep] encloses the image of one step. [QuickImage] is the
/// same in floating point and without proof, for searches.
@NullMarked
package org.alternant.solver.certificate;

import org.jspecify.annotations.NullMarked;
