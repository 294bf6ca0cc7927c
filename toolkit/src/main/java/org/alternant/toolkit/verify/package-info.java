/// Proving what a table does: [VerifyRequest] says to which singular values and by how many steps,
/// [Verification#of] proves it, and [VerifyOutcome] is the certificate with what belongs to it.
///
/// ```java
/// CoefficientTable table = Catalogue.find("polar-express-8").orElseThrow();
/// VerifyRequest request = VerifyRequest.of(table).on(new Interval(1e-4, 1)).within(0.5);
/// switch (Verification.of(request)) {
///   case VerifyOutcome.Verified proved ->
///       System.out.println(proved.certificate().worstCaseError() + ", to spare " + proved.margin());
///   case VerifyOutcome.NotDetermined _ -> System.out.println("too much work");
///   case VerifyOutcome.Overflowed overflowed ->
///       System.out.println("overflow in step " + overflowed.step());
/// }
/// ```
///
/// A table that brings a certificate makes a claim; [Verification#recheck] proves it anew and names
/// each [UnprovedClaim]. [Verification#certified] gives a table a certificate.
///
/// Nothing here computes with matrices or reads files.
@NullMarked
package org.alternant.toolkit.verify;

import org.jspecify.annotations.NullMarked;
