package org.alternant.cli;

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
      names = "--rounding-slack",
      defaultValue = "" + RoundingModel.DEFAULT_SLACK,
      paramLabel = "S",
      description =
          "How many times the rounding errors of random matrices to allow for (default:"
              + " ${DEFAULT-VALUE}, which covers every matrix measured).")
  private double slack;

  /// The shape where none is given.
  static final String CUSTOMARY_SHAPE = "1024,4096";

  /// The model; empty in exact arithmetic.
  ///
  /// @param shape null: the customary one
  /// @throws IllegalArgumentException if the slack is not positive
  Optional<RoundingModel> model(RunCost.@Nullable Shape shape) {
    if (precision == null) {
      return Optional.empty();
    }
    RunCost.Shape known = shape == null ? RunCost.Shape.parse(CUSTOMARY_SHAPE) : shape;
    return Optional.of(new RoundingModel(precision, known.rows(), known.columns(), slack));
  }

  /// One line.
  static String summary(RoundedImages images) {
    RoundingModel model = images.model();
    String format = EnumIds.of(model.precision());
    String where = " on " + model.rows() + "×" + model.columns();
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

  static void toJson(ObjectNode node, RoundedImages images) {
    RoundingModel model = images.model();
    node.put("precision", EnumIds.of(model.precision()));
    node.put("rows", model.rows());
    node.put("columns", model.columns());
    node.put("slack", model.slack());
    node.put("bounded", images.bounded());
    ArrayNode array = node.putArray("images");
    for (RoundedImages.RoundedImage image : images.images()) {
      ObjectNode one = array.addObject();
      one.set("image", TableWriter.toJson(image.image()));
      one.put("stepError", image.stepError());
    }
  }
}
