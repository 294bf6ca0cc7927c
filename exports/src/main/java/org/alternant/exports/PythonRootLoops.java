package org.alternant.exports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.alternant.coefficients.evaluation.PowerChain;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// The coupled iteration in Python, X ← XZ, M ← ZᵏMZᵖ⁻ᵏ, Z = q(M), as `_iterated`, with the
/// function `_polynomial` for q(M) = c₀I + L. The factors stand in the order, and M and X are made
/// symmetric, as in our own runs (`org.alternant.iteration.run.InverseRoot`): other orders lose
/// more to rounding.
///
/// Nothing is changed in place, so that gradients can be taken through the loop.
enum PythonRootLoops {
  NUMPY(
      PythonLoops.NUMPY,
      "c0 * eye + polynomial",
      "%1$s @ %2$s",
      "c0 * %1$s + %1$s @ polynomial",
      "c0 * %1$s + polynomial @ %1$s",
      """
      def _eye(m):
          return np.eye(m.shape[-1], dtype=m.dtype)


      def _symmetric(m):
          return m / 2 + np.swapaxes(m, -1, -2) / 2\
      """,
      """
      def _polynomial(c, m):
          ""\"c0 and L of q(M) = c0 I + L, by Horner's rule.""\"
          polynomial = c[-1] * m
          for ck in reversed(c[1:-1]):
              polynomial = ck * m + polynomial @ m
          return c[0], polynomial\
      """,
      """
      def _polynomial(plan, m):
          ""\"c0 and L of q(M) = c0 I + L.""\"
          scale, shift, c0, products, last = plan
          eye = _eye(m)
          matrices = [eye, scale * m - shift * eye]
          for left, right, add in products:
              product = _combined(left, matrices) @ _combined(right, matrices)
              matrices.append(product + _combined(add, matrices) if add else product)
          return c0, _combined(last, matrices)\
      """),

  TORCH(
      PythonLoops.TORCH,
      """
      def _eye(m):
          return torch.eye(m.size(-1), device=m.device).to(m.dtype).expand(*m.shape[:-2], -1, -1)


      def _symmetric(m):
          return m / 2 + m.mT / 2\
      """),

  JAX(
      PythonLoops.JAX,
      """
      def _eye(m):
          return jnp.eye(m.shape[-1], dtype=m.dtype)


      def _symmetric(m):
          return m / 2 + jnp.swapaxes(m, -1, -2) / 2\
      """);

  private static final String STORED =
      """
      def _stored(factors, matrices):
          ""\"The sum of factors[i] matrices[i] as a matrix.""\"
          factor, m = _combined(factors, matrices)
          return m if factor == 1 else _scaled(factor, m)\
      """;

  private static final String FUSED_HORNER =
      """
      def _polynomial(c, m):
          ""\"c0, alpha and L of q(M) = c0 I + alpha L, by Horner's rule.""\"
          polynomial, alpha = m, c[-1]
          for ck in reversed(c[1:-1]):
              polynomial, alpha = _fused(m, polynomial, m, ck, alpha), 1.0
          return c[0], alpha, polynomial\
      """;

  private static final String FUSED_PLANNED =
      """
      def _polynomial(plan, m):
          ""\"c0, alpha and L of q(M) = c0 I + alpha L.""\"
          scale, shift, c0, products, last = plan
          eye = _eye(m)
          matrices = [eye, _stored((-shift, scale), (eye, m))]
          for left, right, add in products:
              alpha, a = _combined(left, matrices)
              more, b = _combined(right, matrices)
              beta, c = _combined(add, matrices)
              matrices.append(_fused(c, a, b, beta, alpha * more))
          return (c0, *_combined(last, matrices))\
      """;

  private static final String ITERATED =
      """
      def _iterated(m, rows):
          ""\"{{sentence}}""\"
      {{before}}
          for t, row in enumerate(rows):
      {{scaling}}
              {{results}} = _polynomial(row, m)  # Z = q(M) = {{factor}}
              {{z}}
              x = _symmetric({{x}})
              if {{more}}:
      {{residual}}
          return x\
      """;

  private final PythonLoops loops;
  private final String stored;
  private final String product;
  private final String fromRight;
  private final String fromLeft;
  private final String matrices;
  private final String horner;
  private final String planned;

  /// @param loops the functions for products and combinations
  /// @param stored Z as a matrix
  /// @param product of two matrices, which stand at `%1$s` and `%2$s`
  /// @param fromRight a matrix times Z, which is not stored
  /// @param fromLeft Z times a matrix
  /// @param matrices the functions `_eye` and `_symmetric`
  /// @param horner the function `_polynomial` of a row of coefficients
  /// @param planned that of a plan
  PythonRootLoops(
      PythonLoops loops,
      String stored,
      String product,
      String fromRight,
      String fromLeft,
      String matrices,
      String horner,
      String planned) {
    this.loops = loops;
    this.stored = stored;
    this.product = product;
    this.fromRight = fromRight;
    this.fromLeft = fromLeft;
    this.matrices = matrices;
    this.horner = horner;
    this.planned = planned;
  }

  /// Products with their additions by `_fused`, whose third and fourth numbers are βC + αAB's.
  PythonRootLoops(PythonLoops loops, String matrices) {
    this(
        loops,
        "_stored((c0, alpha), (eye, polynomial))",
        "_fused(%1$s, %1$s, %2$s)",
        "_fused(%1$s, %1$s, polynomial, c0, alpha)",
        "_fused(%1$s, polynomial, %1$s, c0, alpha)",
        matrices,
        FUSED_HORNER,
        FUSED_PLANNED);
  }

  /// The table as a constant, and the functions that `_iterated` calls.
  List<String> constants(ExportRequest request) {
    boolean isPlanned = Plans.needed(request.table().steps());
    List<String> parts = new ArrayList<>(PythonLoops.rows(request));
    parts.add(matrices);
    if (this != NUMPY) {
      parts.addAll(loops.functions());
      parts.add(STORED);
    } else if (isPlanned) {
      parts.addAll(loops.functions());
    }
    parts.add(isPlanned ? planned : horner);
    return parts;
  }

  /// The function `_iterated`.
  String iterated(ExportRequest request) {
    boolean scales = scales(request);
    boolean fromIdentity = request.function() != ExportFunction.SQRT;
    boolean storesFactor = PowerChain.of(request.root()).powers().size() > 1;
    List<String> before = new ArrayList<>();
    if (fromIdentity || storesFactor) {
      before.add("    eye = _eye(m)");
    }
    if (!fromIdentity || scales) {
      before.add("    x = " + (fromIdentity ? "eye" : "m"));
    }
    if (scales) {
      before.add("    full = " + full(request));
    }
    String multiplied = fromRight.formatted("x");
    String z = storesFactor ? "z" : stored;
    String first = scales ? "x[..., :1, :1] * " + (storesFactor ? z : "(" + z + ")") : z;
    String start = scales ? "full[0]" : "0";
    Map<String, String> values = new HashMap<>();
    values.put("sentence", sentence(request));
    values.put("before", String.join("\n", before));
    values.put("scaling", scales ? scaling(request, "x, m", "x", "m", request.root()) : "");
    values.put("results", this == NUMPY ? "c0, polynomial" : "c0, alpha, polynomial");
    values.put("factor", this == NUMPY ? "c0 I + polynomial" : "c0 I + alpha polynomial");
    values.put("z", storesFactor ? "z = " + stored : "");
    values.put(
        "x", fromIdentity ? first + " if t == " + start + " else " + multiplied : multiplied);
    values.put("more", scales ? "t < full[-1]" : "t + 1 < len(rows)");
    values.put("residual", residual(PowerChain.of(request.root()), !fromIdentity && !scales));
    return CodeText.fill(ITERATED, values);
  }

  private static String sentence(ExportRequest request) {
    PowerChain chain = PowerChain.of(request.root());
    String m = chain.left() == 0 ? "M Z" : power(chain.left()) + " M " + power(chain.right());
    return (request.function() == ExportFunction.SQRT
            ? "X <- X Z from X = M"
            : "X <- X Z from X = I")
        + ", M <- "
        + m
        + ", Z = q(M): X tends to M^("
        + request.exponent()
        + ").";
  }

  private static String power(int exponent) {
    return exponent == 1 ? "Z" : "Z^" + exponent;
  }

  /// Whether some row has no product, so that X and M are only scaled.
  static boolean scales(ExportRequest request) {
    return request.table().steps().stream().anyMatch(step -> step.degree() == 1);
  }

  private static boolean isPlanned(ExportRequest request) {
    return Plans.needed(request.table().steps());
  }

  /// The condition that a row is more than a factor.
  private static String hasProducts(ExportRequest request) {
    return isPlanned(request) ? "row[4]" : "len(row) > 1";
  }

  /// The rows that are more than a factor.
  static String full(ExportRequest request) {
    return "[t for t, row in enumerate(rows) if " + hasProducts(request) + "]";
  }

  /// What a row that is only a factor does.
  ///
  /// @param results two matrices
  /// @param first the first of them, scaled by the factor
  /// @param second the second, scaled by a power of it
  /// @param power that power, 1 or more
  String scaling(ExportRequest request, String results, String first, String second, int power) {
    String factor = isPlanned(request) ? "row[2]" : "row[0]";
    String powerOfFactor = power == 1 ? factor : factor + "**" + power;
    return """
            if %s:
                %s = %s, %s
                continue\
    """
        .formatted(
            isPlanned(request) ? "not row[4]" : "len(row) == 1",
            results,
            scaled(factor, first),
            scaled(powerOfFactor, second));
  }

  /// A matrix with a factor.
  String scaled(String factor, String matrix) {
    return this == NUMPY ? factor + " * " + matrix : "_scaled(" + factor + ", " + matrix + ")";
  }

  /// ZᵏMZᵖ⁻ᵏ.
  ///
  /// @param known whether X is MZ after the first step, for p = 2
  private String residual(PowerChain chain, boolean known) {
    List<String> lines = new ArrayList<>();
    List<Integer> powers = chain.powers();
    for (int k = 1; k < powers.size(); k++) {
      lines.add(
          name(powers.get(k))
              + " = "
              + product.formatted(name(chain.left(k)), name(chain.right(k))));
    }
    lines.add(
        (known ? "m = x if t == 0 else " : "m = ")
            + (chain.right() == 1
                ? fromRight.formatted("m")
                : product.formatted("m", name(chain.right()))));
    if (chain.left() > 0) {
      lines.add(
          "m = _symmetric("
              + (chain.left() == 1
                  ? fromLeft.formatted("m")
                  : product.formatted(name(chain.left()), "m"))
              + ")");
    }
    return lines.stream().map(line -> " ".repeat(12) + line).collect(Collectors.joining("\n"));
  }

  /// The variable for a power of Z.
  private static String name(int power) {
    return power == 1 ? "z" : "z" + power;
  }
}
