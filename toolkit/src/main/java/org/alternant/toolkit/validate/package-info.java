/// Runs a table on matrices, in the arithmetic of a training run, and says whether it kept what is
/// proved about it.
///
/// ```java
/// CoefficientTable table = Catalogue.find("nanochat-5").orElseThrow();
/// var matrices = new MatrixSource.Given(List.of(MatrixBatch.read(Path.of("momentum.npy"))));
/// ValidationRequest request =
///     ValidationRequest.of(table, matrices).precisions(Precision.BFLOAT16).build();
/// for (ValidationRun run : Validation.run(request).runs()) {
///   switch (run.verdict()) {
///     case Verdict.Inside _ -> System.out.println("inside the certificate");
///     case Verdict.InsideWithRounding(var reason) ->
///         System.out.println("off by " + reason.excess() + " of " + reason.explained());
///     case Verdict.Outside(var fault, var gram) ->
///         System.out.println(fault + " after step " + run.leftAt());
///   }
/// }
/// ```
///
/// - What to run: [org.alternant.toolkit.validate.ValidationRequest] with its builder, on
///   [org.alternant.toolkit.validate.MatrixSource]: matrices in memory or from files
///   ([org.alternant.toolkit.validate.MatrixBatch]), or
///   [org.alternant.toolkit.validate.GeneratedMatrices] with a
///   [org.alternant.toolkit.validate.SpectrumChoice].
/// - The calls: [org.alternant.toolkit.validate.Validation#run] for runs in full and
///   [org.alternant.toolkit.validate.Validation#repeat] for the distribution over many seeds.
/// - What comes out: [org.alternant.toolkit.validate.ValidationRun] with its
///   [org.alternant.toolkit.validate.Verdict], for which there is a
///   [org.alternant.toolkit.validate.Reason]; a run that overflowed is a
///   [org.alternant.toolkit.validate.RunOutcome] of its own. A program that has run an iteration by
///   itself judges it by [org.alternant.toolkit.validate.Judgement#of].
/// - What computes: [org.alternant.toolkit.validate.BackendSelection] finds a backend that can, or
///   says what is lacking ([org.alternant.toolkit.validate.BackendUnavailableException]).
@NullMarked
package org.alternant.toolkit.validate;

import org.jspecify.annotations.NullMarked;
