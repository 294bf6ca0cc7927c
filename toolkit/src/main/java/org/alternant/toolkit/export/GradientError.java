package org.alternant.toolkit.export;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Step;
import org.alternant.exports.ExportFunction;
import org.alternant.solver.certificate.TableCertifier;

/// What is proved about the gradient of an exported square root.
///
/// The forward pass gives Y with eigenvalues yᵢhᵢ, hᵢ in the certificate's output [1 − e, s]. The
/// backward pass solves ZW + WZ = G/s for Z = Y/s by the sign iteration of the same steps, whose
/// error e′ on the interval of Z's eigenvalues is proved here: wᵢⱼ comes out multiplied by a number
/// within 1 ± e′. Against the gradient at the exact root its factor lies between (1 − e′)/(1 + e)
/// and (1 + e′)/(1 − e), e the certificate's worst-case error; for −ZWZ, Z = A^(−1/2) with the same
/// relative errors, both ends are multiplied by (1 ∓ e)².
final class GradientError {

  /// Above the rounding of the few operations that a bound takes.
  private static final double UP = 1 + 0x1p-40;

  /// Above the rounding of a factor near 1.
  private static final double SMALLEST = 0x1p-50;

  private GradientError() {}

  /// The largest relative error of a component of the gradient, in the eigenvectors of A.
  ///
  /// @param run the steps, each with its image in `forward`
  /// @param function a square root
  /// @param forward what is proved about the steps
  /// @return the bound; empty where the steps do not keep eigenvalues apart from 0, or overflow
  static Optional<Double> of(List<Step> run, ExportFunction function, Certificate forward) {
    double e = forward.worstCaseError();
    if (e >= 1) {
      return Optional.empty();
    }
    Interval input = forward.input();
    // Eigenvalues of A where the table is for a root: the square of what multiplies those of Y.
    int power = run.getFirst().function().inputPower();
    Interval output = forward.output();
    double ratio = output.lower() / output.upper();
    double shrunk = (power == 1 ? ratio : ratio * ratio) / UP;
    Interval roots = new Interval(input.lower() * shrunk, input.upper() * UP);
    return new TableCertifier(run)
        .certify(roots)
        .proved()
        .map(
            backward -> {
              double factor = (1 + backward.worstCaseError()) / (1 - e);
              double ofInverse = function == ExportFunction.INVSQRT ? (1 + e) * (1 + e) : 1;
              return brief((factor * ofInverse - 1) * UP + SMALLEST);
            })
        .filter(error -> error < 1);
  }

  /// Rounded up to three digits.
  private static double brief(double error) {
    return new BigDecimal(error).round(new MathContext(3, RoundingMode.UP)).doubleValue();
  }
}
