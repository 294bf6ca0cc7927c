package org.alternant.exports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.EvaluationPlan.Product;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Step;
import org.alternant.exports.parts.CodeText;
import org.alternant.exports.parts.Plans;
import org.alternant.exports.parts.Protobuf;
import org.jspecify.annotations.Nullable;

/// An ONNX model that maps a batch X: b×m×n to its polar factors Y, with the steps unrolled. The
/// Gram matrix is that of the rows, and of the columns where the shape is known to be tall.
///
/// Source of field numbers: `onnx/onnx.proto3` of the ONNX project, IR version 8; operator set 17,
/// in which `ReduceSumSquare` has its axes as an attribute.
final class OnnxModel {

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 17;

  /// Runtimes plan and optimize the whole graph before they run: a table far beyond what anybody
  /// uses (63 steps of degree 5 have 450 nodes) would keep them busy for minutes.
  private static final int MOST_NODES = 20_000;

  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final ExportRequest request;
  private final boolean single;
  private final List<Protobuf> nodes = new ArrayList<>();
  private final List<Protobuf> initializers = new ArrayList<>();
  private final Map<Double, String> constants = new HashMap<>();

  private @Nullable String identity;

  private OnnxModel(ExportRequest request) {
    this.request = request;
    single = request.precision() == Precision.FLOAT32;
  }

  static byte[] of(ExportRequest request) throws ExportRefused {
    return new OnnxModel(request).model();
  }

  private byte[] model() throws ExportRefused {
    requireFewNodes();
    MatrixShape shape = request.shape();
    boolean tall = shape != null && shape.rows() > shape.columns();
    String x = normalized("X");
    x = tall ? transposed(x) : x;
    for (Step step : request.run()) {
      x = stepped(x, Plans.of(step));
    }
    x = tall ? transposed(x) : x;
    node("Identity", List.of(x), "Y");
    Protobuf graph = new Protobuf();
    nodes.forEach(node -> graph.message(1, node));
    graph.text(2, CodeText.identifier(request.table().name()));
    initializers.forEach(initializer -> graph.message(5, initializer));
    graph.message(11, value("X")).message(12, value("Y"));
    Protobuf model =
        new Protobuf()
            .integer(1, IR_VERSION)
            .text(2, "alternant")
            .text(6, description())
            .message(7, graph)
            .message(8, new Protobuf().text(1, "").integer(2, OPERATOR_SET));
    metadata().forEach((key, text) -> model.message(14, entry(key, text)));
    return model.toBytes();
  }

  private String description() {
    List<String> lines = new ArrayList<>(Head.lines(ExportTarget.ONNX, request));
    lines.add("input          X: batch x rows x columns; output Y of the same shape");
    if (!single) {
      // Its FusedMatMul has a factor alpha, an attribute, and those are float32 by ONNX's
      // definition.
      lines.add(
          "precision      ONNX Runtime's extended optimizations round the coefficients to float32:"
              + " set the graph optimization level to basic");
    }
    return String.join("\n", lines);
  }

  /// A run's nodes, about: a combination takes two for each of its terms, a product two more.
  private void requireFewNodes() throws ExportRefused {
    long count = request.run().stream().mapToLong(step -> nodes(Plans.of(step))).sum();
    if (count > MOST_NODES) {
      throw new ExportRefused(new Refusal.TooManyNodes(count, MOST_NODES));
    }
  }

  private static long nodes(EvaluationPlan plan) {
    long terms =
        terms(plan.lastFactors())
            + plan.products().stream()
                .flatMap(product -> Plans.combinations(product).stream())
                .mapToLong(OnnxModel::terms)
                .sum();
    return 2L * (plan.squareProducts() + plan.rectangularProducts() + terms) + 1;
  }

  private static long terms(List<Double> factors) {
    return factors.stream().filter(factor -> factor != 0).count();
  }

  private String normalized(String x) {
    Normalization normalization = request.normalization();
    if (normalization.norm() == Norm.NONE) {
      return x;
    }
    boolean wide = request.precision() != Precision.FLOAT16;
    String unit = wide ? largest(x) : "";
    String shrunk = wide ? node("Div", List.of(x, unit), "shrunk") : x;
    String name = "squares";
    nodes.add(
        operation("ReduceSumSquare", List.of(shrunk), name)
            .message(5, integers("axes", 1, 2))
            .message(5, integer("keepdims", 1)));
    String norm = node("Sqrt", List.of(name), "norm");
    String scaled = node("Mul", List.of(norm, constant(normalization.factor())), "scaled_norm");
    String epsilon = constant(normalization.epsilon());
    String added = wide ? node("Div", List.of(epsilon, unit), "epsilon_over_largest") : epsilon;
    String sum = node("Add", List.of(scaled, added), "scale");
    // The zero matrix stays zero.
    String positive =
        node("Max", List.of(sum, constant(request.precision().smallestNormal())), "divisor");
    return node("Div", List.of(shrunk, positive), "normalized");
  }

  /// The largest entry, by which the others are divided first, so that their squares neither
  /// overflow nor vanish. Not in float16, where the sum of many squares of about 1 would overflow.
  private String largest(String x) {
    String sizes = node("Abs", List.of(x), "sizes");
    String name = "largest";
    nodes.add(
        operation("ReduceMax", List.of(sizes), name)
            .message(5, integers("axes", 1, 2))
            .message(5, integer("keepdims", 1)));
    return node("Max", List.of(name, constant(request.precision().smallestNormal())), "unit");
  }

  /// κX + (Σ lastᵢ Mᵢ)X.
  private String stepped(String x, EvaluationPlan plan) {
    String linear = scaled(plan.identity(), x);
    if (plan.scales()) {
      return linear;
    }
    String t = scaled(plan.scale(), node("MatMul", List.of(x, transposed(x)), name()));
    List<String> matrices = new ArrayList<>();
    matrices.add(Plans.usesIdentity(plan) ? identity(x) : "");
    matrices.add(plan.shift() == 0 ? t : added(t, scaled(-plan.shift(), matrices.getFirst())));
    for (Product product : plan.products()) {
      String left = combination(product.left(), matrices);
      String right = combination(product.right(), matrices);
      String result = node("MatMul", List.of(left, right), name());
      matrices.add(
          terms(product.addend()) == 0
              ? result
              : added(result, combination(product.addend(), matrices)));
    }
    String last = combination(plan.lastFactors(), matrices);
    return added(linear, node("MatMul", List.of(last, x), name()));
  }

  private String combination(List<Double> factors, List<String> matrices) {
    return IntStream.range(0, factors.size())
        .filter(i -> factors.get(i) != 0)
        .mapToObj(i -> scaled(factors.get(i), matrices.get(i)))
        .reduce(this::added)
        .orElseGet(() -> scaled(0, matrices.get(1)));
  }

  private String scaled(double factor, String x) {
    return factor == 1 ? x : node("Mul", List.of(x, constant(factor)), name());
  }

  private String added(String x, String y) {
    return node("Add", List.of(x, y), name());
  }

  /// I beside the iterate, of which only the shape is read; it is the same for all steps.
  private String identity(String x) {
    if (identity == null) {
      identity = "identity";
      nodes.add(
          operation("Shape", List.of(x), "rows")
              .message(5, integer("start", 1))
              .message(5, integer("end", 2)));
      nodes.add(
          operation("Concat", List.of("rows", "rows"), "square").message(5, integer("axis", 0)));
      node("ConstantOfShape", List.of("square"), "zeros");
      nodes.add(
          operation("EyeLike", List.of("zeros"), identity)
              .message(5, integer("dtype", single ? FLOAT : DOUBLE)));
    }
    return identity;
  }

  private String transposed(String x) {
    String name = name();
    nodes.add(operation("Transpose", List.of(x), name).message(5, integers("perm", 0, 2, 1)));
    return name;
  }

  private String node(String operator, List<String> inputs, String output) {
    nodes.add(operation(operator, inputs, output));
    return output;
  }

  private static Protobuf operation(String operator, List<String> inputs, String output) {
    Protobuf node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    return node.text(2, output).text(3, "make_" + output).text(4, operator);
  }

  /// A new value's name.
  private String name() {
    return "v" + nodes.size();
  }

  /// The name of a number without dimensions.
  private String constant(double value) {
    String known = constants.get(value);
    if (known != null) {
      return known;
    }
    String name = "k" + constants.size();
    constants.put(value, name);
    ByteBuffer raw = ByteBuffer.allocate(single ? Float.BYTES : Double.BYTES);
    raw.order(ByteOrder.LITTLE_ENDIAN);
    if (single) {
      raw.putFloat((float) value);
    } else {
      raw.putDouble(value);
    }
    initializers.add(
        new Protobuf().integer(2, single ? FLOAT : DOUBLE).text(8, name).bytes(9, raw.array()));
    return name;
  }

  private static Protobuf integers(String name, long... values) {
    Protobuf attribute = new Protobuf().text(1, name);
    for (long value : values) {
      attribute.integer(8, value);
    }
    return attribute.integer(20, ATTRIBUTE_INTS);
  }

  private static Protobuf integer(String name, long value) {
    return new Protobuf().text(1, name).integer(3, value).integer(20, ATTRIBUTE_INT);
  }

  /// The type of X and Y: b×m×n.
  private Protobuf value(String name) {
    MatrixShape known = request.shape();
    Protobuf shape = new Protobuf().message(1, new Protobuf().text(2, "batch"));
    shape.message(
        1,
        known == null ? new Protobuf().text(2, "rows") : new Protobuf().integer(1, known.rows()));
    shape.message(
        1,
        known == null
            ? new Protobuf().text(2, "columns")
            : new Protobuf().integer(1, known.columns()));
    Protobuf tensor = new Protobuf().integer(1, single ? FLOAT : DOUBLE).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }

  private Map<String, String> metadata() {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("alternant.table", request.table().name());
    metadata.put("alternant.steps", Integer.toString(request.run().size()));
    GoldenVectors golden = request.golden();
    if (golden != null) {
      metadata.put("alternant.test.shape", "[" + golden.rows() + ", " + golden.columns() + "]");
      metadata.put("alternant.test.input", numbers(golden.input()));
      metadata.put("alternant.test.output", numbers(golden.output()));
      metadata.put("alternant.test.singularValues", numbers(golden.singularValues()));
      metadata.put("alternant.test.image", numbers(golden.image()));
      metadata.put(
          "alternant.test.tolerance",
          Double.toString(single ? golden.tolerance32() : golden.tolerance64()));
    }
    return metadata;
  }

  private static Protobuf entry(String key, String value) {
    return new Protobuf().text(1, key).text(2, value);
  }

  /// JSON.
  private static String numbers(List<Double> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
