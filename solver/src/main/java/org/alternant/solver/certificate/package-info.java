/// What a schedule does to every singular value of an interval, proved in exact arithmetic.
///
/// - [TableCertifier] is the way in: from the steps to a [CertificationOutcome] with the whole
///   certificate, or to an [ImageOutcome] with the last image alone. Either may be an [Overflow].
/// - [SafeRange] finds how far inputs may reach before the schedule fails.
/// - [ExactStep] encloses the image of one step; what the certificate rests on.
/// - [QuickImage] is the same in floating point and without proof, for searches.
/// - [Continuation] says which steps run when more are asked for than there are rows.
@NullMarked
package org.alternant.solver.certificate;

import org.jspecify.annotations.NullMarked;
