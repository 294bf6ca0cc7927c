package org.alternant.cli.design;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.text.Numbers;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.jspecify.annotations.Nullable;
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
      description = "The largest (default: ${DEFAULT-VALUE}).")
  private double upper;

  @Option(
      names = "--band",
      split = ",",
      paramLabel = "A,B",
      description =
          "Instead of L, what the singular values are to come out in: finds the smallest L for"
              + " which they do.")
  private @Nullable List<BigDecimal> band;

  @Option(names = "--delta", paramLabel = "D", description = "Short for --band 1-D,1+D.")
  private @Nullable BigDecimal delta;

  @Option(
      names = "--from-matrices",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Take L from the normalized singular values of matrices (.npy or Matrix Market), whose"
              + " distribution is shown.")
  private @Nullable List<Path> files;

  @Option(
      names = "--quantile",
      paramLabel = "Q",
      description =
          "The fraction of those singular values that may lie below L, from 0 up to 1 (default:"
              + " 0.01).")
  private @Nullable Double quantile;

  private static final double CUSTOMARY_QUANTILE = 0.01;

  /// How many files a table's description names.
  private static final int NAMED_FILES = 8;

  double upper() {
    return upper;
  }

  /// Whether the lower end is to be found for a band.
  boolean isFound() {
    return band != null || delta != null;
  }

  /// Checks that the options go together.
  ///
  /// @throws ParameterException if they do not
  void check() {
    long given = Stream.of(lower, band, delta, files).filter(x -> x != null).count();
    if (given != 1) {
      throw usage(
          "say the lower end by exactly one of --lower, --band, --delta and --from-matrices");
    }
    if (quantile != null && files == null) {
      throw usage("--quantile is for --from-matrices");
    }
    if (quantile != null && !(quantile >= 0 && quantile < 1)) {
      throw usage("--quantile must be from 0 up to 1, found " + quantile);
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

  private BigDecimal end(boolean high) {
    if (band != null) {
      return high ? band.getLast() : band.getFirst();
    }
    BigDecimal half = delta == null ? BigDecimal.ZERO : delta;
    return high ? BigDecimal.ONE.add(half) : BigDecimal.ONE.subtract(half);
  }

  /// The band; null where the image is centred about 1.
  @Nullable Interval band() {
    return isFound() ? new Interval(end(false).doubleValue(), end(true).doubleValue()) : null;
  }

  /// The worst-case error before the last step is multiplied by the middle of the band [a, b]: (b −
  /// a)/(b + a).
  double bandError() {
    return end(true)
        .subtract(end(false))
        .divide(end(true).add(end(false)), MathContext.DECIMAL64)
        .doubleValue();
  }

  /// The lower end that is given, or read from the matrices.
  ///
  /// @param modelled the coherence that a rounding model reckons with; infinite without one
  double lower(Normalization normalization, double modelled, boolean quiet)
      throws BadInput, IOException {
    if (lower != null) {
      return lower;
    }
    PrintWriter err = spec.commandLine().getErr();
    MatrixSpectrum spectrum = MatrixSpectrum.read(files(), normalization, err);
    double found = spectrum.quantile(quantile());
    if (!quiet) {
      spectrum.chart(quantile(), found).forEach(err::println);
      warn("the largest is ", spectrum.largest(), ", above the upper end ", upper);
      warn("their coherence is ", spectrum.coherence(), ", above --coherence ", modelled);
      err.flush();
    }
    return found;
  }

  private void warn(String what, double value, String above, double limit) {
    if (value > limit) {
      String note = "note: " + what + Numbers.brief(value) + above + Numbers.brief(limit);
      spec.commandLine().getErr().println(note);
    }
  }

  private List<Path> files() {
    return files == null ? List.of() : files;
  }

  private double quantile() {
    return quantile == null ? CUSTOMARY_QUANTILE : quantile;
  }

  /// Where the lower end comes from, in words; null where it was given or found.
  @Nullable String origin() {
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
        + " quantile of the normalized singular values of "
        + names
        + (more > 0 ? " and " + more + " more files" : "");
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
