package org.alternant.cli.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.alternant.cli.options.RoundingOptions;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.TextTable;
import org.alternant.coefficients.Certificate;
import org.alternant.solver.certificate.SmallestLower;
import org.alternant.solver.rounding.RoundedImages;
import org.alternant.toolkit.verify.VerifyOutcome;
import org.alternant.toolkit.verify.VerifyRequest;
import org.jspecify.annotations.Nullable;

/// What `verify` proves, for a person to read.
record VerifyText(VerifyOutcome.Verified proved) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    VerifyRequest request = proved.request();
    Certificate certificate = proved.certificate();
    Optional<RoundedImages> rounded = Optional.ofNullable(proved.rounded());
    lines.add(
        "table "
            + request.table().name()
            + ", "
            + Numbers.count(proved.run().size(), "step")
            + switch (request.table().function().kind()) {
              case SIGN -> ", on ";
              case INVERSE_ROOT ->
                  ", for the " + request.table().function().words() + " of eigenvalues in ";
              case CLIP -> ", for min(x, 1) on ";
            }
            + Numbers.exact(request.input()));
    lines.add("");
    lines.addAll(images(rounded).lines());
    lines.add("");
    lines.add(
        "worst-case error   "
            + (proved.isAttained() ? "" : "at most ")
            + certificate.worstCaseError()
            + (proved.isAttained() ? ", attained at " + proved.witness() : ""));
    lines.add("positive up to     " + upper(request, orEmpty(certificate.signSafeUpper())));
    lines.add("error below 1 up to " + upper(request, proved.unitErrorUpper()));
    if (request.table().function().isRoot()) {
      lines.add("borne below 0      " + Numbers.words(proved.negativeMargin()));
    }
    rounded
        .map(images -> RoundingOptions.summary(images, request.table().function()))
        .ifPresent(lines::add);
    lines.addAll(answers());
    return lines;
  }

  /// How far inputs may reach; of a clip ulps of 1 say nothing.
  private static String upper(VerifyRequest request, OptionalDouble upper) {
    return request.table().function().isClip() ? Numbers.bound(upper) : Numbers.beyondOne(upper);
  }

  /// What was asked about the lower end and the error.
  private List<String> answers() {
    List<String> lines = new ArrayList<>();
    VerifyRequest request = proved.request();
    if (proved.smallestLower() != null) {
      lines.add(
          "smallest lower end with a worst-case error of at most "
              + request.lowerEndFor()
              + (proved.rounded() != null ? " in exact arithmetic" : "")
              + ": "
              + words(proved.smallestLower()));
    }
    if (request.maximumError() != null) {
      lines.add(
          (proved.exceedsMaximum() ? "EXCEEDS" : "is within")
              + " the maximum of "
              + request.maximumError());
    }
    return lines;
  }

  private static String words(SmallestLower smallest) {
    return switch (smallest) {
      case SmallestLower.Found(double lower) -> Double.toString(lower);
      case SmallestLower.AtMost(double lower) -> "at most " + lower + ", the least searched";
      case SmallestLower.Every _ -> "every lower end serves";
      case SmallestLower.None _ -> "none";
    };
  }

  private TextTable images(Optional<RoundedImages> rounded) {
    TextTable images =
        new TextTable("step", "degree", "<image", rounded.isPresent() ? "<with rounding" : "<");
    for (int t = 0; t < proved.run().size(); t++) {
      images.row(
          Integer.toString(t + 1),
          Integer.toString(proved.run().get(t).degree()),
          Numbers.brief(proved.certificate().steps().get(t).image()),
          roundedImage(rounded, t + 1));
    }
    return images;
  }

  private static String roundedImage(Optional<RoundedImages> rounded, int step) {
    return rounded
        .filter(images -> step < images.images().size())
        .map(images -> images.images().get(step).image())
        .map(image -> image.upper() < Double.MAX_VALUE ? Numbers.brief(image) : "not bounded")
        .orElse("");
  }

  static OptionalDouble orEmpty(@Nullable Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
