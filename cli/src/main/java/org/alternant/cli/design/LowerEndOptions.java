package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.cli.options.TensorOptions;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.coefficients.text.MessageText;
import org.alternant.toolkit.design.LowerEnd;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The options of `design` that say for which singular values: given, found for a band, or read
/// from matrices.
final class LowerEndOptions {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Option(
      names = "--lower",
      paramLabel = "L",
      description = "The smallest singular value to be brought to 1, above 0.")
  private @Nullable Double lower;

  @Option(
      names = "--upper",
      defaultValue = "1",
      paramLabel = "U",
      description = "The largest singular value (default: ${DEFAULT-VALUE}).")
  private double upper;

  @Option(
      names = "--band",
      split = ",",
      paramLabel = "A,B",
      description =
          "Instead of L, the interval in which the singular values are to come out: finds the"
              + " smallest L for which they do.")
  private @Nullable List<BigDecimal> band;

  @Option(names = "--delta", paramLabel = "D", description = "Short for --band 1-D,1+D.")
  private @Nullable BigDecimal delta;

  @Option(
      names = "--from-matrices",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Take L from the normalized singular values (for an inverse root the eigenvalues) of"
              + " matrices (.npy, Matrix Market, .npz, .safetensors or PyTorch's .pt; FILE#NAME is"
              + " one tensor), whose distribution is shown.")
  private @Nullable Set<Path> files;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TensorOptions tensors;

  @Option(
      names = "--quantile",
      paramLabel = "Q",
      description =
          "The fraction of those singular values that may lie below L, at least 0 and below 1"
              + " (default: 0.01).")
  private @Nullable Double quantile;

  private @Nullable Double bound;

  /// How many files a table's description names.
  private static final int NAMED_FILES = 8;

  double upper() {
    return bound == null ? upper : bound;
  }

  /// Whether the lower end is to be found for a band.
  boolean isFound() {
    return band != null || delta != null;
  }

  /// Checks that the options go together.
  ///
  /// @param function what is designed: of a clip, which is for [0, bound], none may be given
  /// @throws ParameterException if they do not
  void check(TableFunction function) {
    bound = function.bound();
    if (bound != null) {
      lower = 0.0;
    }
    long given = Stream.of(lower, band, delta, files).filter(x -> x != null).count();
    if (given != 1) {
      throw usage("give exactly one of --lower, --band, --delta and --from-matrices");
    }
    if (tensors.given() && files == null) {
      throw usage("--tensor is for --from-matrices");
    }
    if (quantile != null && files == null) {
      throw usage("--quantile is for --from-matrices");
    }
    if (quantile != null && !(quantile >= 0 && quantile < 1)) {
      throw usage(
          "--quantile must be at least 0 and below 1, found " + MessageText.number(quantile));
    }
    if (delta != null && !(delta.signum() > 0 && delta.compareTo(BigDecimal.ONE) < 0)) {
      throw usage("--delta must be between 0 and 1, found " + delta);
    }
    if (band != null
        && (band.size() != 2
            || band.getFirst().signum() <= 0
            || band.getFirst().compareTo(band.getLast()) >= 0)) {
      throw usage("--band needs two numbers 0 < A < B, found " + band);
    }
  }

  /// The lower end: given, to be found for a band, or from the matrices, whose spectrum is shown.
  ///
  /// @param modelled the coherence that a rounding model assumes; infinite without one
  LowerEnd lowerEnd(
      TableFunction function, Normalization normalization, double modelled, boolean quiet)
      throws IOException {
    if (lower != null) {
      return new LowerEnd.Given(lower);
    }
    if (band != null) {
      return new LowerEnd.ForBand(band.getFirst(), band.getLast());
    }
    if (delta != null) {
      return LowerEnd.within(delta);
    }
    PrintWriter err = spec.commandLine().getErr();
    MatrixSpectrum spectrum = SpectrumFiles.read(files(), tensors, function, normalization, err);
    OptionalDouble found = spectrum.quantile(quantile());
    if (!quiet && found.isPresent()) {
      SpectrumChart.lines(spectrum, values(function), quantile(), found.getAsDouble())
          .forEach(err::println);
      warn("the largest is ", spectrum.largest(), ", above the upper end ", upper);
      warn("their coherence is ", spectrum.coherence(), ", above --coherence ", modelled);
      err.flush();
    }
    return new LowerEnd.Quantile(spectrum, quantile());
  }

  private void warn(String what, double value, String above, double limit) {
    if (value > limit) {
      String note = "note: " + what + Numbers.brief(value) + above + Numbers.brief(limit);
      spec.commandLine().getErr().println(note);
    }
  }

  private List<Path> files() {
    return files == null ? List.of() : List.copyOf(files);
  }

  private double quantile() {
    return quantile == null ? LowerEnd.Quantile.CUSTOMARY : quantile;
  }

  /// Where the lower end comes from, in words; null where it was given or found.
  @Nullable String origin(TableFunction function) {
    if (files == null) {
      return null;
    }
    String names =
        files.stream()
            .limit(NAMED_FILES)
            .map(file -> String.valueOf(file.getFileName()))
            .collect(Collectors.joining(", "));
    int more = files.size() - NAMED_FILES;
    return "lower end: the "
        + quantile()
        + " quantile of the normalized "
        + values(function)
        + " of "
        + names
        + (more > 0 ? " and " + more + " more files" : "");
  }

  private static String values(TableFunction function) {
    return function.isRoot() ? "eigenvalues" : "singular values";
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
