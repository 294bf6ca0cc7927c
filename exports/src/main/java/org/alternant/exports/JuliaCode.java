package org.alternant.exports;

import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;

/// Julia functions.
final class JuliaCode {

  private static final int HEXADECIMAL_UP_TO = 9;

  private static final String FILE =
      """
      {{head}}

      using LinearAlgebra

      # One row a step: c0, c1, c2, ... of p(x) = c0 x + c1 x^3 + c2 x^5 + ...
      const COEFFICIENTS = Vector{Float64}[
      {{coefficients}}
      ]

      # The rows of a run: {{sentence}}.
      function run_rows(steps::Integer={{steps}})
          steps >= 1 || throw(ArgumentError("needs at least one step, found $steps"))
          {{run}}
      end

      # What becomes of a singular value x of the {{scaled}} matrix.
      image(x::Real, steps::Integer={{steps}}) = foldl((x, c) -> x * evalpoly(x * x, c), run_rows(steps); init=x)

      # Approximates the polar factor of X, of any shape; Float64 and Float32 are computed in their own
      # precision, Float16 in Float32. For a batch: map(orthogonalize, eachslice(X; dims=3)).
      function orthogonalize(X::AbstractMatrix{<:Real}; steps::Integer={{steps}})
          T = promote_type(float(eltype(X)), Float32)
          size(X, 1) > size(X, 2) && return permutedims(orthogonalize(permutedims(X); steps))
          Y = Matrix{T}(X)
      {{normalize}}
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
          end
          return Y
      end
      {{test}}
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
    values.put(
        "run",
        request.repeatsLast()
            ? "return [COEFFICIENTS[min(t, end)] for t in 1:steps]"
            : "return COEFFICIENTS[1:min(steps, end)]");
    values.put(
        "coefficients",
        request.table().steps().stream()
            .map(step -> row(step, request))
            .collect(Collectors.joining("\n")));
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
}
