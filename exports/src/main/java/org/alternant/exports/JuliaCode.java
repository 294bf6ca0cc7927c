package org.alternant.exports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// Julia functions.
final class JuliaCode {

  private static final int HEXADECIMAL_UP_TO = 9;

  private static final String FILE =
      """
      {{head}}

      using LinearAlgebra

      {{data}}

      # The rows of a run: {{sentence}}.
      function run_rows(steps::Integer={{steps}})
          steps >= 1 || throw(ArgumentError("needs at least one step, found $steps"))
          {{run}}
      end

      {{imageFunction}}

      # Approximates the polar factor of X, of any shape; Float64 and Float32 are computed in their own
      # precision, Float16 in Float32. For a batch: map(orthogonalize, eachslice(X; dims=3)).
      function orthogonalize(X::AbstractMatrix{<:Real}; steps::Integer={{steps}})
          T = promote_type(float(eltype(X)), Float32)
          size(X, 1) > size(X, 2) && return permutedims(orthogonalize(permutedims(X); steps))
          Y = Matrix{T}(X)
      {{normalize}}
      {{loop}}
          return Y
      end
      {{test}}
      """;

  private static final String ROWS =
      """
      # One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      const COEFFICIENTS = Vector{Float64}[
      {{coefficients}}
      ]\
      """;

  private static final String PLANS =
      """
      # One plan a step. With A = X X', M[1] = I and M[2] = scale A - shift I each product
      # (left, right, add) gives the next matrix
      #   (left[1] M[1] + left[2] M[2] + ...) (right[1] M[1] + ...) + add[1] M[1] + ...,
      # and then X <- identity X + (last[1] M[1] + last[2] M[2] + ...) X.
      const PLANS = [
      {{plans}}
      ]\
      """;

  private static final String IMAGE =
      """
      # What becomes of a singular value x of the {{scaled}} matrix.
      image(x::Real, steps::Integer={{steps}}) = foldl((x, c) -> x * evalpoly(x * x, c), run_rows(steps); init=x)\
      """;

  private static final String PLANNED_IMAGE =
      """
      # The sum of factors times matrices.
      function combined(factors, matrices::Vector{Matrix{T}}) where {T}
          terms = [factors[i] == 1 ? matrices[i] : T(factors[i]) * matrices[i] for i in eachindex(factors) if factors[i] != 0]
          return isempty(terms) ? zero(matrices[1]) : reduce(+, terms)
      end

      # p(Y) for the plan of one step, Y with no more rows than columns.
      function run_step(Y::Matrix{T}, plan) where {T}
          isempty(plan.last) && return T(plan.identity) * Y
          one = Matrix{T}(I, size(Y, 1), size(Y, 1))
          matrices = [one, T(plan.scale) * (Y * Y') - T(plan.shift) * one]
          for (left, right, add) in plan.products
              product = combined(left, matrices) * combined(right, matrices)
              push!(matrices, isempty(add) ? product : product + combined(add, matrices))
          end
          return T(plan.identity) * Y + combined(plan.last, matrices) * Y
      end

      # What becomes of a singular value x of the {{scaled}} matrix.
      image(x::Real, steps::Integer={{steps}}) = foldl(run_step, run_rows(steps); init=fill(float(x), 1, 1))[1]\
      """;

  private static final String LOOP =
      """
      for c in run_rows(steps)
          if length(c) == 1
              Y = T(c[1]) * Y
              continue
          end
          gram = Y * Y'
          polynomial = T(c[end]) * gram
          for ck in reverse(c[2:end-1])
              polynomial = T(ck) * gram + polynomial * gram
          end
          Y = T(c[1]) * Y + polynomial * Y
      end\
      """;

  private static final String PLANNED_LOOP =
      """
      for plan in run_rows(steps)
          Y = run_step(Y, plan)
      end\
      """;

  private static final String NORMALIZE =
      """
      scale = T({{factor}}) * norm(Y) + T({{epsilon}})
      if scale > 0
          Y = Y / scale
      end\
      """;

  private static final String TEST =
      """

      const TEST_INPUT = [
      {{input}}
      ]
      const TEST_OUTPUT = [
      {{output}}
      ]
      const TEST_SINGULAR_VALUES = [{{values}}]
      const TEST_IMAGE = [{{image}}]

      # Raises an error unless the matrix above comes out as it should.
      function self_check()
          result = orthogonalize(TEST_INPUT; steps={{testSteps}})
          error_of_entries = maximum(abs.(result - TEST_OUTPUT))
          error_of_values = maximum(abs.(svdvals(result) - sort(TEST_IMAGE; rev=true)))
          error_of_image = maximum(abs.(abs.(image.(TEST_SINGULAR_VALUES, {{testSteps}})) - TEST_IMAGE))
          worst = max(error_of_entries, error_of_values, error_of_image)
          worst <= {{tolerance}} || error("off by $worst")
          println("agrees within $worst")
      end

      if abspath(PROGRAM_FILE) == @__FILE__
          self_check()
      end\
      """;

  private JuliaCode() {}

  static String functions(ExportRequest request) {
    Map<String, String> values = LoopValues.of(request, request::decimal);
    values.put("head", CodeText.commented("#", Head.lines(ExportTarget.JULIA, request)));
    List<Step> steps = request.table().steps();
    boolean planned =
        LoopValues.addSteps(values, steps, plan -> plan(plan, request), step -> row(step, request));
    String all = planned ? "PLANS" : "COEFFICIENTS";
    values.put(
        "run",
        request.repeatsLast()
            ? "return [" + all + "[min(t, end)] for t in 1:steps]"
            : "return " + all + "[1:min(steps, end)]");
    values.put("data", CodeText.fill(planned ? PLANS : ROWS, values));
    values.put("imageFunction", CodeText.fill(planned ? PLANNED_IMAGE : IMAGE, values));
    values.put("loop", CodeText.indented(planned ? PLANNED_LOOP : LOOP, 4));
    LoopValues.addNormalization(values, request, NORMALIZE, "#", 4);
    GoldenVectors golden = request.golden();
    values.put("test", golden == null ? "" : test(golden, request, values));
    return CodeText.fill(FILE, values);
  }

  private static String row(Step step, ExportRequest request) {
    String numbers = "    [" + request.decimals(step.coefficients(), ", ") + "],";
    return step.coefficients().size() > HEXADECIMAL_UP_TO
        ? numbers
        : numbers
            + "  # "
            + step.coefficients().stream()
                .map(c -> CodeText.hexadecimal(c, Precision.FLOAT64))
                .collect(Collectors.joining(" "));
  }

  private static String test(
      GoldenVectors golden, ExportRequest request, Map<String, String> values) {
    StringBuilder input = new StringBuilder();
    StringBuilder output = new StringBuilder();
    for (int i = 0; i < golden.rows(); i++) {
      String lineBreak = i == 0 ? "    " : "\n    ";
      input.append(lineBreak).append(request.decimals(golden.inputRow(i), " "));
      output.append(lineBreak).append(request.decimals(golden.outputRow(i), " "));
    }
    values.put("input", input.toString());
    values.put("output", output.toString());
    values.put("values", request.decimals(golden.singularValues(), ", "));
    values.put("image", request.decimals(golden.image(), ", "));
    return CodeText.fill(TEST, values);
  }

  private static String plan(EvaluationPlan plan, ExportRequest request) {
    String products =
        Plans.products(plan, factors -> list(factors, request))
            .map(product -> "\n            (" + product + "),")
            .collect(Collectors.joining());
    return "    (\n        scale=%s, shift=%s, identity=%s,\n        products=NTuple{3,Vector{Float64}}["
            .formatted(
                request.decimal(plan.scale()),
                request.decimal(plan.shift()),
                request.decimal(plan.identity()))
        + products
        + (products.isEmpty() ? "" : "\n        ")
        + "],\n        last="
        + list(plan.lastFactors(), request)
        + ",\n    ),";
  }

  private static String list(List<Double> factors, ExportRequest request) {
    return "Float64[" + request.decimals(factors, ", ") + "]";
  }
}
