package org.alternant.exports.formula;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.alternant.exports.ExportTarget;
import org.alternant.exports.formula.FormulaExportRequest.Golden;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.PythonPlans;
import org.alternant.exports.parts.PythonSelfCheck;

/// Python modules with a function `clip_singular_values`, `soft_threshold` or `project_psd`, by a
/// table of parts. Numbers narrower than float32 are computed in float32: the formula asks for it.
public enum FormulaModule {
  /// On NumPy arrays.
  NUMPY(
      ExportTarget.NUMPY,
      "import numpy as np",
      "np.swapaxes({{m}}, -1, -2)",
      "np.eye({{m}}.shape[-2], dtype={{m}}.dtype)",
      """
          x = np.asarray(x)
          if x.dtype.kind in "biu":
              x = x.astype(np.float64)
          if x.dtype.kind in "cOSU":
              raise TypeError(f"needs real numbers, found {x.dtype}")
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a stack of matrices, found shape {x.shape}")
          y = x.astype(np.result_type(x.dtype, np.float32))\
      """,
      ".astype(x.dtype)",
      "result = {{name}}(np.array(TEST_INPUT))",
      "np.max(np.abs(result - np.array(TEST_OUTPUT)))"),
  /// On PyTorch tensors.
  PYTORCH(
      ExportTarget.PYTORCH,
      "import torch",
      "{{m}}.mT",
      "torch.eye({{m}}.size(-2), dtype={{m}}.dtype, device={{m}}.device)",
      """
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a batch of matrices, found shape {tuple(x.shape)}")
          if not x.is_floating_point():
              raise TypeError(f"needs real floating-point numbers, found {x.dtype}")
          y = x.to(torch.promote_types(x.dtype, torch.float32))\
      """,
      ".to(x.dtype)",
      "result = {{name}}(torch.tensor(TEST_INPUT, dtype=torch.float64))",
      "(result - torch.tensor(TEST_OUTPUT, dtype=torch.float64)).abs().max()"),
  /// On JAX arrays.
  JAX(
      ExportTarget.JAX,
      "import jax\nimport jax.numpy as jnp",
      "jnp.swapaxes({{m}}, -1, -2)",
      "jnp.eye({{m}}.shape[-2], dtype={{m}}.dtype)",
      """
          x = jnp.asarray(x)
          if x.ndim < 2:
              raise ValueError(f"needs a matrix or a batch of matrices, found shape {x.shape}")
          if not jnp.issubdtype(x.dtype, jnp.floating):
              raise TypeError(f"needs real floating-point numbers, found {x.dtype}")
          y = x.astype(jnp.promote_types(x.dtype, jnp.float32))\
      """,
      ".astype(x.dtype)",
      """
      with jax.default_matmul_precision("highest"):
              result = {{name}}(jnp.array(TEST_INPUT, dtype=jnp.float32))\
      """,
      "jnp.max(jnp.abs(result - jnp.array(TEST_OUTPUT)))");

  private static final String MODULE =
      """
      {{head}}

      {{imports}}

      # One plan a step: scale, shift, identity, products, last. With M[0] = I and M[1] = scale A - shift I,
      # each product (left, right, add) gives the next matrix
      #     (left[0] M[0] + left[1] M[1] + ...) (right[0] M[0] + ...) + add[0] M[0] + ...,
      # and then q(A) = identity I + last[0] M[0] + last[1] M[1] + ....
      {{constants}}


      def _transposed(m):
          return {{transposed}}


      def _identity(m):
          return {{eye}}


      def _combined(factors, matrices):
          ""\"The sum of factors[i] matrices[i].""\"
          terms = [m if f == 1 else f * m for f, m in zip(factors, matrices) if f != 0]
          return sum(terms[1:], terms[0]) if terms else 0 * matrices[1]


      def _polynomial(plan, a):
          ""\"q(A) - identity I.""\"
          scale, shift, _, products, last = plan
          eye = _identity(a)
          matrices = [eye, scale * a - shift * eye if shift else scale * a]
          for left, right, add in products:
              product = _combined(left, matrices) @ _combined(right, matrices)
              matrices.append(product + _combined(add, matrices) if add else product)
          return _combined(last, matrices)


      def _side(z):
          ""\"The sign of z, nearly: z <- z q(z^2).""\"
          for plan in SIDE:
              z = plan[2] * z + _polynomial(plan, z @ z) @ z
          return z


      def _symmetric(m):
          return m / 2 + _transposed(m) / 2


      {{divisor}}
      def {{name}}(x):
      {{docstring}}
      {{checks}}
      {{body}}
      {{golden}}
      {{check}}
      """;

  private static final String DIVISOR =
      """
      def _divisor(m):
          ""\"One over the square root of m, nearly: w <- w q(m), m <- q(m) m q(m).""\"
          w = None
          for i, plan in enumerate(DIVISOR):
              q = plan[2] * _identity(m) + _polynomial(plan, m)
              w = _symmetric(q if w is None else w @ q)
              if i + 1 < len(DIVISOR):
                  m = _symmetric(q @ (m @ q))
          return w

      """;

  private static final String CLIP_BODY =
      """
          tall = y.shape[-2] > y.shape[-1]
          if tall:
              y = _transposed(y)
          # P = (1 + Y + (Y - 1) s(Y - 1)) / 2, nearly max(Y, 1) of Y = {{gram}}.
          z = {{scaled}} @ _transposed({{scaled}})
          eye = _identity(z)
          z = z - eye
          p = _symmetric(eye + z / 2 + (z / 2) @ _side(z))
          y = {{kept}}_divisor(p) @ y
          return (_transposed(y) if tall else y){{cast}}\
      """;

  private static final String ANY_SHAPE =
      " of x = U S V^T, an array of shape (..., m, n) with any m and n.";

  private static final String PSD_BODY =
      """
          if x.shape[-1] != x.shape[-2]:
              raise ValueError(f"needs square matrices, found shape {tuple(x.shape)}")
          y = _symmetric(y)
          return _symmetric(y / 2 + (y / 2) @ _side(y)){{cast}}\
      """;

  private final ExportTarget target;
  private final String imports;
  private final String transposed;
  private final String eye;
  private final String checks;
  private final String cast;
  private final String result;
  private final String error;

  /// @param target the runtime
  /// @param imports what is imported
  /// @param transposed the transposed `m`
  /// @param eye the identity beside `m`
  /// @param checks of the argument `x`, and `y` in float32 or better
  /// @param cast how a result gets the type of `x`
  /// @param result of the self-check
  /// @param error of its entries
  FormulaModule(
      ExportTarget target,
      String imports,
      String transposed,
      String eye,
      String checks,
      String cast,
      String result,
      String error) {
    this.target = target;
    this.imports = imports;
    this.transposed = transposed;
    this.eye = eye;
    this.checks = checks;
    this.cast = cast;
    this.result = result;
    this.error = error;
  }

  /// The module for a runtime.
  ///
  /// @param target the runtime
  /// @return empty where there is none
  public static Optional<FormulaModule> of(ExportTarget target) {
    for (FormulaModule module : values()) {
      if (module.target == target) {
        return Optional.of(module);
      }
    }
    return Optional.empty();
  }

  /// Writes the module.
  ///
  /// @param request what to export
  /// @return Python, with a final newline
  public String write(FormulaExportRequest request) {
    Formula formula = request.table().function();
    boolean divides = formula.actsOnSingularValues();
    Map<String, String> values = new HashMap<>();
    String name = name(formula);
    Map<String, String> m = Map.of("m", "m");
    values.put("head", CodeText.commented("#", head(request)));
    values.put("imports", imports);
    values.put("constants", constants(request.table()));
    values.put("transposed", CodeText.fill(transposed, m));
    values.put("eye", CodeText.fill(eye, m));
    values.put("divisor", divides ? DIVISOR : "");
    values.put("name", name);
    values.put("docstring", docstring(request));
    values.put("checks", checks);
    values.put("body", CodeText.fill(divides ? CLIP_BODY : PSD_BODY, body(formula)));
    values.put("golden", request.golden() == null ? "" : golden(request.golden()));
    values.put("check", request.golden() == null ? "" : check(name, request.golden()));
    return CodeText.fill(MODULE, values);
  }

  private static String name(Formula formula) {
    return switch (formula) {
      case CLIP -> "clip_singular_values";
      case SOFT_THRESHOLD -> "soft_threshold";
      case PSD -> "project_psd";
    };
  }

  private Map<String, String> body(Formula formula) {
    return switch (formula) {
      case CLIP -> Map.of("cast", cast, "gram", "X X^T", "scaled", "y", "kept", "");
      case SOFT_THRESHOLD ->
          Map.of("cast", cast, "gram", "X X^T / T^2", "scaled", "(y / THRESHOLD)", "kept", "y - ");
      case PSD -> Map.of("cast", cast);
    };
  }

  private List<String> head(FormulaExportRequest request) {
    FormulaTable table = request.table();
    List<String> lines = new ArrayList<>();
    lines.add("Generated by Alternant for " + target.title() + ".");
    lines.add(table.targetWords() + " by " + table.function().text() + ".");
    lines.add("");
    lines.add("table          " + table.name());
    lines.add("certified      " + certified(request) + ", in exact arithmetic");
    lines.add("evaluation     " + table.products() + " matrix products, in float32 or float64");
    lines.add("normalization  none");
    lines.add("made by        " + CodeText.comment(table.provenance().generator()));
    String source = table.provenance().source();
    if (source != null) {
      lines.add("source         " + CodeText.comment(source));
    }
    if (request.command() != null) {
      lines.add("command        " + CodeText.command(request.command()));
    }
    return lines;
  }

  private static String certified(FormulaExportRequest request) {
    FormulaTable table = request.table();
    return (table.function().actsOnSingularValues() ? "singular values" : "eigenvalues")
        + " x from "
        + request.certificate().input().lower()
        + " to "
        + request.certificate().input().upper()
        + " come out within "
        + request.certificate().worstCaseError()
        + " of "
        + table.targetWords();
  }

  private static String constants(FormulaTable table) {
    String parts =
        table.parts().stream().map(FormulaModule::constant).collect(Collectors.joining("\n"));
    return table.threshold() == null
        ? parts
        : parts + "\nTHRESHOLD = " + CodeText.decimal(table.threshold(), Precision.FLOAT64);
  }

  private static String constant(Part part) {
    String name = part.role() == Role.SIDE ? "SIDE" : "DIVISOR";
    return name + " = (\n" + PythonPlans.plans(part.steps()) + "\n)";
  }

  private String docstring(FormulaExportRequest request) {
    String matrix =
        switch (request.table().function()) {
          case CLIP -> "U min(S, 1) V^T" + ANY_SHAPE;
          case SOFT_THRESHOLD -> "U max(S - THRESHOLD, 0) V^T" + ANY_SHAPE;
          case PSD ->
              "the nearest positive semidefinite matrices to symmetric ones, x of shape (..., n,"
                  + " n).";
        };
    return """
    ""\"Approximates %s

    Certified: %s.
    Numbers narrower than float32 are computed in float32; the result has the type of x%s.
    ""\"\
    """
        .formatted(matrix, certified(request), this == NUMPY ? ", float64 for integers" : "")
        .indent(4)
        .replace("    \n", "\n")
        .stripTrailing();
  }

  private static String golden(Golden golden) {
    return "\n\n# A matrix and what the formula makes of it.\nTEST_INPUT = "
        + rows(golden.input())
        + "\nTEST_OUTPUT = "
        + rows(golden.output());
  }

  private static String rows(List<List<Double>> rows) {
    return rows.stream()
        .map(row -> "    " + PythonPlans.tuple(row) + ",\n")
        .collect(Collectors.joining("", "(\n", ")"));
  }

  private String check(String name, Golden golden) {
    double tolerance = this == JAX ? golden.tolerance32() : golden.tolerance64();
    return PythonSelfCheck.of(
        Map.of(
            "result",
            CodeText.fill(result, Map.of("name", name)),
            "error",
            error,
            "tolerance",
            CodeText.decimal(tolerance, Precision.FLOAT64)));
  }
}
