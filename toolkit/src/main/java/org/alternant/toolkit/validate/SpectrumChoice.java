package org.alternant.toolkit.validate;

import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.text.MessageText;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.solver.certificate.CertificationOutcome;
import org.alternant.solver.certificate.Overflow;
import org.alternant.solver.certificate.TableCertifier;
import org.alternant.solver.certificate.Undetermined;
import org.alternant.toolkit.NominalInput;

/// Which singular values generated matrices have; for the sign the magnitudes of the eigenvalues,
/// for the roots the square roots of the eigenvalues.
public sealed interface SpectrumChoice {

  /// Spread by a rule, up to 1 from the lower end that the table was made for.
  ///
  /// @param kind the rule
  /// @return the choice
  static SpectrumChoice of(Spectrum.Kind kind) {
    return of(kind, OptionalDouble.empty(), 1);
  }

  /// Spread by a rule between two ends.
  ///
  /// @param kind the rule
  /// @param lower the smallest; empty: the lower end that the table was made for, or `upper` where
  ///   that is smaller
  /// @param upper the largest
  /// @return the choice
  /// @throws IllegalArgumentException if the ends do not fit together
  static SpectrumChoice of(Spectrum.Kind kind, OptionalDouble lower, double upper) {
    return kind == Spectrum.Kind.ADVERSARIAL
        ? new Adversarial(lower, upper)
        : new Drawn(kind, lower, upper);
  }

  /// Drawn by a rule.
  ///
  /// @param kind how they are spread; not adversarial, which is [Adversarial]
  /// @param lower the smallest; empty: the lower end that the table was made for, or `upper` where
  ///   that is smaller
  /// @param upper the largest
  record Drawn(Spectrum.Kind kind, OptionalDouble lower, double upper) implements SpectrumChoice {

    /// Checks the components.
    ///
    /// @throws IllegalArgumentException if the kind is adversarial, `upper` is not finite and
    ///   positive, or `lower` is not in (0, `upper`]
    public Drawn {
      new Spectrum(kind, lower.orElse(upper), upper);
    }

    /// The rule for a table.
    ///
    /// @param table the table
    /// @return the rule
    /// @throws IllegalArgumentException if the table was made for an interval that begins at 0 or
    ///   below, and `lower` is empty
    public Spectrum of(CoefficientTable table) {
      return new Spectrum(kind, drawnFrom(table, lower, upper), upper);
    }
  }

  /// Where the table does worst: the witness of its certificate, then the ends of the interval, and
  /// again from the beginning.
  ///
  /// @param lower the lower end of the certificate's interval; empty: as for [Drawn]
  /// @param upper the upper end; where it is below `lower`, that
  record Adversarial(OptionalDouble lower, double upper) implements SpectrumChoice {

    /// Checks the components.
    ///
    /// @throws IllegalArgumentException if an end is negative or not finite
    public Adversarial {
      require("lower", lower.orElse(0));
      require("upper", upper);
    }

    private static void require(String name, double end) {
      if (!(end >= 0 && Double.isFinite(end))) {
        throw new IllegalArgumentException(
            name + " must be 0 or more and finite, found " + MessageText.number(end));
      }
    }

    /// The values for a table.
    ///
    /// @param table the table
    /// @return the witness and the ends
    /// @throws IllegalArgumentException if the table has no certificate there: its images overflow,
    ///   or its proof takes too much work
    public List<Double> of(CoefficientTable table) {
      double from = lowerEnd(table, lower, upper);
      Interval input = new Interval(from, Math.max(from, upper));
      return switch (new TableCertifier(table.steps()).certify(input)) {
        case CertificationOutcome.Certified certified ->
            List.of(certified.witness(), input.lower(), input.upper());
        case Overflow _ -> throw noWitness(table, "its images overflow");
        case Undetermined _ -> throw noWitness(table, "its proof takes more work than is allowed");
      };
    }

    private static IllegalArgumentException noWitness(CoefficientTable table, String reason) {
      return new IllegalArgumentException(
          table.name() + ": " + reason + ", so there is no certificate to place witnesses by");
    }
  }

  /// Given one by one.
  ///
  /// @param values at least one, in any order; finite, 0 or above. A short list starts again from
  ///   its head, and of a long one the end is not used
  record Prescribed(List<Double> values) implements SpectrumChoice {

    /// Checks the component.
    ///
    /// @throws IllegalArgumentException if there is no value, or one is negative or not finite
    public Prescribed {
      values = List.copyOf(values);
      if (values.isEmpty()) {
        throw new IllegalArgumentException("there must be at least one singular value");
      }
      for (double value : values) {
        if (!(value >= 0 && Double.isFinite(value))) {
          throw new IllegalArgumentException(
              "singular values must be 0 or more and finite, found " + value);
        }
      }
    }
  }

  private static double lowerEnd(CoefficientTable table, OptionalDouble lower, double upper) {
    return lower.isPresent()
        ? lower.getAsDouble()
        : Math.min(upper, NominalInput.of(table).lower());
  }

  /// Of values that are drawn, a clip's are customarily from 1e-3 on, since they begin at 0.
  private static double drawnFrom(CoefficientTable table, OptionalDouble lower, double upper) {
    return lower.isEmpty() && table.function().isClip()
        ? Math.min(upper, NominalInput.CUSTOMARY_LOWER)
        : lowerEnd(table, lower, upper);
  }
}
