package org.alternant.cli.options;

import java.util.Optional;
import java.util.stream.Collectors;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.RoundingAssumptions;
import org.alternant.coefficients.RoundingRules;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.json.JsonArray;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.solver.rounding.RoundedImages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options that say in which arithmetic a table will run.
public final class RoundingOptions {

  @Option(
      names = "--precision",
      paramLabel = "P",
      completionCandidates = Choices.Ids.class,
      description =
          "Allow for rounding in this format, by the model of docs/ROUNDING.md (degrees to 5;"
              + " any of an inverse root):"
              + " ${COMPLETION-CANDIDATES} (default: exact arithmetic).")
  private @Nullable Precision precision;

  private static final int ORDINARY = (int) RoundingAssumptions.ORDINARY_COHERENCE;

  @Option(
      names = "--rounding-slack",
      paramLabel = "S[,L]",
      converter = Slack.Parser.class,
      description =
          "Allow for S times the model's rounding errors at the upper ends of intervals, and for L"
              + " times at the lower ends (default for S: "
              + RoundingAssumptions.DEFAULT_SLACK
              + ", which covers every matrix; a smaller S covers only matrices whose entries do not"
              + " repeat. Default for L in a design: "
              + RoundingAssumptions.ORDINARY_LOWER_SLACK
              + ", which is what ordinary matrices lose).")
  private @Nullable Slack slack;

  @Option(
      names = "--coherence",
      paramLabel = "MU",
      description =
          "Allow only for matrices whose entries do not repeat, and whose largest row (column) is"
              + " at most MU times as large as the root mean square of all rows (columns); in most"
              + " it is less than "
              + ORDINARY
              + " times as large (default: every matrix).")
  private @Nullable Double coherence;

  /// The shape where none is given.
  public static final String CUSTOMARY_SHAPE = "1024,4096";

  /// The same for square matrices.
  public static final String CUSTOMARY_SQUARE = "1024,1024";

  private static final MatrixShape DEFAULT_SHAPE = new MatrixShape(1024, 4096);
  private static final MatrixShape SQUARE_SHAPE = new MatrixShape(1024, 1024);

  /// The shape where none is given, as the option says.
  public static MatrixShape customaryShape(TableFunction function) {
    return function.isRoot() ? SQUARE_SHAPE : DEFAULT_SHAPE;
  }

  /// Slack for upper and for lower ends.
  record Slack(double upper, double lower) {

    /// S or S,L; S alone leaves the lower ends to ordinary matrices.
    static final class Parser implements ITypeConverter<Slack> {
      @Override
      public Slack convert(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length > 2) {
          throw new TypeConversionException("expected S or S,L, found '" + text + "'");
        }
        double upper = number(parts[0], text);
        double lower =
            parts.length == 2
                ? number(parts[1], text)
                : Math.min(upper, RoundingAssumptions.ORDINARY_LOWER_SLACK);
        return new Slack(upper, lower);
      }

      private static double number(String part, String text) {
        if (!Converters.isDecimal(part.strip())) {
          throw new TypeConversionException("expected S or S,L, found '" + text + "'");
        }
        return Converters.decimal(part.strip()).doubleValue();
      }
    }
  }

  /// The format; null: exact arithmetic.
  public @Nullable Precision precision() {
    return precision;
  }

  /// Whether any of these options is given.
  public boolean isGiven() {
    return precision != null || describesModel();
  }

  /// Whether an option says what the model of rounding is to assume.
  public boolean describesModel() {
    return slack != null || coherence != null;
  }

  /// The model; empty in exact arithmetic.
  ///
  /// @param shape null: the customary one
  /// @throws IllegalArgumentException if a number is out of its range, or given without a precision
  public Optional<RoundingAssumptions> model(@Nullable MatrixShape shape) {
    if (precision == null) {
      if (slack != null || coherence != null) {
        throw new IllegalArgumentException(
            (slack != null ? "--rounding-slack" : "--coherence") + " is for --precision");
      }
      return Optional.empty();
    }
    RoundingAssumptions model =
        RoundingAssumptions.of(precision, shape == null ? DEFAULT_SHAPE : shape);
    if (slack != null) {
      model = model.withSlack(slack.upper, slack.lower);
    }
    if (coherence != null) {
      model = model.withCoherence(coherence);
    } else if (!model.coverEveryMatrix()) {
      model = model.withCoherence(RoundingAssumptions.ORDINARY_COHERENCE);
    }
    return Optional.of(model);
  }

  /// What else there is.
  public static final String LESS_ROOM =
      "less room, and a smaller error: for matrices whose entries do not repeat, --coherence "
          + ORDINARY
          + "; by sample runs instead of a bound, --runtime pytorch";

  /// That nothing is proved, in one line.
  ///
  /// @param rules those that [RoundedImages#isAbout] says no to
  public static String notBounded(RoundingRules rules) {
    return "NOT BOUNDED for "
        + rules.name()
        + ": the model of docs/ROUNDING.md rounds a product together with its addition once, and no"
        + " coefficients; --check runs matrices";
  }

  /// What is proved, in one line.
  public static String summary(RoundedImages images, TableFunction function) {
    RoundingAssumptions model = images.assumptions();
    String where =
        (model.coverEveryMatrix()
                ? "by the model of %s rounding for every %s matrix (slack %s): "
                : "by the model of %s rounding for %s matrices whose entries do not repeat (slack"
                    + " %s, coherence %s): ")
            .formatted(
                (function.isRoot() ? "fused " : "") + EnumIds.of(model.precision()),
                model.shape(),
                Numbers.brief(model.slack()),
                Numbers.brief(model.coherence()));
    if (function.isRoot()) {
      return where + relativeError(images);
    }
    if (!images.bounded()) {
      return where
          + "NOT BOUNDED after step "
          + (images.images().size() - 1)
          + ": the table has too little room above its intervals"
          + (model.coverEveryMatrix()
              ? "; for matrices whose entries do not repeat: --coherence " + ORDINARY
              : "");
    }
    Interval last = images.images().getLast().image();
    return where
        + "every singular value stays in "
        + Numbers.brief(last)
        + (last.lower() == 0 ? "; the smallest may be lost in rounding" : "");
  }

  private static String relativeError(RoundedImages images) {
    return images.bounded()
        ? "the relative error of X is at most "
            + Numbers.sizeAtMost(images.images().getLast().image().error())
        : "NOT BOUNDED after step "
            + (images.images().size() - 1)
            + ": the smallest eigenvalue may be lost in rounding; a cushion and smaller q bear"
            + " more";
  }

  /// How much further than exact images the intervals reach, in one line.
  public static String room(RoundedImages images) {
    String room =
        images.images().stream()
            .map(one -> one.stepError() / (one.image().upper() - one.stepError()))
            .map(share -> "1 + " + Numbers.sizeAtMost(share))
            .collect(Collectors.joining(", "));
    return "room above the input and each image, in place of a safety factor: " + room;
  }

  public static void toJson(JsonObject node, RoundedImages images) {
    RoundingAssumptions model = images.assumptions();
    node.put("precision", EnumIds.of(model.precision()));
    node.put("rows", model.shape().rows());
    node.put("columns", model.shape().columns());
    node.put("coherence", model.coherence());
    node.put("slack", model.slack());
    node.put("bounded", images.bounded());
    JsonArray array = node.putArray("images");
    for (RoundedImages.RoundedImage image : images.images()) {
      JsonObject one = array.addObject();
      one.set("image", TableWriter.toJson(image.image()));
      one.put("stepError", image.stepError());
    }
  }
}
