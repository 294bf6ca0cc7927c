package org.alternant.coefficients;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;
import org.jspecify.annotations.Nullable;

/// A coefficient table: the schedule p_T ∘ … ∘ p₁ of polynomials whose composition approximates the
/// sign function, or for an inverse root 1, or for a clip min(x, 1) ([TableFunction]), with all
/// that is needed to run it and to know where it came from.
///
/// @param name identifies the table: letters, digits, `.`, `_` and `-`, starting with a letter or
///   digit, at most 100 characters
/// @param description what it is for, in words; null if not stated
/// @param steps the steps, p₁ first; at least one
/// @param conventions what a runtime has to know beside the coefficients
/// @param design the request the table was designed from; null if it was not designed here
/// @param certificate what was proved about it; null if nothing was
/// @param measured what seeded runs of it showed; null if nothing did
/// @param provenance where it comes from
public record CoefficientTable(
    String name,
    @Nullable String description,
    List<Step> steps,
    Conventions conventions,
    @Nullable DesignRequest design,
    @Nullable Certificate certificate,
    @Nullable Measured measured,
    Provenance provenance) {

  /// The version of the table format that this code reads and writes.
  public static final int FORMAT_VERSION = 1;

  /// The largest number of steps.
  public static final int MAX_STEPS = 10_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /// Checks the components.
  ///
  /// @throws IllegalArgumentException if the name is malformed, there is no step or more than
  ///   [#MAX_STEPS], the certificate is about another number of steps, or the design contradicts
  ///   the steps (their number, degrees, intervals, cushions) or the conventions (safety factor,
  ///   precision), or that of a clip ask for a norm, a safety factor or a tail
  public CoefficientTable {
    requireName(name);
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a table needs at least one step");
    }
    if (steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException(
          "a table has at most " + MAX_STEPS + " steps, found " + steps.size());
    }
    TableFunction function = steps.getFirst().function();
    for (Step step : steps) {
      if (!step.function().equals(function)) {
        throw new IllegalArgumentException("the steps of a table approximate one function");
      }
    }
    if (certificate != null && certificate.steps().size() != steps.size()) {
      throw new IllegalArgumentException(
          "the certificate has "
              + certificate.steps().size()
              + " steps, the table "
              + steps.size());
    }
    if (function.isSign() && conventions.normalization().norm().isOfSymmetric()) {
      throw new IllegalArgumentException(
          "a table for the sign divides by the Frobenius norm or not at all, found "
              + EnumIds.of(conventions.normalization().norm()));
    }
    if (function.isClip()) {
      requireForClip(conventions);
    }
    if (certificate != null) {
      function.requireInput(certificate.input().lower());
    }
    if (design != null) {
      DesignAgreement.require(design, steps, conventions);
    }
  }

  /// A clip of other singular values than the matrix's own would be another function.
  private static void requireForClip(Conventions conventions) {
    if (conventions.normalization().norm() != Norm.NONE) {
      throw new IllegalArgumentException(
          "a table for the clip does not divide by a norm, found "
              + EnumIds.of(conventions.normalization().norm()));
    }
    if (conventions.tail() != Tail.STOP || !conventions.safetyFactor().equals(SafetyFactor.NONE)) {
      throw new IllegalArgumentException(
          "a table for the clip stops after its last row and has no safety factor");
    }
  }

  /// A table that was not measured.
  ///
  /// @param name identifies the table
  /// @param description what it is for, in words; null if not stated
  /// @param steps the steps, p₁ first; at least one
  /// @param conventions what a runtime has to know beside the coefficients
  /// @param design the request the table was designed from; null if it was not designed here
  /// @param certificate what was proved about it; null if nothing was
  /// @param provenance where it comes from
  /// @throws IllegalArgumentException as the other constructor
  public CoefficientTable(
      String name,
      @Nullable String description,
      List<Step> steps,
      Conventions conventions,
      @Nullable DesignRequest design,
      @Nullable Certificate certificate,
      Provenance provenance) {
    this(name, description, steps, conventions, design, certificate, null, provenance);
  }

  /// What the table approximates.
  ///
  /// @return the function of its steps
  public TableFunction function() {
    return steps.getFirst().function();
  }

  /// This table with another certificate.
  ///
  /// @param replacement the certificate; null for none
  /// @return the table, otherwise the same
  public CoefficientTable with(@Nullable Certificate replacement) {
    return new CoefficientTable(
        name, description, steps, conventions, design, replacement, measured, provenance);
  }

  /// This table with another measurement.
  ///
  /// @param replacement the measurement; null for none
  /// @return the table, otherwise the same
  public CoefficientTable withMeasured(@Nullable Measured replacement) {
    return new CoefficientTable(
        name, description, steps, conventions, design, certificate, replacement, provenance);
  }

  /// Checks a table's name.
  ///
  /// @param name the name
  /// @return `name`
  /// @throws IllegalArgumentException if it is not a well-formed name
  public static String requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a name has 1 to 100 letters, digits, '.', '_' and '-' and starts with a letter or"
              + " digit, found "
              + MessageText.quote(name));
    }
    return name;
  }

  /// Whether the table stops before so many steps have run.
  ///
  /// @param count a number of steps
  /// @return whether it has fewer rows and nothing runs after the last
  public boolean stopsBefore(int count) {
    return count > steps.size() && conventions.tail() == Tail.STOP;
  }

  /// The steps of a run. Fewer than the table has rows: the first rows. More: what the tail says.
  ///
  /// @param count the number of steps asked for
  /// @return as many steps, p₁ first
  /// @throws IllegalArgumentException if `count` is below 1, or the table stops before
  public List<Step> run(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("an iteration needs at least one step, found " + count);
    }
    if (stopsBefore(count)) {
      throw new IllegalArgumentException(
          name + ": nothing runs after its last row, found " + count + " steps");
    }
    List<Step> run = new ArrayList<>(steps.subList(0, Math.min(count, steps.size())));
    run.addAll(Collections.nCopies(count - run.size(), steps.getLast()));
    return run;
  }

  /// Evaluates the composition p_T(…p₁(x)…) in binary64.
  ///
  /// @param x a singular value; for a root the p-th root of an eigenvalue
  /// @return its image, with the rounding errors of [Step#evaluate]
  public double evaluate(double x) {
    double value = x;
    for (Step step : steps) {
      value = step.evaluate(value);
    }
    return value;
  }
}
