package org.alternant.iteration;

import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Step;

/// Evaluates B = c₁A + c₂A² + … + c_qA^q by the scheme of the step's [EvaluationPlan].
///
/// @param <M> the arithmetic's matrices
final class GramPolynomial<M> {

  private final MatrixArithmetic<M> arithmetic;

  /// A, A², …
  private final List<M> powers = new ArrayList<>();

  private final M first;
  private final M second;

  /// Makes the work matrices.
  ///
  /// @param order the number of rows of A
  /// @param steps the steps that will be evaluated
  GramPolynomial(MatrixArithmetic<M> arithmetic, int order, List<Step> steps) {
    this.arithmetic = arithmetic;
    int highest =
        steps.stream().mapToInt(step -> EvaluationPlan.of(step).blockSize()).max().orElse(1);
    for (int i = 0; i < highest; i++) {
      powers.add(arithmetic.allocate(order, order));
    }
    first = arithmetic.allocate(order, order);
    second = arithmetic.allocate(order, order);
  }

  /// Where the caller writes A.
  M gramMatrix() {
    return powers.getFirst();
  }

  /// B for a step of degree 3 or more.
  ///
  /// @return a work matrix, overwritten by the next call
  M evaluate(Step step) {
    int size = EvaluationPlan.of(step).blockSize();
    for (int i = 1; i < size; i++) {
      arithmetic.multiply(powers.get(i - 1), gramMatrix(), powers.get(i));
    }
    int block = (step.coefficients().size() - 2) / size;
    M sum = first;
    M spare = second;
    arithmetic.scale(step.coefficients().get(block * size + 1), gramMatrix(), sum);
    addPowers(step, block * size, 2, size, sum);
    while (block > 0) {
      block--;
      arithmetic.multiply(sum, powers.get(size - 1), spare);
      addPowers(step, block * size, 1, size, spare);
      M previous = sum;
      sum = spare;
      spare = previous;
    }
    return sum;
  }

  /// Adds the terms c_(below+i) Aⁱ, i from `from` to `to`, as far as there are coefficients.
  private void addPowers(Step step, int below, int from, int to, M sum) {
    List<Double> coefficients = step.coefficients();
    for (int i = from; i <= to && below + i < coefficients.size(); i++) {
      arithmetic.addScaled(coefficients.get(below + i), powers.get(i - 1), sum);
    }
  }
}
