package org.alternant.toolkit.validate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.solver.certificate.TableCertifier;

/// A run held against what is proved and what rounding explains.
///
/// The certificate is about the matrix itself: the proved image of the interval from its smallest
/// singular value that the precision resolves to its largest.
///
/// @param verdict inside or not, and why
/// @param certificate for the matrix's own singular values; empty where its images overflow, where
///   no singular value is resolved, and where the run overflowed
/// @param allowance how far rounding may carry a singular value out of the certified image
public record Judgement(Verdict verdict, Optional<Certificate> certificate, Allowance allowance) {

  /// The image in which every singular value is less than 1 away from 1.
  private static final double WITHIN_ONE = 2;

  /// The error of a measured singular value, in units of 2⁻⁵³ times the largest.
  private static final double MEASUREMENT = 1e4;

  /// How many times the rounding of a matrix must go into its smallest eigenvalue that an inverse
  /// root comes out well. *Observed* by `InverseRootRunsTest`.
  private static final double DAMPING_ROOM = 8;

  /// Judges a finished run.
  ///
  /// @param iteration what was run
  /// @param measures what came out
  /// @param nominal the singular values that the table was made for: there whatever is certified is
  ///   what it promises, errors of 1 and more as well; beyond, it is taken to promise errors below
  ///   1
  /// @return the judgement
  public static Judgement of(MatrixIteration iteration, Measures measures, Interval nominal) {
    return of(iteration, measures, nominal, WITHIN_ONE);
  }

  /// Judges a run that overflowed.
  ///
  /// @param iteration what was run
  /// @param step the step that overflowed, from 1; 0 is the normalization
  /// @param values the singular values of the scaled matrix, the largest first
  /// @param nominal as in [#of]
  /// @return the judgement: outside
  public static Judgement overflowed(
      MatrixIteration iteration, int step, List<Double> values, Interval nominal) {
    if (step == 0) {
      return outside(
          new Reason.Overflowed(0, format(iteration, 1), Optional.empty()),
          Optional.empty(),
          Optional.empty());
    }
    OptionalDouble unitError = new TableCertifier(iteration.steps()).safeRange().unitErrorUpper();
    Optional<Reason.Cause> cause =
        unitError.isEmpty()
            ? Optional.empty()
            : Optional.of(divergence(iteration, values, nominal, unitError));
    return outside(
        new Reason.Overflowed(step, format(iteration, step), cause),
        GramNeedsRestarts.of(iteration),
        Optional.empty());
  }

  /// @param step from 1
  private static Precision format(MatrixIteration iteration, int step) {
    return iteration.steps().get(step - 1).precisionIn(iteration.precision());
  }

  /// Where a run left its certificate: the first step after which it is outside.
  ///
  /// @param iteration what was run
  /// @param trace the measures after 1, 2, … steps
  /// @param nominal as in [#of]
  /// @return the step; empty if it never is
  public static OptionalInt leftAt(
      MatrixIteration iteration, List<Measures> trace, Interval nominal) {
    for (int t = 1; t <= trace.size(); t++) {
      double ceiling = t == iteration.steps().size() ? WITHIN_ONE : Double.POSITIVE_INFINITY;
      if (of(iteration.first(t), trace.get(t - 1), nominal, ceiling).verdict().outside()) {
        return OptionalInt.of(t);
      }
    }
    return OptionalInt.empty();
  }

  /// @param ceiling what the image of more than nominal singular values must stay below: 2 after
  ///   the last step, anything before it
  private static Judgement of(
      MatrixIteration iteration, Measures measures, Interval nominal, double ceiling) {
    double largest = measures.inputSingularValues().getFirst();
    if (largest == 0) {
      return new Judgement(
          new Verdict.Inside(new Reason.ZeroMatrix()), Optional.empty(), new Allowance(0, true));
    }
    int resolved = measures.singularValues().size() - measures.unresolved();
    if (resolved == 0) {
      return outside(
          new Reason.NothingResolved(format(iteration, 1)), Optional.empty(), Optional.empty());
    }
    if (iteration.function() == MatrixFunction.INVERSE_ROOT && measures.unresolved() > 0) {
      return eigenvaluesLost(iteration, measures, nominal);
    }
    TableCertifier certifier = new TableCertifier(iteration.steps());
    boolean beyond = largest - decompositionError(measures) > nominal.upper();
    Optional<Certificate> certificate = certifier.certify(hull(measures, resolved)).proved();
    Optional<Judgement> signs = signs(iteration, measures, beyond, certifier, certificate);
    if (signs.isPresent()) {
      return signs.get();
    }
    if (certificate.isEmpty() || (beyond && certificate.get().output().upper() >= ceiling)) {
      return outside(
          new Reason.BeyondUnitError(largest, certifier.safeRange().unitErrorUpper()),
          Optional.empty(),
          certificate);
    }
    Optional<Measures.Unexplained> unexplained = measures.unexplained();
    if (unexplained.isPresent()) {
      return outside(
          new Reason.UnexplainedDeviation(
              unexplained.get().deviation(), unexplained.get().explained()),
          GramNeedsRestarts.of(iteration),
          certificate);
    }
    return iteration.function() == MatrixFunction.CLIP
        ? clipped(measures, certificate.get())
        : measured(iteration, measures, resolved, nominal, certifier, certificate.get(), ceiling);
  }

  private static Judgement eigenvaluesLost(
      MatrixIteration iteration, Measures measures, Interval nominal) {
    double damping = damping(iteration, measures.inputSingularValues(), nominal);
    return outside(
        new Reason.EigenvaluesLost(measures.unresolved(), format(iteration, 1), damping),
        Optional.empty(),
        Optional.empty());
  }

  /// The damping that raises every eigenvalue to what the table was made for and far above what
  /// rounding takes from one, in two digits.
  private static double damping(
      MatrixIteration iteration, List<Double> eigenvalues, Interval nominal) {
    double squares = eigenvalues.stream().mapToDouble(y -> y * y).sum();
    double taken = format(iteration, 1).unitRoundoff() * Math.sqrt(squares);
    return new BigDecimal(Math.max(nominal.lower(), DAMPING_ROOM * taken))
        .round(new MathContext(2, RoundingMode.UP))
        .doubleValue();
  }

  /// Outside where signs were lost, or, for more than nominal singular values, may be although none
  /// was; empty otherwise.
  private static Optional<Judgement> signs(
      MatrixIteration iteration,
      Measures measures,
      boolean beyond,
      TableCertifier certifier,
      Optional<Certificate> certificate) {
    int lost = measures.flipped().orElse(0);
    double largest = measures.inputSingularValues().getFirst();
    OptionalDouble safe = certifier.safeRange().signSafeUpper();
    boolean unsafe = safe.isPresent() && largest > safe.getAsDouble();
    if (lost == 0 && !(beyond && unsafe)) {
      return Optional.empty();
    }
    if (unsafe) {
      Reason.BeyondSignSafe end = new Reason.BeyondSignSafe(largest, safe.getAsDouble());
      Reason.Fault fault = lost > 0 ? new Reason.SignsLost(lost, end) : end;
      return Optional.of(outside(fault, Optional.empty(), certificate));
    }
    Reason.Cause cause = new Reason.RoundingBeyondSignSafe(iteration.precision(), safe);
    return Optional.of(
        outside(new Reason.SignsLost(lost, cause), GramNeedsRestarts.of(iteration), certificate));
  }

  /// Judges by the certified image, widened by what rounding explains.
  private static Judgement measured(
      MatrixIteration iteration,
      Measures measures,
      int resolved,
      Interval nominal,
      TableCertifier certifier,
      Certificate certificate,
      double ceiling) {
    Interval image = certificate.output();
    Allowance allowance = allowance(measures, resolved, image, ceiling);
    double smallest = measures.singularValues().get(resolved - 1);
    double largest = measures.singularValues().getFirst();
    if (image.lower() <= smallest && largest <= image.upper()) {
      return new Judgement(
          new Verdict.Inside(new Reason.InImage(image)), Optional.of(certificate), allowance);
    }
    double excess = beyond(image, smallest, largest);
    double explained = Math.max(allowance.size(), largest * MEASUREMENT * Math.ulp(0.5));
    if (!allowance.coversAllSteps()) {
      Interval whole = reached(measures, resolved, nominal, certifier, image);
      explained += excess - beyond(whole, smallest, largest);
    }
    if (excess <= explained) {
      return new Judgement(
          new Verdict.InsideWithRounding(new Reason.RoundingExplains(excess, explained)),
          Optional.of(certificate),
          allowance);
    }
    Reason.Cause cause =
        divergence(
            iteration,
            measures.inputSingularValues(),
            nominal,
            certifier.safeRange().unitErrorUpper());
    return new Judgement(
        new Verdict.Outside(
            new Reason.LeavesImage(excess, explained, cause), GramNeedsRestarts.of(iteration)),
        Optional.of(certificate),
        allowance);
  }

  private static double beyond(Interval image, double smallest, double largest) {
    return Math.max(largest - image.upper(), image.lower() - smallest);
  }

  /// The image together with that of the table's whole interval: where rounding errors have no
  /// bound over all steps, they may take a value to the image of any other.
  private static Interval reached(
      Measures measures, int resolved, Interval nominal, TableCertifier certifier, Interval image) {
    Interval values = hull(measures, resolved);
    double error = 2 * decompositionError(measures);
    if (values.lower() + error < nominal.lower() || values.upper() - error > nominal.upper()) {
      return image;
    }
    return certifier
        .certify(nominal)
        .proved()
        .map(Certificate::output)
        .map(image::hull)
        .orElse(image);
  }

  /// Judges by the certified error, which is one of the norm, with what rounding explains.
  private static Judgement clipped(Measures measures, Certificate certificate) {
    double rounding = measures.roundingAllowance();
    Allowance allowance =
        rounding < Double.POSITIVE_INFINITY
            ? new Allowance(rounding, true)
            : new Allowance(measures.lastStepAllowance(), false);
    double excess = measures.worstError() - certificate.worstCaseError();
    double largest = measures.singularValues().getFirst();
    double explained = Math.max(allowance.size(), largest * MEASUREMENT * Math.ulp(0.5));
    Verdict verdict =
        excess <= 0
            ? new Verdict.Inside(new Reason.WithinError(certificate.worstCaseError()))
            : excess <= explained
                ? new Verdict.InsideWithRounding(new Reason.RoundingExplains(excess, explained))
                : new Verdict.Outside(new Reason.ExceedsError(excess, explained), Optional.empty());
    return new Judgement(verdict, Optional.of(certificate), allowance);
  }

  /// What carries singular values to where errors reach 1: that they are there already, or else
  /// rounding.
  private static Reason.Cause divergence(
      MatrixIteration iteration,
      List<Double> values,
      Interval nominal,
      OptionalDouble unitErrorUpper) {
    double largest = values.getFirst();
    if (unitErrorUpper.isPresent() && largest > unitErrorUpper.getAsDouble()) {
      return new Reason.BeyondUnitError(largest, unitErrorUpper);
    }
    return iteration.function() == MatrixFunction.INVERSE_ROOT
        ? new Reason.RoundingReachesEigenvalues(
            format(iteration, 1), damping(iteration, values, nominal))
        : new Reason.RoundingBeyondUnitError(iteration.precision(), unitErrorUpper);
  }

  /// Over all steps where their rounding errors have a bound, that is, where they do not carry a
  /// singular value to where the iteration diverges, or to twice an image that is there already;
  /// else in the last step alone.
  private static Allowance allowance(
      Measures measures, int resolved, Interval image, double ceiling) {
    double upper = measures.upperBounds().getFirst();
    if (!(upper < (image.upper() < ceiling ? ceiling : 2 * image.upper()))) {
      return new Allowance(measures.lastStepAllowance(), false);
    }
    double lower = measures.lowerBounds().get(resolved - 1);
    return new Allowance(Math.max(0, Math.max(upper - image.upper(), image.lower() - lower)), true);
  }

  private static Judgement outside(
      Reason.Fault reason, Optional<GramNeedsRestarts> gram, Optional<Certificate> certificate) {
    return new Judgement(new Verdict.Outside(reason, gram), certificate, Allowance.NONE);
  }

  /// From the smallest resolved singular value to the largest, widened by their own error.
  private static Interval hull(Measures measures, int resolved) {
    double largest = measures.inputSingularValues().getFirst();
    double error = decompositionError(measures);
    double smallest = measures.inputSingularValues().get(resolved - 1);
    return new Interval(Math.max(0, smallest - error), largest + error);
  }

  private static double decompositionError(Measures measures) {
    List<Double> values = measures.inputSingularValues();
    return values.getFirst() * Math.sqrt(values.size()) * Math.ulp(16.0);
  }
}
