package org.alternant.toolkit.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.TrialRuns;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.measure.SingularValues;
import org.alternant.solver.rounding.SampleSpectrum;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/// Positive definite sample matrices, as inverse roots are taken of.
final class PositiveMatrices {

  private PositiveMatrices() {}

  /// Matrices of every kind of spectrum, as [EmulatedTrials] has them for singular values.
  ///
  /// @param eigenvalues from where to where
  /// @param trial how many; their order is the shorter side of its shapes
  static List<DMatrixRMaj> of(Interval eigenvalues, TrialRuns trial) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int order : orders(trial)) {
      for (TrialRuns.Kind kind : TrialRuns.Kind.values()) {
        double[] values = SampleSpectrum.values(kind, eigenvalues, order);
        List<Double> all = Arrays.stream(values).boxed().toList();
        for (int i = 0; i < trial.matrices(); i++) {
          matrices.add(TestMatrix.symmetric(all, trial.seed() + i));
        }
      }
    }
    return matrices;
  }

  /// λI + (μ − λ) SSᵀ/‖S‖₂² with S from [StructuredMatrices], [λ, μ] the eigenvalues, up to those
  /// orders.
  static List<DMatrixRMaj> structured(Interval eigenvalues, TrialRuns trial) {
    List<DMatrixRMaj> matrices = new ArrayList<>();
    for (int order : orders(trial)) {
      MatrixShape shape = new MatrixShape(order, order);
      for (DMatrixRMaj s : StructuredMatrices.of(shape, trial.matrices(), trial.seed())) {
        double largest = SingularValues.extremes(s).upper();
        DMatrixRMaj positive = CommonOps_DDRM.identity(s.numRows);
        CommonOps_DDRM.scale(eigenvalues.lower(), positive);
        if (largest > 0) {
          double factor = (eigenvalues.upper() - eigenvalues.lower()) / (largest * largest);
          CommonOps_DDRM.multAddTransB(factor, s, s, positive);
        }
        CommonOps_DDRM.symmLowerToFull(positive);
        matrices.add(positive);
      }
    }
    return matrices;
  }

  private static List<Integer> orders(TrialRuns trial) {
    return trial.shapes().stream().map(MatrixShape::shorter).distinct().toList();
  }
}
