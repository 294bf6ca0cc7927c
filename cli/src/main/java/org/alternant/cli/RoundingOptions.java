package org.alternant.cli;

import java.util.Objects;
import java.util.Optional;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingModel;
import org.alternant.coefficients.TableWriter;
import org.alternant.solver.RoundedImages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The options that say in which arithmetic a table will run.
final class RoundingOptions {

  @Option(
      names = "--precision",
      paramLabel = "P",
      completionCandidates = Choices.Precisions.class,
      description =
          "Reckon with rounding in this format, by the model of docs/ROUNDING.md (degrees to 5):"
              + " ${COMPLETION-CANDIDATES} (default: exact arithmetic).")
  private @Nullable Precision precision;

  @Option(
      names = "--shape",
      defaultValue = "1024,4096",
      paramLabel = "M,N",
      description = "The matrix's shape, for --precision (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private RunCost.Shape shape;

  @Option(
      names = "--rounding-slack",
      defaultValue = "" + RoundingModel.DEFAULT_SLACK,
      paramLabel = "S",
      description =
          "How many times the rounding errors of random matrices to allow for (default:"
              + " ${DEFAULT-VALUE}, which covers every matrix measured).")
  private double slack;

  /// The model; empty in exact arithmetic.
  ///
  /// @throws IllegalArgumentException if the slack is not positive
  Optional<RoundingModel> model() {
    return precision == null
        ? Optional.empty()
        : Optional.of(new RoundingModel(precision, shape.rows(), shape.columns(), slack));
  }

  /// One line.
  String summary(RoundedImages images) {
    String format = EnumIds.of(Objects.requireNonNull(precision));
    String where = " on " + shape.rows() + "×" + shape.columns();
    if (images.bounded()) {
      return "with "
          + format
          + " rounding"
          + where
          + ": every singular value stays in "
          + Numbers.brief(images.images().getLast().image())
          + (images.images().getLast().image().lower() == 0
              ? "; the smallest may be lost in rounding"
              : "");
    }
    return "with "
        + format
        + " rounding"
        + where
        + ": NOT BOUNDED after step "
        + (images.images().size() - 1)
        + ": the table has too little room above its intervals";
  }

  void toJson(ObjectNode node, RoundedImages images) {
    node.put("precision", EnumIds.of(Objects.requireNonNull(precision)));
    node.put("rows", shape.rows());
    node.put("columns", shape.columns());
    node.put("slack", slack);
    node.put("bounded", images.bounded());
    ArrayNode array = node.putArray("images");
    for (RoundedImages.RoundedImage image : images.images()) {
      ObjectNode one = array.addObject();
      one.set("image", TableWriter.toJson(image.image()));
      one.put("stepError", image.stepError());
    }
  }
}
