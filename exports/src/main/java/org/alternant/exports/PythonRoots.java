package org.alternant.exports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.PythonSelfCheck;

/// Python modules with a function `inverse_root`, `sqrt` or `invsqrt`: NumPy, PyTorch, JAX.
enum PythonRoots {
  NUMPY(
      ExportTarget.NUMPY,
      PythonRootLoops.NUMPY,
      "np",
      "import numpy as np",
      """
          # By the largest entry first: squares neither overflow nor vanish.
          largest = np.max(np.abs(a), axis=(-2, -1), keepdims=True)
          largest = np.where(largest > 0, largest, 1).astype(a.dtype)
          a = a / largest
          scale = {{scale}}
          a = a / np.where(scale > 0, scale, 1).astype(a.dtype)\
      """,
      """
          a = np.asarray(a)
          if a.ndim < 2 or a.shape[-1] != a.shape[-2] or a.shape[-1] == 0:
              raise ValueError(f"needs square matrices, found shape {a.shape}")
          if not np.issubdtype(a.dtype, np.floating):
              raise TypeError(f"needs real floating-point numbers, found {a.dtype}")
      {{checks}}
          wide = a.astype(np.result_type(a.dtype, np.float32))
          m, undo = _normalized(_symmetric(wide), damping)
          m = m.astype(wide.dtype if dtype is None else dtype)
          x = _iterated(m, {{rows}})
          return (undo * x.astype(wide.dtype)).astype(a.dtype)\
      """),

  TORCH(
      ExportTarget.PYTORCH,
      PythonRootLoops.TORCH,
      "torch",
      "import torch",
      """
          # By the largest entry first: squares neither overflow nor vanish. The result does not
          # depend on it, and so the gradient does not.
          largest = a.detach().abs().amax(dim=(-2, -1), keepdim=True)
          largest = torch.where(largest > 0, largest, torch.ones_like(largest))
          a = a / largest
          scale = {{scale}}
          a = a / torch.where(scale > 0, scale, torch.ones_like(scale))\
      """,
      """
          if a.ndim < 2 or a.size(-1) != a.size(-2) or a.size(-1) == 0:
              raise ValueError(f"needs square matrices, found shape {tuple(a.shape)}")
          if not a.is_floating_point():
              raise TypeError(f"needs real floating-point numbers, found {a.dtype}")
      {{checks}}
          wide = a.to(torch.promote_types(a.dtype, torch.float32))
          m, undo = _normalized(_symmetric(wide), damping)
          m = m.to(wide.dtype if dtype is None else dtype)
          if m.ndim > 3:
              m = m.flatten(0, -3)
          x = {{iterated}}
          return (undo * x.reshape(a.shape).to(wide.dtype)).to(a.dtype)\
      """),

  JAX(
      ExportTarget.JAX,
      PythonRootLoops.JAX,
      "jnp",
      "import jax\nimport jax.numpy as jnp",
      """
          # By the largest entry first: squares neither overflow nor vanish. The result does not
          # depend on it, and so the gradient does not.
          largest = jax.lax.stop_gradient(jnp.max(jnp.abs(a), axis=(-2, -1), keepdims=True))
          largest = jnp.where(largest > 0, largest, 1)
          a = a / largest
          scale = {{scale}}
          a = a / jnp.where(scale > 0, scale, 1)\
      """,
      """
          a = jnp.asarray(a)
          if a.ndim < 2 or a.shape[-1] != a.shape[-2] or a.shape[-1] == 0:
              raise ValueError(f"needs square matrices, found shape {a.shape}")
          if not jnp.issubdtype(a.dtype, jnp.floating):
              raise TypeError(f"needs real floating-point numbers, found {a.dtype}")
      {{checks}}
          wide = a.astype(jnp.promote_types(a.dtype, jnp.float32))
          m, undo = _normalized(_symmetric(wide), damping)
          m = m.astype(wide.dtype if dtype is None else dtype)
          x = {{iterated}}
          return (undo * x.astype(wide.dtype)).astype(a.dtype)\
      """);

  private static final String MODULE =
      """
      {{head}}

      {{imports}}

      {{functions}}


      def {{name}}(a, steps={{steps}}, dtype={{dtype}}, damping=0.0):
          ""\"Approximates A^({{exponent}}) of symmetric positive definite matrices, a of shape (..., n, n).

          Only the symmetric part of a is read. {{scaling}}
          {{gradient}}

          steps: {{stepsAre}}{{sentence}}.
          dtype: the type in which the steps run, such as {{module}}.float32, to which a wider a is
              rounded; None: that of a, or float32 if that is narrower. The norm is computed in
              float32 or better, and the result has the type of a.
          damping: 0 or more; raises the smallest eigenvalue of what the steps run on.
          ""\"
      {{body}}
      {{golden}}
      {{check}}
      """;

  private static final String CHECKS =
      """
          if steps < 1:
              raise ValueError(f"needs at least one step, found {steps}")
          if not damping >= 0:
              raise ValueError(f"needs a damping of 0 or more, found {damping}")\
      """;

  private static final String NORMALIZED =
      """
      def _normalized(a, damping):
          ""\"{{normalizedIs}}, and what its root is multiplied by.""\"
      {{divide}}
          m = (a + damping * _eye(a)) / (1 + damping)
          return m, {{undo}}\
      """;

  private final ExportTarget target;
  private final PythonRootLoops loops;
  private final String module;
  private final String imports;
  private final String divide;
  private final String body;

  /// @param target the runtime
  /// @param loops its loops
  /// @param module what its types are in
  /// @param imports what is imported
  /// @param divide the division by the norm
  /// @param body of the function, behind its docstring
  PythonRoots(
      ExportTarget target,
      PythonRootLoops loops,
      String module,
      String imports,
      String divide,
      String body) {
    this.target = target;
    this.loops = loops;
    this.module = module;
    this.imports = imports;
    this.divide = divide;
    this.body = body;
  }

  String module(ExportRequest request) {
    Map<String, String> values = PythonCode.values(target, request);
    ExportFunction function = request.function();
    Precision precision = request.table().conventions().precision();
    values.put("imports", (usesPartial(function) ? "import functools\n\n" : "") + imports);
    values.put("name", function.toString().replace('-', '_'));
    values.put("exponent", request.exponent());
    values.put("module", module);
    values.put(
        "dtype",
        precision == null || this == NUMPY
            ? "None"
            : module + "." + EnumIds.of(precision.storage()));
    values.put("stepsAre", this == JAX ? "a Python number, static under jax.jit; " : "");
    values.put("scaling", scaling(request.normalization()));
    values.put("gradient", this == NUMPY ? "" : gradient(function));
    values.put("rows", PythonLoops.run(request));
    values.put("checks", CHECKS);
    values.put("iterated", iterated(function, values));
    values.put("normalizedIs", normalizedIs(request.normalization()));
    values.put("scale", scale(request.normalization()));
    boolean comesScaled = request.normalization().norm() == Norm.NONE;
    values.put("divide", comesScaled ? "" : CodeText.fill(divide, values));
    values.put("undo", undo(request));
    List<String> functions = new ArrayList<>(loops.constants(request));
    functions.add(CodeText.fill(NORMALIZED, values));
    functions.add(loops.iterated(request));
    if (function.hasGradient()) {
      functions.addAll(
          (this == TORCH ? PythonGradients.TORCH : PythonGradients.JAX).functions(request));
    }
    values.put("functions", String.join("\n\n\n", functions));
    values.put("body", CodeText.fill(body, values));
    addCheck(values, request);
    return CodeText.fill(MODULE, values);
  }

  private boolean usesPartial(ExportFunction function) {
    return this == JAX && function.hasGradient();
  }

  private String iterated(ExportFunction function, Map<String, String> values) {
    if (!function.hasGradient()) {
      return "_iterated(m, " + values.get("rows") + ")";
    }
    return this == JAX ? "_root(m, steps)" : "_Root.apply(m, " + values.get("rows") + ")";
  }

  /// What a docstring says about damping and scaling.
  private static String scaling(Normalization normalization) {
    return normalization.norm() == Norm.NONE
        ? "a comes scaled: the steps run on\n"
            + "    (A + damping I) / (1 + damping), and the result is the root of A + damping I."
        : "The steps run on (A / s + damping I) / (1 + damping),\n"
            + "    s = "
            + Head.denominator(normalization, "A")
            + ", and the result is scaled back: the root of A + damping s I.";
  }

  private static String gradient(ExportFunction function) {
    return function.hasGradient()
        ? "The gradient is that of the root that came out, by the same rows: see _lyapunov and the"
            + " head."
        : "Gradients are those of the steps.";
  }

  private static String normalizedIs(Normalization normalization) {
    return normalization.norm() == Norm.NONE
        ? "(A + damping I) / (1 + damping)"
        : "(A / s + damping I) / (1 + damping), s = " + Head.denominator(normalization, "A");
  }

  /// The norm of the matrix divided by its largest entry.
  private String scale(Normalization normalization) {
    double factor = normalization.factor();
    double epsilon = normalization.epsilon();
    return (factor == 1 ? "" : CodeText.decimal(factor, Precision.FLOAT64) + " * ")
        + norm(normalization.norm())
        + (epsilon == 0 ? "" : " + " + CodeText.decimal(epsilon, Precision.FLOAT64) + " / largest");
  }

  private String norm(Norm norm) {
    boolean torch = this == TORCH;
    return switch (norm) {
      case FROBENIUS ->
          torch
              ? "torch.linalg.matrix_norm(a, keepdim=True)"
              : module + ".linalg.norm(a, axis=(-2, -1), keepdims=True)";
      case TRACE ->
          torch
              ? "a.diagonal(dim1=-2, dim2=-1).sum(-1)[..., None, None]"
              : module + ".trace(a, axis1=-2, axis2=-1)[..., None, None]";
      case INFINITY ->
          torch
              ? "a.abs().sum(-1, keepdim=True).amax(-2, keepdim=True)"
              : module
                  + ".max("
                  + module
                  + ".sum("
                  + module
                  + ".abs(a), axis=-1, keepdims=True), axis=-2, keepdims=True)";
      case SCHATTEN_4 ->
          torch
              ? "torch.linalg.matrix_norm(a @ a, keepdim=True).sqrt()"
              : module + ".sqrt(" + module + ".linalg.norm(a @ a, axis=(-2, -1), keepdims=True))";
      case NONE -> "";
    };
  }

  private static String undo(ExportRequest request) {
    String exponent =
        request.root() == 1 ? "-1" : "(" + request.exponent().replace("/", " / ") + ")";
    return request.normalization().norm() == Norm.NONE
        ? "(1 + damping) ** " + exponent
        : "((1 + damping) * scale) ** " + exponent + " * largest ** " + exponent;
  }

  private void addCheck(Map<String, String> values, ExportRequest request) {
    GoldenVectors golden = request.golden();
    values.put("golden", golden == null ? "" : "\n\n" + PythonRows.goldenMatrix(golden));
    if (golden == null) {
      values.put("check", "");
      return;
    }
    double tolerance = this == JAX ? golden.tolerance32() : golden.tolerance64();
    values.put("tolerance", CodeText.decimal(tolerance, Precision.FLOAT64));
    String call = values.get("name") + "(a, steps=" + golden.steps() + ", dtype=";
    Map<String, String> check = new HashMap<>(values);
    switch (this) {
      case NUMPY -> {
        check.put("result", "a = np.array(TEST_INPUT)\n    result = " + call + "np.float64)");
        check.put("error", "np.max(np.abs(result - np.array(TEST_OUTPUT)))");
      }
      case TORCH -> {
        check.put(
            "result",
            "a = torch.tensor(TEST_INPUT, dtype=torch.float64)\n    result = "
                + call
                + "torch.float64)");
        check.put("error", "(result - torch.tensor(TEST_OUTPUT, dtype=a.dtype)).abs().max()");
      }
      case JAX -> {
        check.put(
            "result",
            "a = jnp.array(TEST_INPUT, dtype=jnp.float32)\n"
                + "    with jax.default_matmul_precision(\"highest\"):\n"
                + "        result = "
                + call
                + "jnp.float32)");
        check.put("error", "jnp.max(jnp.abs(result - jnp.array(TEST_OUTPUT)))");
      }
    }
    values.put("check", PythonSelfCheck.of(check));
  }
}
