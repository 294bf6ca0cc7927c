package org.alternant.cli.design;

import java.util.List;
import org.alternant.cli.options.OptionSection;

/// The order of `design`'s options in its help.
final class DesignSections {

  static final List<OptionSection> ALL =
      List.of(
          OptionSection.of(
              "What to approximate",
              "--function",
              "--root",
              "--bound",
              "--threshold",
              "--lower",
              "--upper",
              "--band",
              "--delta",
              "--from-matrices",
              "--tensor",
              "--quantile"),
          OptionSection.of("Steps", "--degree", "--steps", "--degrees"),
          OptionSection.of(
              "Or a limit within which to search for them",
              "--budget",
              "--flops",
              "--max-error",
              "--allowed-degrees",
              "--shape",
              "--symmetric",
              "--form",
              "--gram-precision",
              "--pareto"),
          OptionSection.of(
              "Cushion and safety factor", "--cushion", "--safety", "--safety-placement"),
          OptionSection.of(
              "Rounding",
              "--coefficients",
              "--precision",
              "--rounding-slack",
              "--coherence",
              "--runtime",
              "--epilogue",
              "--storage",
              "--room",
              "--rates",
              "--step-precisions"),
          OptionSection.of(
              "Normalization and tail",
              "--tail",
              "--normalization-factor",
              "--normalization-epsilon"),
          OptionSection.of(
              "Output", "--output", "--force", "--name", "--description", "--json", "--quiet"),
          OptionSection.of("Help", "--help", "--version", "--debug"));

  private DesignSections() {}
}
