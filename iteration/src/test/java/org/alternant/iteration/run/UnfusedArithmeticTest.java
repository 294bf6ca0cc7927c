package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.alternant.coefficients.Epilogue;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.iteration.ejml.EjmlBackend;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What rounds more often than once needs work matrices; what they hold is held by
/// `EmulatedArithmeticTest`.
class UnfusedArithmeticTest {

  private static final Step DEGREE_9 = Tables.step(2, -1.5, 0.5, 0.25, -0.125);

  @ParameterizedTest
  @EnumSource
  void stepsOfOneKindAllocateNothingAfterTheFirst(Epilogue epilogue) {
    int one = allocations(epilogue, Form.STANDARD, 1);
    assertEquals(one, allocations(epilogue, Form.STANDARD, 2));
    assertEquals(one, allocations(epilogue, Form.STANDARD, 9));
  }

  /// The first and the last step of a stretch are of another kind than those between.
  @ParameterizedTest
  @EnumSource
  void soDoThoseOfTheGramForm(Epilogue epilogue) {
    Form form = new Form.Gram(List.of());
    assertEquals(allocations(epilogue, form, 3), allocations(epilogue, form, 12));
  }

  private static int allocations(Epilogue epilogue, Form form, int steps) {
    MatrixIteration iteration =
        new MatrixIteration(
                Collections.nCopies(steps, DEGREE_9), Normalization.NONE, Precision.FLOAT32)
            .with(form)
            .with(epilogue);
    return allocations(new EjmlBackend().arithmetic(Precision.FLOAT32), iteration);
  }

  private static <M> int allocations(MatrixArithmetic<M> arithmetic, MatrixIteration iteration) {
    CountingArithmetic<M> counting = new CountingArithmetic<>(arithmetic);
    M x = arithmetic.upload(List.of(new DMatrixRMaj(new double[][] {{0.5, 0.25, 0}, {0, 0.5, 1}})));
    iteration.run(counting, x, 1, 2, 3);
    return counting.allocations();
  }
}
