package org.alternant.toolkit.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixSpectraTest {

  /// What the decomposition and the norm may err by on 2×2 matrices.
  private static final double ACCURACY = 1e-15;

  private static final DMatrixRMaj DIAGONAL = new DMatrixRMaj(new double[][] {{3, 0}, {0, 4}});

  @Test
  void singularValuesAreTakenAfterTheNormalization() {
    MatrixSpectrum spectrum =
        MatrixSpectra.of(List.of(DIAGONAL, DIAGONAL), Normalization.FROBENIUS);
    assertEquals(2, spectrum.matrices());
    List<Double> expected = List.of(0.6, 0.6, 0.8, 0.8);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), spectrum.ascending().get(i), ACCURACY);
    }
  }

  @Test
  void coherenceIsThatOfTheLargestRowOrColumn() {
    assertEquals(Math.sqrt(2 * 16 / 25.0), MatrixSpectra.coherence(DIAGONAL), ACCURACY);
    assertEquals(1, MatrixSpectra.coherence(new DMatrixRMaj(2, 3)));
    assertEquals(
        Math.sqrt(3),
        MatrixSpectra.coherence(new DMatrixRMaj(new double[][] {{1e200, 0, 0}})),
        ACCURACY);
  }

  @Test
  void filesAreReadOrRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("x.mtx");
    Files.writeString(file, "%%MatrixMarket matrix array real general\n2 2\n3\n0\n0\n4\n");
    List<String> heard = new ArrayList<>();
    MatrixSpectrum spectrum =
        MatrixSpectra.read(
            List.of(file, file),
            TensorSelection.ALL,
            TableFunction.SIGN,
            Normalization.NONE,
            _ -> {},
            (done, total) -> heard.add(done + " of " + total));
    assertEquals(List.of(3.0, 3.0, 4.0, 4.0), spectrum.ascending());
    assertEquals(List.of("1 of 2", "2 of 2"), heard);
    assertEquals(spectrum, MatrixSpectra.read(List.of(file, file), Normalization.NONE));
    assertEquals(spectrum, ofRoot(file));
    for (String other : List.of("2 2\n3\n0\n1\n4\n", "2 2\n3\n0\n0\n-4\n", "2 1\n3\n4\n")) {
      Files.writeString(file, "%%MatrixMarket matrix array real general\n" + other);
      String message =
          String.valueOf(
              assertThrows(MatrixFormatException.class, () -> ofRoot(file)).getMessage());
      assertTrue(message.contains("x.mtx: an inverse root is of "), message);
    }
    Files.writeString(file, "nothing");
    assertThrows(
        MatrixFormatException.class, () -> MatrixSpectra.read(List.of(file), Normalization.NONE));
  }

  private static MatrixSpectrum ofRoot(Path file) throws IOException {
    return MatrixSpectra.read(
        List.of(file, file),
        TensorSelection.ALL,
        TableFunction.inverseRoot(4),
        Normalization.NONE,
        _ -> {},
        ProgressListener.NONE);
  }
}
