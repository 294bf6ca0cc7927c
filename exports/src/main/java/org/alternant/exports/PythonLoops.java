package org.alternant.exports;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// The loop over the steps in Python, on `y`, of which the Gram matrix is on the smaller side, with
/// the constants and functions that it needs.
///
/// In PyTorch and JAX a product is one with its addition, βC + αAB, so that a run in half precision
/// rounds it once; on a processor PyTorch's loop computes in binary32 what PyTorch 1.13 would sum
/// in 16 bits there, and its factors are not rounded.
enum PythonLoops {
  NUMPY(
      "np.eye(y.shape[-2], dtype=y.dtype)",
      "np.swapaxes(y, -1, -2)",
      "y @ {{transposed}}",
      "",
      "",
      "",
      """
      def _combined(factors, matrices):
          ""\"The sum of factors[i] matrices[i].""\"
          terms = [m if f == 1 else f * m for f, m in zip(factors, matrices) if f != 0]
          return sum(terms[1:], terms[0]) if terms else 0 * matrices[1]\
      """),

  TORCH(
      "torch.eye(y.size(-2), device=y.device).to(y.dtype).expand(*y.shape[:-2], -1, -1)",
      "y.mT",
      "_fused(y, y, {{transposed}})",
      "y = y.to(_finer(run, own))",
      """
      def _is_narrow(m):
          ""\"Whether M is of 16 bits on a processor, where some versions of PyTorch round sums and factors to them.""\"
          return m.device.type == "cpu" and m.element_size() == 2


      def _fused(c, a, b, beta=0.0, alpha=1.0):
          ""\"beta C + alpha A B, summed in float32 or better and rounded once.""\"
          if _is_narrow(a):
              return _fused(c.float(), a.float(), b.float(), beta, alpha).to(a.dtype)
          if beta == 0:
              if alpha == 1:
                  return a @ b
              c, beta = c.new_zeros(()), 1.0  # Where beta is 0, some versions read C all the same.
          multiply = torch.addmm if a.ndim == 2 else torch.baddbmm
          return multiply(c, a, b, beta=beta, alpha=alpha)\
      """,
      """
      def _scaled(f, m):
          ""\"f M, rounded once.""\"
          return (f * m.float()).to(m.dtype) if _is_narrow(m) else f * m\
      """,
      """
      def _combined(factors, matrices):
          ""\"The sum of factors[i] matrices[i] as a factor and a matrix: only several terms are added up.""\"
          terms = [(f, m) for f, m in zip(factors, matrices) if f != 0] or [(0.0, matrices[1])]
          if len(terms) == 1:
              return terms[0]
          terms = [m if f == 1 else _scaled(f, m) for f, m in terms]
          return 1.0, sum(terms[1:], terms[0])\
      """),

  JAX(
      "jnp.eye(y.shape[-2], dtype=y.dtype)",
      "jnp.swapaxes(y, -1, -2)",
      "_fused(y, y, {{transposed}})",
      "y = y.astype(_finer(run, own))",
      """
      def _fused(c, a, b, beta=0.0, alpha=1.0):
          ""\"beta C + alpha A B, computed in float32 or better and rounded once.""\"
          wide = jnp.promote_types(c.dtype, jnp.float32)
          total = alpha * jnp.matmul(a, b, preferred_element_type=wide)
          return (total + beta * c.astype(wide) if beta else total).astype(c.dtype)\
      """,
      """
      def _scaled(f, m):
          ""\"f M, rounded once.""\"
          return (f * m.astype(jnp.promote_types(m.dtype, jnp.float32))).astype(m.dtype)\
      """,
      """
      def _combined(factors, matrices):
          ""\"The sum of factors[i] matrices[i] as a factor and a matrix: only several terms are added
          up, in float32 or better, and rounded once.""\"
          terms = [(f, m) for f, m in zip(factors, matrices) if f != 0] or [(0.0, matrices[1])]
          if len(terms) == 1:
              return terms[0]
          dtype = matrices[1].dtype
          wide = jnp.promote_types(dtype, jnp.float32)
          return 1.0, sum(f * m.astype(wide) for f, m in terms).astype(dtype)\
      """);

  private static final String TYPES =
      """
      # The type in which each step runs, unless that of the run is finer; None: that of the run.
      TYPES = ({{types}},)


      def _finer(run, own):
          ""\"The type of a step, or the run's where that is finer.""\"
          return run if own is None or {{module}}.finfo(run).eps < {{module}}.finfo(own).eps else own\
      """;

  private static final String REPEATED =
      """
      def _rows(steps):
          rows = {{name}}[:steps]
          return rows + {{name}}[-1:] * (steps - len(rows))\
      """;

  private static final String QUINTIC =
      """
          {{before}}
          for {{own}}a, b, c{{end}} in {{rows}}:
              {{cast}}
              gram = {{gram}}
              y = a * y + (b * gram + c * (gram @ gram)) @ y\
      """;

  private static final String FUSED_QUINTIC =
      """
          {{before}}
          for {{own}}a, b, c{{end}} in {{rows}}:
              {{cast}}
              gram = {{gram}}
              y = _fused(y, _fused(gram, gram, gram, b, c), y, a)\
      """;

  private static final String HORNER =
      """
          {{before}}
          for {{own}}c{{end}} in {{rows}}:
              {{cast}}
              if len(c) == 1:
                  y = c[0] * y
                  continue
              gram = {{gram}}
              polynomial = c[-1] * gram
              for ck in reversed(c[1:-1]):
                  polynomial = ck * gram + polynomial @ gram
              y = c[0] * y + polynomial @ y\
      """;

  private static final String FUSED_HORNER =
      """
          {{before}}
          for {{own}}c{{end}} in {{rows}}:
              {{cast}}
              if len(c) == 1:
                  y = _scaled(c[0], y)
                  continue
              gram = {{gram}}
              polynomial, alpha = gram, c[-1]
              for ck in reversed(c[1:-1]):
                  polynomial, alpha = _fused(gram, polynomial, gram, ck, alpha), 1.0
              y = _fused(y, polynomial, y, c[0], alpha)\
      """;

  private static final String PLANNED =
      """
          {{before}}
          for {{own}}scale, shift, identity, products, last{{end}} in {{rows}}:
              {{cast}}
              if not last:
                  y = identity * y
                  continue
              matrices = [eye, scale * ({{gram}}) - shift * eye]
              for left, right, add in products:
                  product = _combined(left, matrices) @ _combined(right, matrices)
                  matrices.append(product + _combined(add, matrices) if add else product)
              y = identity * y + _combined(last, matrices) @ y\
      """;

  private static final String FUSED_PLANNED =
      """
          {{before}}
          for {{own}}scale, shift, identity, products, last{{end}} in {{rows}}:
              {{cast}}
              if not last:
                  y = _scaled(identity, y)
                  continue
              matrices = [eye, _fused(eye, y, {{transposed}}, -shift, scale)]
              for left, right, add in products:
                  alpha, a = _combined(left, matrices)
                  more, b = _combined(right, matrices)
                  beta, c = _combined(add, matrices)
                  matrices.append(_fused(c, a, b, beta, alpha * more))
              alpha, polynomial = _combined(last, matrices)
              y = _fused(y, polynomial, y, identity, alpha)\
      """;

  private final String eye;
  private final String transposed;
  private final String gram;
  private final String cast;
  private final String fused;
  private final String scaled;
  private final String combined;

  /// @param eye the identity beside `y`
  /// @param transposed `y` transposed
  /// @param gram the Gram matrix of `y`
  /// @param cast how `y` gets a step's own type; empty: all types that are run are finer
  /// @param fused the function for products with their additions; empty: they are written out
  /// @param scaled the function for matrices with a factor; empty: they are written out
  /// @param combined the function for combinations
  PythonLoops(
      String eye,
      String transposed,
      String gram,
      String cast,
      String fused,
      String scaled,
      String combined) {
    this.eye = eye;
    this.transposed = transposed;
    this.gram = gram;
    this.cast = cast;
    this.fused = fused;
    this.scaled = scaled;
    this.combined = combined;
  }

  /// The table as a constant, and the functions that [#loop] calls.
  String constants(ExportRequest request) {
    List<Step> steps = request.table().steps();
    boolean planned = Plans.needed(steps);
    return Stream.of(
            rows(request).stream(),
            Stream.of(
                casts(steps) ? types(steps) : "",
                fused,
                planned || steps.stream().anyMatch(step -> step.degree() == 1) ? scaled : "",
                planned ? combined : ""))
        .flatMap(parts -> parts)
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n\n\n"));
  }

  /// The table as a constant, and the function for more steps than it has rows.
  static List<String> rows(ExportRequest request) {
    boolean planned = Plans.needed(request.table().steps());
    String constant = PythonRows.constant(request, planned, "()");
    return request.repeatsLast()
        ? List.of(constant, CodeText.fill(REPEATED, Map.of("name", PythonRows.name(planned))))
        : List.of(constant);
  }

  /// The rows of a run of `steps` steps.
  static String run(ExportRequest request) {
    return request.repeatsLast()
        ? "_rows(steps)"
        : PythonRows.name(Plans.needed(request.table().steps())) + "[:steps]";
  }

  /// All functions for products and combinations.
  List<String> functions() {
    return Stream.of(fused, scaled, combined).filter(part -> !part.isEmpty()).toList();
  }

  /// The loop.
  String loop(ExportRequest request) {
    List<Step> steps = request.table().steps();
    boolean planned = Plans.needed(steps);
    boolean casts = casts(steps);
    String rows = run(request);
    // The last row's type is that of its repetitions.
    String types = request.repeatsLast() ? "TYPES + TYPES[-1:] * (steps - len(TYPES))" : "TYPES";
    String identity = planned ? "eye = " + eye : "";
    Map<String, String> values =
        Map.of(
            "eye",
            eye,
            "transposed",
            transposed,
            "gram",
            CodeText.fill(gram, Map.of("transposed", transposed)),
            "before",
            casts ? "run = y.dtype" : identity,
            "own",
            casts ? "own, (" : "",
            "end",
            casts ? ")" : "",
            "cast",
            casts ? cast + (planned ? "\n        " + identity : "") : "",
            "rows",
            casts ? "zip(" + types + ", " + rows + ")" : rows);
    return CodeText.fill(template(steps), values);
  }

  private boolean casts(List<Step> steps) {
    return !cast.isEmpty() && steps.stream().anyMatch(step -> step.precision() != null);
  }

  private String types(List<Step> steps) {
    String module = this == TORCH ? "torch" : "jnp";
    return CodeText.fill(
        TYPES,
        Map.of(
            "module",
            module,
            "types",
            steps.stream()
                .map(Step::precision)
                .map(
                    precision ->
                        precision == null ? "None" : module + "." + EnumIds.of(precision.storage()))
                .collect(Collectors.joining(", "))));
  }

  private String template(List<Step> steps) {
    boolean plain = fused.isEmpty();
    if (Plans.needed(steps)) {
      return plain ? PLANNED : FUSED_PLANNED;
    }
    if (steps.stream().allMatch(step -> step.degree() == 5)) {
      return plain ? QUINTIC : FUSED_QUINTIC;
    }
    return plain ? HORNER : FUSED_HORNER;
  }
}
