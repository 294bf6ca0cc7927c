package org.alternant.cli.validate;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.evaluation.GramRestarts;
import org.alternant.iteration.measure.Measures;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.solver.certificate.TableCertifier;
import org.jspecify.annotations.Nullable;

/// What a run shows about the table's promise.
///
/// The certificate that a run is held against is about the matrix itself: the proved image of the
/// interval from its smallest singular value that the precision resolves to its largest.
///
/// @param kind inside or not
/// @param reason one sentence: how far inside, or why outside
/// @param certificate for the matrix's own singular values; null where its images overflow or the
///   matrix has none that are resolved
/// @param allowance how far rounding may carry a singular value out of the certified image
/// @param bounded whether the allowance bounds the rounding errors of all steps together; else it
///   is that of the last step
record Verdict(
    Kind kind,
    String reason,
    @Nullable Certificate certificate,
    double allowance,
    boolean bounded) {

  /// The image in which every singular value is less than 1 away from 1.
  private static final double WITHIN_ONE = 2;

  /// The error of a measured singular value, in units of 2⁻⁵³ times the largest.
  private static final double MEASUREMENT = 1e4;

  /// The three answers.
  enum Kind {
    INSIDE("inside the certificate"),
    WITH_ROUNDING("inside with rounding"),
    OUTSIDE("OUTSIDE");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  boolean outside() {
    return kind == Kind.OUTSIDE;
  }

  private static Verdict outside(String reason, @Nullable Certificate certificate) {
    return new Verdict(Kind.OUTSIDE, reason, certificate, 0, false);
  }

  /// Judges a finished run.
  static Verdict of(MatrixIteration iteration, Measures measures) {
    return of(iteration, measures, WITHIN_ONE);
  }

  /// @param ceiling what the image must stay below: 2 after the last step, anything before it
  private static Verdict of(MatrixIteration iteration, Measures measures, double ceiling) {
    double largest = measures.inputSingularValues().getFirst();
    if (largest == 0) {
      return new Verdict(Kind.INSIDE, "the zero matrix stays zero", null, 0, true);
    }
    int resolved = measures.singularValues().size() - measures.unresolved();
    String format = EnumIds.of(iteration.precision());
    if (resolved == 0) {
      return outside(
          "every singular value is smaller than what "
              + format
              + " resolves: scale the matrix, or use a wider format",
          null);
    }
    TableCertifier certifier = new TableCertifier(iteration.steps());
    Certificate certificate = certifier.certify(hull(measures, resolved)).proved().orElse(null);
    if (measures.flipped() > 0) {
      return outside(flipped(iteration, certifier, measures), certificate);
    }
    OptionalDouble signSafe = certifier.safeRange().signSafeUpper();
    if (signSafe.isPresent() && largest > signSafe.getAsDouble()) {
      return outside(beyondSigns(signSafe, largest), certificate);
    }
    if (certificate == null || certificate.output().upper() >= ceiling) {
      return outside(beyond(certifier.safeRange().unitErrorUpper(), largest), certificate);
    }
    return measured(iteration, measures, resolved, certifier, certificate, ceiling);
  }

  /// Judges a run that overflowed.
  ///
  /// @param step the step that overflowed; 0 is the normalization
  /// @param largest the largest singular value of the scaled matrix
  static Verdict overflowed(MatrixIteration iteration, int step, double largest) {
    String format = EnumIds.of(iteration.precision());
    if (step == 0) {
      return outside(
          "the normalized matrix overflows " + format + ": scale it, or use a wider format", null);
    }
    TableCertifier certifier = new TableCertifier(iteration.steps());
    OptionalDouble unitError = certifier.safeRange().unitErrorUpper();
    String overflow = gramNeedsRestarts(iteration) + "step " + step + " overflowed " + format;
    if (unitError.isEmpty()) {
      return outside(overflow, null);
    }
    return outside(
        overflow
            + ": "
            + (largest > unitError.getAsDouble()
                ? beyond(unitError, largest)
                : unbounded(iteration, certifier)),
        null);
  }

  private static Verdict measured(
      MatrixIteration iteration,
      Measures measures,
      int resolved,
      TableCertifier certifier,
      Certificate certificate,
      double ceiling) {
    Interval image = certificate.output();
    double smallest = measures.singularValues().get(resolved - 1);
    double largest = measures.singularValues().getFirst();
    double measurement = measures.singularValues().getFirst() * MEASUREMENT * Math.ulp(0.5);
    if (!measures.withinRounding()) {
      return outside(
          gramNeedsRestarts(iteration)
              + "a singular value is "
              + Numbers.size(measures.deviation())
              + " away from its exact image, where rounding explains "
              + Numbers.size(measures.roundingAllowance()),
          certificate);
    }
    boolean bounded = measures.upperBounds().getFirst() < ceiling;
    double allowance =
        bounded
            ? Math.max(
                0,
                Math.max(
                    measures.upperBounds().getFirst() - image.upper(),
                    image.lower() - measures.lowerBounds().get(resolved - 1)))
            : measures.lastStepAllowance();
    if (image.lower() <= smallest && largest <= image.upper()) {
      return new Verdict(
          Kind.INSIDE,
          "every singular value lies in the certified image " + Numbers.brief(image),
          certificate,
          allowance,
          bounded);
    }
    double excess = Math.max(largest - image.upper(), image.lower() - smallest);
    if (excess <= Math.max(allowance, measurement)) {
      return new Verdict(
          Kind.WITH_ROUNDING,
          "singular values leave the certified image by "
              + Numbers.size(excess)
              + ", rounding explains "
              + Numbers.size(Math.max(allowance, measurement)),
          certificate,
          allowance,
          bounded);
    }
    String left = "singular values leave the certified image by " + Numbers.size(excess);
    String restarts = gramNeedsRestarts(iteration);
    String reason =
        restarts.isEmpty() ? left + ": " + unbounded(iteration, certifier) : restarts + left;
    return new Verdict(Kind.OUTSIDE, reason, certificate, allowance, bounded);
  }

  /// From the smallest resolved singular value to the largest, widened by their own error.
  private static Interval hull(Measures measures, int resolved) {
    double largest = measures.inputSingularValues().getFirst();
    double error = largest * Math.sqrt(measures.inputSingularValues().size()) * Math.ulp(16.0);
    double smallest = measures.inputSingularValues().get(resolved - 1);
    return new Interval(Math.max(0, smallest - error), largest + error);
  }

  private static String flipped(
      MatrixIteration iteration, TableCertifier certifier, Measures measures) {
    OptionalDouble safe = certifier.safeRange().signSafeUpper();
    double largest = measures.inputSingularValues().getFirst();
    String signs =
        (measures.flipped() == 1 ? "1 direction comes" : measures.flipped() + " directions come")
            + " out with the wrong sign";
    if (safe.isPresent() && largest > safe.getAsDouble()) {
      return signs + ": " + beyondSigns(safe, largest);
    }
    String format = EnumIds.of(iteration.precision());
    return gramNeedsRestarts(iteration)
        + signs
        + (safe.isEmpty()
            ? ", by " + format + " rounding"
            : ": "
                + format
                + " rounding carried singular values past "
                + Numbers.bound(safe)
                + ", up to which the table keeps signs");
  }

  private static String beyondSigns(OptionalDouble safe, double largest) {
    return "the largest singular value is "
        + Numbers.bound(OptionalDouble.of(largest))
        + ", and the table keeps signs up to "
        + Numbers.bound(safe)
        + " only";
  }

  private static String beyond(OptionalDouble unitError, double largest) {
    return "the largest singular value is "
        + Numbers.bound(OptionalDouble.of(largest))
        + ", and the table keeps errors below 1 up to "
        + Numbers.bound(unitError)
        + " only";
  }

  private static String unbounded(MatrixIteration iteration, TableCertifier certifier) {
    return EnumIds.of(iteration.precision())
        + " rounding may carry them past "
        + Numbers.bound(certifier.safeRange().unitErrorUpper())
        + ", up to which errors stay below 1; a larger safety factor gives room";
  }

  /// The known reason where the Gram form fails; empty where it is none.
  private static String gramNeedsRestarts(MatrixIteration iteration) {
    if (!(iteration.form() instanceof Form.Gram form)) {
      return "";
    }
    double excess = GramRestarts.excess(iteration.steps(), form, iteration.precision());
    List<Integer> needed = GramRestarts.needed(iteration.steps(), iteration.precision());
    return form.restarts().equals(needed)
        ? ""
        : "the Gram form multiplies a spurious eigenvalue "
            + Numbers.size(GramRestarts.spuriousEigenvalue(iteration.precision()))
            + " of XXᵀ "
            + (excess > 1000 ? "more than 1000" : Numbers.brief(excess))
            + " times more than the table promises; restart it after step "
            + String.join(", ", needed.stream().map(String::valueOf).toList())
            + ": ";
  }

  /// Where a run left its certificate: the first step after which it is outside.
  ///
  /// @param trace after 1, 2, … steps
  /// @return the step; 0 if it never is
  static int leftAt(MatrixIteration iteration, List<Measures> trace) {
    for (int t = 1; t <= trace.size(); t++) {
      double ceiling = t == iteration.steps().size() ? WITHIN_ONE : Double.POSITIVE_INFINITY;
      if (of(iteration.first(t), trace.get(t - 1), ceiling).outside()) {
        return t;
      }
    }
    return 0;
  }
}
