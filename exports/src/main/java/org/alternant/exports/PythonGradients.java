package org.alternant.exports;

import java.util.List;
import java.util.Map;
import org.alternant.coefficients.Certificate;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;

/// The gradient of square roots in PyTorch and JAX.
///
/// With Y = A^(1/2) and the gradient G of a loss with respect to Y, that with respect to A is the
/// solution W of YW + WY = G, and sign([[Y, G], [0, −Y]]) = [[I, 2W], [0, −I]] (N. J. Higham,
/// *Functions of Matrices*, SIAM 2008, section 2.4). The sign iteration is that of the same table,
/// B ← B q(B²), the block beside B by the product rule. In the eigenvectors of Y, wᵢⱼ comes out
/// multiplied by (h(yᵢ) + h(yⱼ))/2, h the composition of the steps, so that its relative error is
/// at most the table's on the interval of Y. With respect to Z = A^(−1/2) the gradient is −ZWZ.
enum PythonGradients {
  TORCH(
      PythonRootLoops.TORCH,
      "d - d.mT",
      """
      class _Root(torch.autograd.Function):
          ""\"The iteration, with the gradient of what it tends to.""\"

          @staticmethod
          def forward(ctx, m, rows):
              x = _iterated(m, rows)
              ctx.save_for_backward(m, x)
              ctx.rows = rows
              return x

          @staticmethod
          def backward(ctx, gradient):
              m, x = ctx.saved_tensors
              return _gradient(m, x, _symmetric(gradient), ctx.rows), None\
      """),

  JAX(
      PythonRootLoops.JAX,
      "d - jnp.swapaxes(d, -1, -2)",
      """
      @functools.partial(jax.custom_vjp, nondiff_argnums=(1,))
      def _root(m, steps):
          ""\"The iteration, with the gradient of what it tends to.""\"
          return _iterated(m, {{rows}})


      def _root_forward(m, steps):
          x = _iterated(m, {{rows}})
          return x, (m, x)


      def _root_backward(steps, saved, gradient):
          m, x = saved
          return (_gradient(m, x, _symmetric(gradient), {{rows}}),)


      _root.defvjp(_root_forward, _root_backward)\
      """);

  private static final String HORNER =
      """
      def _with_derivative(c, m, d):
          ""\"c0, L and the derivative of L, q(M) = c0 I + L, where that of M is D.""\"
          polynomial, derivative = {{first}}
          for ck in reversed(c[1:-1]):
              derivative = _fused(_fused(d, derivative, m, ck), polynomial, d, 1.0)
              polynomial = _fused(m, polynomial, m, ck)
          return c[0], polynomial, derivative\
      """;

  private static final String PLANNED =
      """
      def _with_derivative(plan, m, d):
          ""\"c0, L and the derivative of L, q(M) = c0 I + L, where that of M is D.""\"
          scale, shift, c0, products, last = plan
          eye = _eye(m)
          matrices = [eye, _stored((-shift, scale), (eye, m))]
          derivatives = [0 * d, _scaled(scale, d)]
          for left, right, add in products:
              a, da = _stored(left, matrices), _stored(left, derivatives)
              b, db = _stored(right, matrices), _stored(right, derivatives)
              matrices.append(_fused(_stored(add, matrices), a, b, 1.0))
              derivatives.append(_fused(_fused(_stored(add, derivatives), da, b, 1.0), a, db, 1.0))
          return c0, _stored(last, matrices), _stored(last, derivatives)\
      """;

  private static final String LYAPUNOV =
      """
      def _lyapunov(y, g, rows):
          ""\"W of Y W + W Y = G, Y and G symmetric: the sign of [[Y, G], [0, -Y]] is [[I, 2 W], [0, -I]].

          B <- B q(B^2) from B = Y; the block beside it by the product rule.
          ""\"
          b, block = y, g
      {{before}}
          for t, row in enumerate(rows):
      {{scaling}}
              d = _fused(b, b, block)
              d = {{commutator}}  # B times the block less the block times B
              c0, polynomial, derivative = _with_derivative(row, _fused(b, b, b), d)
              block = _symmetric(_fused(_fused(block, block, polynomial, c0), b, derivative, 1.0))
              if {{more}}:
                  b = _symmetric(_fused(b, b, polynomial, c0))
          return block / 2\
      """;

  private static final String UPPER =
      """
      # After so many steps no eigenvalue is more than this times that of the exact root. A gradient is
      # solved for the root divided by it: beyond their interval polynomials may change the sign.
      UPPER = {{upper}}\
      """;

  private static final String OF_ROOT =
      """
      def _gradient(m, y, g, rows):
          ""\"The gradient with respect to M of a loss with the gradient G with respect to Y = M^(1/2).""\"
          scale = UPPER[min(len(rows), len(UPPER)) - 1]
          return _lyapunov(y / scale, g, rows) / scale\
      """;

  private static final String OF_INVERSE =
      """
      def _gradient(m, z, g, rows):
          ""\"The gradient with respect to M of a loss with the gradient G with respect to Z = M^(-1/2).""\"
          scale = UPPER[min(len(rows), len(UPPER)) - 1]
          w = _lyapunov(_symmetric(_fused(m, m, z)) / scale, g, rows) / scale
          return -_symmetric(_fused(z, _fused(z, z, w), z))\
      """;

  private final PythonRootLoops loops;
  private final String commutator;
  private final String root;

  /// @param loops the forward pass
  /// @param commutator of B and the block, from the first of its two products
  /// @param root the iteration as a function with a gradient
  PythonGradients(PythonRootLoops loops, String commutator, String root) {
    this.loops = loops;
    this.commutator = commutator;
    this.root = root;
  }

  /// The functions of the gradient, and the iteration that has it.
  List<String> functions(ExportRequest request) {
    boolean planned = Plans.needed(request.table().steps());
    boolean scales = PythonRootLoops.scales(request);
    String first = loops.scaled("c[-1]", "m") + ", " + loops.scaled("c[-1]", "d");
    Map<String, String> values =
        Map.of(
            "first",
            first,
            "rows",
            PythonLoops.run(request),
            "commutator",
            commutator,
            "before",
            scales ? "    full = " + PythonRootLoops.full(request) : "",
            "scaling",
            scales ? loops.scaling(request, "b, block", "b", "block", 1) : "",
            "more",
            scales ? "t < full[-1]" : "t + 1 < len(rows)");
    Certificate certificate = request.certificate();
    List<Double> upper =
        certificate == null
            ? List.of(1.0)
            : certificate.steps().stream().map(step -> step.image().upper()).toList();
    return List.of(
        CodeText.fill(UPPER, Map.of("upper", PythonRows.tuple(upper))),
        CodeText.fill(planned ? PLANNED : HORNER, values),
        CodeText.fill(LYAPUNOV, values),
        request.function() == ExportFunction.SQRT ? OF_ROOT : OF_INVERSE,
        CodeText.fill(root, values));
  }
}
