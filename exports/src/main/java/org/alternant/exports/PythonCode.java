package org.alternant.exports;

import java.util.HashMap;
import java.util.Map;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.parts.CodeText;
import org.jspecify.annotations.Nullable;

/// Python modules with a function `orthogonalize`: NumPy, PyTorch, JAX, microsoft/dion.
final class PythonCode {

  private static final String NUMPY =
      """
      {{head}}

      import numpy as np

      {{constants}}


      def {{function}}(x, steps={{steps}}):
          ""\"Approximates {{approximated}}, an array of shape (..., m, n) with any m and n.

          float64 and float32 are computed in their own precision, narrower types in float32.

          steps: {{sentence}}.
          ""\"
          x = np.asarray(x)
          if x.dtype.kind in "cOSU":
              raise TypeError(f"needs real numbers, found {x.dtype}")
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a stack of matrices, found shape {x.shape}")
          if steps < 1:
              raise ValueError(f"needs at least one step, found {steps}")
          y = x.astype(np.result_type(x.dtype, np.float32))
          tall = y.shape[-2] > y.shape[-1]
          if tall:
              y = np.swapaxes(y, -1, -2)
      {{normalize}}
      {{loop}}
          return np.swapaxes(y, -1, -2) if tall else y
      {{golden}}
      {{check}}
      """;

  private static final String TORCH =
      """
      {{head}}

      import torch

      {{constants}}


      def {{function}}(x, steps={{steps}}, dtype={{dtype}}{{epsilonParameter}}):
          ""\"Approximates {{approximated}}, a tensor of shape (..., m, n) with any m and n.

          steps: {{sentence}}.
          dtype: the type in which the steps run, such as torch.bfloat16; None: that of x. {{typed}}
          ""\"
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a batch of matrices, found shape {tuple(x.shape)}")
          if not x.is_floating_point():
              raise TypeError(f"needs real floating-point numbers, found {x.dtype}")
          if steps < 1:
              raise ValueError(f"needs at least one step, found {steps}")
          y = x.to(torch.promote_types(x.dtype, torch.float32))
          tall = y.size(-2) > y.size(-1)
          if tall:
              y = y.mT
      {{normalize}}
          y = y.to(x.dtype if dtype is None else dtype)
          if y.ndim > 3:
              y = y.flatten(0, -3)
      {{loop}}
          return (y.mT if tall else y).reshape(x.shape).to(x.dtype)
      {{wrapper}}
      {{golden}}
      {{check}}
      """;

  private static final String DION =
      """


      def newton_schulz_func(input, epsilon={{epsilon}}):
          ""\"For microsoft/dion: Muon(parameters, newton_schulz_func=newton_schulz_func).

          epsilon is the one that the optimizer passes; the table's own is {{epsilon}}.
          ""\"
          return orthogonalize(input, dtype={{dionDtype}}, epsilon=epsilon)\
      """;

  private static final String JAX =
      """
      {{head}}

      import jax
      import jax.numpy as jnp

      {{constants}}


      def {{function}}(x, steps={{steps}}, dtype={{dtype}}):
          ""\"Approximates {{approximated}}, an array of shape (..., m, n) with any m and n.

          steps: a Python number, static under jax.jit; {{sentence}}.
          dtype: the type in which the steps run, such as jnp.bfloat16; None: that of x. {{typed}} How the entries of
              float32 matrices are rounded in products is up to jax.default_matmul_precision.
          ""\"
          x = jnp.asarray(x)
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a batch of matrices, found shape {x.shape}")
          if not jnp.issubdtype(x.dtype, jnp.floating):
              raise TypeError(f"needs real floating-point numbers, found {x.dtype}")
          if steps < 1:
              raise ValueError(f"needs at least one step, found {steps}")
          y = x.astype(jnp.promote_types(x.dtype, jnp.float32))
          tall = y.shape[-2] > y.shape[-1]
          if tall:
              y = jnp.swapaxes(y, -1, -2)
      {{normalize}}
          y = y.astype(x.dtype if dtype is None else dtype)
      {{loop}}
          return (jnp.swapaxes(y, -1, -2) if tall else y).astype(x.dtype)
      {{golden}}
      {{check}}
      """;

  private static final String MATRIX_CHECK =
      """


      def self_check():
          ""\"Raises AssertionError unless the matrix above comes out as it should.""\"
          {{result}}
          error = float({{error}})
          values_error = float({{valuesError}})
          if not max(error, values_error) <= {{tolerance}}:
              raise AssertionError(f"entries are off by {error}, singular values by {values_error}")
      {{narrow}}    print(f"entries agree within {error}, singular values within {values_error}")


      if __name__ == "__main__":
          self_check()\
      """;

  private static final String NORMED =
      "The norm is\n        computed in float32 or better, and the result has the type of x.";

  private static final String TYPED = "The result\n        has the type of x.";

  private PythonCode() {}

  static String numpy(ExportRequest request) {
    Map<String, String> values = values(ExportTarget.NUMPY, request);
    values.put("loop", PythonLoops.NUMPY.loop(request));
    values.put(
        "normalize",
        normalize(
            request,
            """
                # By the largest entry first: squares neither overflow nor vanish.
                largest = np.max(np.abs(y), axis=(-2, -1), keepdims=True, initial=0)
                largest = np.where(largest > 0, largest, 1).astype(y.dtype)
                y = y / largest
                scale = %snp.linalg.norm(y, axis=(-2, -1), keepdims=True)%s
                y = y / np.where(scale > 0, scale, 1).astype(y.dtype)\
            """,
            null));
    values.put(
        "result",
        "result = "
            + function(request)
            + "(np.array(TEST_INPUT), steps="
            + testSteps(request)
            + ")");
    values.put("error", "np.max(np.abs(result - np.array(TEST_OUTPUT)))");
    values.put(
        "valuesError",
        "np.max(np.abs(np.linalg.svd(result, compute_uv=False) - sorted(TEST_IMAGE)[::-1]))");
    return finish(NUMPY, PythonLoops.NUMPY, values, request);
  }

  static String torch(ExportRequest request) {
    return torch(ExportTarget.PYTORCH, request, "", null);
  }

  static String dion(ExportRequest request) {
    Precision precision = request.table().conventions().precision();
    Map<String, String> values = values(ExportTarget.DION, request);
    values.put("dionDtype", "torch." + dtype(precision == null ? Precision.BFLOAT16 : precision));
    return torch(ExportTarget.DION, request, CodeText.fill(DION, values), "epsilon");
  }

  private static String torch(
      ExportTarget target, ExportRequest request, String wrapper, @Nullable String epsilon) {
    Map<String, String> values = values(target, request);
    values.put("wrapper", wrapper);
    values.put("epsilonParameter", epsilon == null ? "" : ", epsilon=" + values.get("epsilon"));
    Precision precision = request.table().conventions().precision();
    values.put("dtype", precision == null ? "None" : "torch." + dtype(precision));
    values.put("loop", PythonLoops.TORCH.loop(request));
    values.put(
        "normalize",
        normalize(
            request,
            """
                # By the largest entry first: squares neither overflow nor vanish.
                if y.numel() > 0:
                    largest = y.abs().amax(dim=(-2, -1), keepdim=True)
                    largest = torch.where(largest > 0, largest, torch.ones_like(largest))
                    y = y / largest
                    scale = %storch.linalg.matrix_norm(y, keepdim=True)%s
                    y = y / torch.where(scale > 0, scale, torch.ones_like(scale))\
            """,
            epsilon));
    values.put(
        "result",
        "x = torch.tensor(TEST_INPUT, dtype=torch.float64)\n"
            + "    result = "
            + function(request)
            + "(x, steps="
            + testSteps(request)
            + ", dtype=torch.float64)");
    values.put("error", "(result - torch.tensor(TEST_OUTPUT, dtype=x.dtype)).abs().max()");
    values.put(
        "valuesError",
        "(torch.linalg.svdvals(result) - torch.tensor(sorted(TEST_IMAGE)[::-1],"
            + " dtype=x.dtype)).abs().max()");
    values.put("narrow", narrowCheck(request));
    return finish(TORCH, PythonLoops.TORCH, values, request);
  }

  static String jax(ExportRequest request) {
    Map<String, String> values = values(ExportTarget.JAX, request);
    Precision precision = request.table().conventions().precision();
    values.put("dtype", precision == null ? "None" : "jnp." + dtype(precision));
    values.put("loop", PythonLoops.JAX.loop(request));
    values.put(
        "normalize",
        normalize(
            request,
            """
                # By the largest entry first: squares neither overflow nor vanish.
                largest = jnp.max(jnp.abs(y), axis=(-2, -1), keepdims=True, initial=0)
                largest = jnp.where(largest > 0, largest, 1)
                y = y / largest
                scale = %sjnp.linalg.norm(y, axis=(-2, -1), keepdims=True)%s
                y = y / jnp.where(scale > 0, scale, 1)\
            """,
            null));
    values.put(
        "result",
        "x = jnp.array(TEST_INPUT, dtype=jnp.float32)\n"
            + "    with jax.default_matmul_precision(\"highest\"):\n"
            + "        result = "
            + function(request)
            + "(x, steps="
            + testSteps(request)
            + ", dtype=jnp.float32)");
    values.put("error", "jnp.max(jnp.abs(result - jnp.array(TEST_OUTPUT)))");
    values.put(
        "valuesError",
        "jnp.max(jnp.abs(jnp.linalg.svd(result, compute_uv=False) -"
            + " jnp.array(sorted(TEST_IMAGE)[::-1])))");
    return finish(JAX, PythonLoops.JAX, values, request);
  }

  /// The same in the table's own 16-bit format, as eager PyTorch rounds.
  private static String narrowCheck(ExportRequest request) {
    GoldenVectors golden = request.golden();
    Precision precision = request.table().conventions().precision();
    if (golden == null || golden.tolerance16() == null || precision == null) {
      return "";
    }
    return CodeText.fill(
        """
            narrow = {{function}}(x, steps={{steps}}, dtype=torch.{{dtype}})
            error_16 = float((narrow - torch.tensor(TEST_OUTPUT, dtype=x.dtype)).abs().max())
            if not error_16 <= {{tolerance}}:
                raise AssertionError(f"in {{dtype}} entries are off by {error_16}")
        """,
        Map.of(
            "function",
            function(request),
            "steps",
            testSteps(request),
            "dtype",
            dtype(precision),
            "tolerance",
            CodeText.decimal(golden.tolerance16(), Precision.FLOAT64)));
  }

  private static String finish(
      String template, PythonLoops loops, Map<String, String> values, ExportRequest request) {
    values.put("constants", loops.constants(request));
    GoldenVectors golden = request.golden();
    golden(values, request, true, 2);
    if (golden != null && loops == PythonLoops.JAX) {
      values.put("tolerance", CodeText.decimal(golden.tolerance32(), Precision.FLOAT64));
    }
    values.putIfAbsent("narrow", "");
    values.put("check", golden == null ? "" : CodeText.fill(MATRIX_CHECK, values));
    return CodeText.fill(template, values);
  }

  static void golden(
      Map<String, String> values, ExportRequest request, boolean matrix, int blankLines) {
    GoldenVectors golden = request.golden();
    values.put(
        "golden",
        golden == null
            ? ""
            : "\n".repeat(matrix ? blankLines : 2) + PythonRows.golden(request, matrix));
    values.put("testSteps", testSteps(request));
    boolean singular = request.function().actsOnSingularValues();
    values.put("testValues", PythonRows.testValues(request));
    values.put("words", singular ? "singular values" : "eigenvalues");
    values.put(
        "tolerance",
        golden == null ? "" : CodeText.decimal(golden.tolerance64(), Precision.FLOAT64));
  }

  /// What the function is called.
  private static String function(ExportRequest request) {
    return request.function() == ExportFunction.CLIP ? "clip_singular_values" : "orthogonalize";
  }

  private static String polarOrClip(ExportRequest request) {
    return request.function() == ExportFunction.CLIP
        ? "U min(S, 1) V^T of x = U S V^T, S from 0 to " + request.table().function().bound()
        : "the polar factor of x";
  }

  private static String testSteps(ExportRequest request) {
    GoldenVectors golden = request.golden();
    return golden == null ? "" : Integer.toString(golden.steps());
  }

  static Map<String, String> values(ExportTarget target, ExportRequest request) {
    Map<String, String> values = new HashMap<>();
    values.put("head", CodeText.commented("#", Head.lines(target, request)));
    values.put("steps", Integer.toString(request.steps()));
    values.put("sentence", PythonRows.stepsSentence(request));
    values.put("function", function(request));
    values.put("approximated", polarOrClip(request));
    values.put("typed", request.function() == ExportFunction.CLIP ? TYPED : NORMED);
    Norm norm = request.normalization().norm();
    values.put("norm", norm == Norm.NONE ? "None" : '"' + EnumIds.of(norm) + '"');
    values.put("factor", CodeText.decimal(request.normalization().factor(), Precision.FLOAT64));
    values.put("epsilon", CodeText.decimal(request.normalization().epsilon(), Precision.FLOAT64));
    return values;
  }

  /// The lines that scale `y`, from a template with places for the factor and for the epsilon over
  /// the largest entry.
  private static String normalize(
      ExportRequest request, String template, @Nullable String epsilon) {
    if (request.normalization().norm() == Norm.NONE) {
      return request.function() == ExportFunction.CLIP
          ? "    # Nothing is divided: singular values are clipped as they are."
          : "    # The matrix comes scaled: nothing is divided.";
    }
    double value = request.normalization().epsilon();
    String added = epsilon != null ? epsilon : CodeText.decimal(value, Precision.FLOAT64);
    double factor = request.normalization().factor();
    return template.formatted(
        factor == 1 ? "" : CodeText.decimal(factor, Precision.FLOAT64) + " * ",
        epsilon == null && value == 0 ? "" : " + " + added + " / largest");
  }

  private static String dtype(Precision precision) {
    return EnumIds.of(precision.storage());
  }
}
