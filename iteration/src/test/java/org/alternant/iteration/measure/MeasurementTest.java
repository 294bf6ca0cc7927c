package org.alternant.iteration.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.ejml.DenseAlgebra;
import org.alternant.iteration.ejml.EjmlAlgebra;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.matrices.TestMatrix;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.iteration.run.Tables;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeasurementTest {

  /// Of singular values of a matrix of norm 1 by two algorithms, as [SingularValues#descending] has
  /// it: 30 √24 2⁻⁵³.
  private static final double DECOMPOSITION = 30 * Math.sqrt(24) * 0x1p-53;

  private static final DMatrixRMaj X =
      TestMatrix.generate(new Spectrum(Spectrum.Kind.LOG_UNIFORM, 1e-3), 16, 24, 3);

  private static final EjmlBackend BACKEND = new EjmlBackend();

  private final Map<String, Integer> calls = new HashMap<>();

  /// Counts the decompositions.
  private DenseAlgebra counting() {
    return (DenseAlgebra)
        Proxy.newProxyInstance(
            DenseAlgebra.class.getClassLoader(),
            new Class<?>[] {DenseAlgebra.class},
            (_, method, arguments) -> {
              calls.merge(method.getName(), 1, Integer::sum);
              try {
                return method.invoke(EjmlAlgebra.INSTANCE, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static MatrixIteration iteration(Precision precision) {
    return new MatrixIteration(Tables.NANOCHAT_5, Tables.NANOCHAT, precision);
  }

  private static Outcome.Finished run(MatrixIteration iteration) {
    return assertInstanceOf(Outcome.Finished.class, BACKEND.run(iteration, X));
  }

  @Test
  void aTraceDecomposesTheMatrixOnceAndEachResultOnce() {
    MatrixIteration iteration = iteration(Precision.FLOAT32);
    Measurement measurement = Measurement.of(iteration, iteration.scaled(X), counting());
    measurement.of(run(iteration));
    assertEquals(4, measurement.beforeTheLast(BACKEND, X).size());
    assertEquals(1, calls.get("svd"));
    assertEquals(5, calls.get("singularValues"));
  }

  /// What is measured after t steps is what the run of these steps alone gives.
  @ParameterizedTest
  @EnumSource
  void aTraceIsMeasuredAsRunsOfTheFirstStepsAre(Precision precision) {
    for (Form form : List.of(Form.STANDARD, new Form.Gram(List.of(2)), new Form.Gram(List.of()))) {
      MatrixIteration iteration = iteration(precision).with(form);
      List<Measures> trace =
          Measurement.of(iteration, iteration.scaled(X), EjmlAlgebra.INSTANCE)
              .beforeTheLast(BACKEND, X);
      for (int t = 1; t <= trace.size(); t++) {
        MatrixIteration first = iteration.first(t);
        assertEquals(Measures.of(first, run(first)), trace.get(t - 1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheExactFunctionNothingIsDecomposedButForValues(Precision precision) {
    MatrixIteration iteration = iteration(precision);
    Outcome.Finished run = run(iteration);
    Measures exact = Measures.of(iteration, run);
    Measures values = Measurement.ofValues(iteration, run.scaled(), counting()).of(run);
    assertEquals(Map.of("singularValues", 2, "gram", 1), calls);
    assertEquals(OptionalDouble.empty(), values.distance());
    assertEquals(OptionalInt.empty(), values.flipped());
    assertEquals(exact.residual(), values.residual());
    assertEquals(exact.singularValues(), values.singularValues());
    assertEquals(exact.worstError(), values.worstError());
    assertArrayEquals(
        unboxed(exact.inputSingularValues()), unboxed(values.inputSingularValues()), DECOMPOSITION);
    // Nobody knows that its directions are spread.
    assertTrue(values.roundingAllowance() >= exact.roundingAllowance());
    assertTrue(values.withinRoundingBounds());
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN", "SQRT", "INVSQRT"})
  void otherFunctionsNeedTheExactOne(MatrixFunction function) {
    MatrixIteration polar = iteration(Precision.FLOAT64);
    MatrixIteration other = polar.with(function);
    assertThrows(
        IllegalArgumentException.class, () -> Measurement.ofValues(other, X, EjmlAlgebra.INSTANCE));
  }
}
