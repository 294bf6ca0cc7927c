package org.alternant.iteration.run;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/// Runs the parts of an iteration that are run in one format each, one after the other: the last
/// iterate of a part, widened to binary64, is what the next begins with, rounded to its storage.
final class MixedRun {

  /// What runs an iteration in one format.
  @FunctionalInterface
  interface Runner {
    List<Outcome> run(MatrixIteration iteration, List<DMatrixRMaj> inputs);
  }

  private MixedRun() {}

  /// Runs all parts.
  ///
  /// @param parts at least one
  /// @param inputs a batch
  /// @param runner runs each of the parts
  /// @return an outcome for each matrix: the normalization is the first part's, the times are added
  static List<Outcome> of(List<MatrixIteration> parts, List<DMatrixRMaj> inputs, Runner runner) {
    List<Outcome> outcomes = new ArrayList<>(runner.run(parts.getFirst(), inputs));
    int done = parts.getFirst().steps().size();
    for (MatrixIteration part : parts.subList(1, parts.size())) {
      int[] running =
          IntStream.range(0, outcomes.size())
              .filter(i -> outcomes.get(i) instanceof Outcome.Finished)
              .toArray();
      if (running.length == 0) {
        break;
      }
      List<DMatrixRMaj> iterates = new ArrayList<>();
      for (int i : running) {
        iterates.add(((Outcome.Finished) outcomes.get(i)).result());
      }
      List<Outcome> next = runner.run(part, iterates);
      for (int k = 0; k < running.length; k++) {
        Outcome.Finished before = (Outcome.Finished) outcomes.get(running[k]);
        outcomes.set(running[k], after(before, next.get(k), done));
      }
      done += part.steps().size();
    }
    return outcomes;
  }

  /// The outcome of all steps so far.
  ///
  /// @param done how many were run before
  private static Outcome after(Outcome.Finished before, Outcome next, int done) {
    return switch (next) {
      case Outcome.Finished finished ->
          new Outcome.Finished(
              before.scaled(),
              before.normalized(),
              finished.result(),
              before.seconds() + finished.seconds());
      // An iterate that is beyond the next format's range overflows in the step that reads it.
      case Outcome.Overflowed overflowed ->
          new Outcome.Overflowed(done + Math.max(1, overflowed.step()));
    };
  }
}
