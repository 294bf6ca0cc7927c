package org.alternant.cli.export;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/// The ONNX model, in ONNX Runtime.
class ExportToOnnxTest extends ExportRunBase {

  private static final double FLOAT64_AGREEMENT = 1e-12;
  private static final double FLOAT32_AGREEMENT = 1e-4;

  @Test
  void onnx() throws IOException, OrtException {
    for (CoefficientTable table : tables) {
      for (String precision : List.of("float32", "float64")) {
        double agreement = precision.equals("float32") ? FLOAT32_AGREEMENT : FLOAT64_AGREEMENT;
        Path dynamic = export(table, "onnx", "any.onnx", "--precision", precision);
        assertModelAgrees(table, dynamic, 4, 7, agreement);
        assertModelAgrees(table, dynamic, 7, 4, agreement);
        Path tall = export(table, "onnx", "tall.onnx", "--precision", precision, "--shape", "9,5");
        assertModelAgrees(table, tall, 9, 5, agreement);
      }
    }
  }

  /// In the model's bytes an operator's name stands once for each of its nodes.
  @Test
  void onnxTakesTheProductsThatThePlanCosts() throws IOException {
    for (CoefficientTable table : tables) {
      String model =
          Files.readString(export(table, "onnx", "any.onnx"), StandardCharsets.ISO_8859_1);
      assertEquals(products(table), model.split("MatMul", -1).length - 1, table.name());
    }
  }

  /// Runs a batch of two matrices and the zero matrix.
  private static void assertModelAgrees(
      CoefficientTable table, Path model, int rows, int columns, double agreement)
      throws OrtException {
    Spectrum spectrum = new Spectrum(Spectrum.Kind.UNIFORM, 0.3);
    List<DMatrixRMaj> batch =
        List.of(
            TestMatrix.generate(spectrum, rows, columns, 1),
            TestMatrix.generate(spectrum, rows, columns, 2),
            new DMatrixRMaj(rows, columns));
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    // The extended optimizations round the coefficients of a float64 model to float32.
    options.setOptimizationLevel(
        agreement == FLOAT64_AGREEMENT
            ? OrtSession.SessionOptions.OptLevel.BASIC_OPT
            : OrtSession.SessionOptions.OptLevel.ALL_OPT);
    try (options;
        OrtSession session = environment.createSession(model.toString(), options);
        OnnxTensor x = tensor(environment, session, batch);
        OrtSession.Result result = session.run(Map.of("X", x))) {
      Object values = result.get(0).getValue();
      for (int i = 0; i < batch.size(); i++) {
        DMatrixRMaj expected = expected(table, batch.get(i));
        for (int row = 0; row < rows; row++) {
          for (int column = 0; column < columns; column++) {
            double value =
                values instanceof float[][][] single
                    ? single[i][row][column]
                    : ((double[][][]) values)[i][row][column];
            assertEquals(expected.get(row, column), value, agreement, table.name());
          }
        }
      }
    }
  }

  private static OnnxTensor tensor(
      OrtEnvironment environment, OrtSession session, List<DMatrixRMaj> batch) throws OrtException {
    boolean single =
        requireNonNull(session.getInputInfo().get("X")).getInfo().toString().contains("FLOAT");
    int rows = batch.getFirst().numRows;
    int columns = batch.getFirst().numCols;
    double[][][] wide = new double[batch.size()][rows][columns];
    float[][][] narrow = new float[batch.size()][rows][columns];
    for (int i = 0; i < batch.size(); i++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          wide[i][row][column] = batch.get(i).get(row, column);
          narrow[i][row][column] = (float) wide[i][row][column];
        }
      }
    }
    return OnnxTensor.createTensor(environment, single ? narrow : wide);
  }

  private static DMatrixRMaj expected(CoefficientTable table, DMatrixRMaj x) {
    if (CommonOps_DDRM.elementMaxAbs(x) == 0) {
      return x;
    }
    MatrixIteration iteration = MatrixIteration.of(table, Precision.FLOAT64);
    return ((Outcome.Finished) new EjmlBackend().run(iteration, x)).result();
  }
}
