package org.alternant.cli.validate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.alternant.cli.options.Choices;
import org.alternant.cli.options.TensorOptions;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.files.TensorSelection;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.toolkit.NominalInput;
import org.alternant.toolkit.validate.GeneratedMatrices;
import org.alternant.toolkit.validate.MatrixBatch;
import org.alternant.toolkit.validate.MatrixSource;
import org.alternant.toolkit.validate.SpectrumChoice;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/// The options of `validate` that say on which matrices a table is run.
final class MatrixOptions {

  /// The options that are for generated matrices only.
  private static final List<String> OF_GENERATED =
      List.of(
          "--rows",
          "--cols",
          "--spectrum",
          "--spectrum-lower",
          "--spectrum-upper",
          "--seed",
          "--batch",
          "--repeat");

  @Option(
      names = "--matrix",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Read matrices from .npy (a three-dimensional array is a batch), Matrix Market, .npz,"
              + " .safetensors or PyTorch's .pt files (FILE#NAME is one tensor; a checkpoint's"
              + " index.json stands for all its files). Takes all words up to the next option, so"
              + " TABLE comes before it.")
  private @Nullable Set<Path> files;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private TensorOptions tensors;

  @Option(names = "--rows", paramLabel = "M", description = "The rows of a generated matrix.")
  private @Nullable Integer rows;

  @Option(
      names = {"--cols", "--columns"},
      paramLabel = "N",
      description = "Its columns.")
  private @Nullable Integer columns;

  @Option(
      names = "--spectrum",
      defaultValue = "log-uniform",
      paramLabel = "S",
      completionCandidates = Choices.Ids.class,
      description =
          "How its singular values are spread: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}). Adversarial ones lie where the certificate's error is"
              + " attained.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private Spectrum.Kind spectrum;

  @Option(
      names = "--spectrum-lower",
      paramLabel = "L",
      description = "The smallest of them (default: the table's lower end, or 1e-3).")
  private @Nullable Double lower;

  @Option(
      names = "--spectrum-upper",
      paramLabel = "U",
      description = "The largest (default: 1; for a clip its bound).")
  private @Nullable Double upper;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--batch",
      defaultValue = "1",
      paramLabel = "K",
      description =
          "Generate K matrices, from this seed and the following ones, and run them together.")
  private int batch;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "Or run N of them one after the other, and print the distribution of the results.")
  private @Nullable Integer repeat;

  /// How many seeds to run one after the other; null where one run is shown in full.
  @Nullable Integer repeat() {
    return repeat;
  }

  /// What is wrong with the options in itself.
  ///
  /// @param given the options as they were typed
  /// @return a sentence, or null
  @Nullable String violation(ParseResult given, MatrixFunction function) {
    if (files != null) {
      return OF_GENERATED.stream()
          .filter(given::hasMatchedOption)
          .findFirst()
          .map(option -> "--matrix and " + option + " cannot be combined")
          .orElse(null);
    }
    if (tensors.given()) {
      return "--tensor is for --matrix";
    }
    if (rows == null && columns == null) {
      return "give the matrices with --matrix FILE, or their size with --rows and --cols";
    }
    if (rows == null || columns == null) {
      return rows == null ? "--cols needs --rows" : "--rows needs --cols";
    }
    if (spectrum == Spectrum.Kind.GAUSSIAN) {
      for (String option : List.of("--spectrum-lower", "--spectrum-upper")) {
        if (given.hasMatchedOption(option)) {
          return option
              + " is for singular values that are prescribed; a gaussian matrix has its own";
        }
      }
    }
    return violation(rows, columns, function);
  }

  private @Nullable String violation(int rows, int columns, MatrixFunction function) {
    if (rows < 1 || columns < 1) {
      return "--rows and --cols must be 1 or more, found " + rows + " and " + columns;
    }
    if (batch < 1) {
      return "--batch must be 1 or more, found " + batch;
    }
    if (repeat != null && repeat < 1) {
      return "--repeat must be 1 or more, found " + repeat;
    }
    if (repeat != null && batch > 1) {
      return "--repeat and --batch cannot be combined";
    }
    if (function.needsSquare() && rows != columns) {
      return "this function needs a square matrix, found --rows " + rows + " and --cols " + columns;
    }
    return (long) rows * columns > Integer.MAX_VALUE
        ? "a " + rows + "×" + columns + " matrix has 2³¹ entries or more; choose a smaller one"
        : null;
  }

  /// The matrices: those of files are read, others will be generated.
  ///
  /// @throws IllegalArgumentException for ends of the spectrum that do not fit
  MatrixSource source(CoefficientTable table, MatrixFunction function)
      throws IOException, BadInput {
    if (files == null) {
      return generated(table);
    }
    List<MatrixBatch> batches = new ArrayList<>();
    TensorSelection selection = tensors.selection();
    for (Path file : files) {
      for (MatrixBatch batch : MatrixBatch.readAll(file, selection, tensors::note)) {
        requireSquare(function, batch, file);
        batches.add(batch);
      }
    }
    return new MatrixSource.Given(batches);
  }

  /// @throws IllegalArgumentException for ends of the spectrum that do not fit
  private GeneratedMatrices generated(CoefficientTable table) {
    OptionalDouble from = lower == null ? OptionalDouble.empty() : OptionalDouble.of(lower);
    SpectrumChoice choice = SpectrumChoice.of(spectrum, from, upper(table));
    if (choice instanceof SpectrumChoice.Drawn drawn) {
      drawn.of(table); // Checks the ends.
    }
    return new GeneratedMatrices(
        Objects.requireNonNull(rows), Objects.requireNonNull(columns), choice, seed, batch);
  }

  /// The matrices for a table of parts: those of files are read, others generated, for eigenvalues
  /// with alternating signs.
  ///
  /// @throws IllegalArgumentException for ends of the spectrum that do not fit
  List<MatrixBatch> batches(FormulaTable table) throws IOException, BadInput {
    if (files == null) {
      return List.of(FormulaMatrices.generated(table, requested(table)));
    }
    List<MatrixBatch> batches = new ArrayList<>();
    TensorSelection selection = tensors.selection();
    for (Path file : files) {
      for (MatrixBatch batch : MatrixBatch.readAll(file, selection, tensors::note)) {
        batches.add(FormulaMatrices.fitting(table, batch, file));
      }
    }
    return batches;
  }

  private FormulaMatrices.Request requested(FormulaTable table) {
    double to = upper != null ? upper : table.nominal().upper();
    double from = lower != null ? lower : Math.min(to, NominalInput.CUSTOMARY_LOWER);
    return new FormulaMatrices.Request(
        Objects.requireNonNull(rows),
        Objects.requireNonNull(columns),
        spectrum,
        from,
        to,
        seed,
        batch);
  }

  private double upper(CoefficientTable table) {
    Double bound = table.function().bound();
    return upper != null ? upper : bound != null ? bound : 1;
  }

  private static void requireSquare(MatrixFunction function, MatrixBatch batch, Path file)
      throws BadInput {
    if (function.needsSquare() && batch.rows() != batch.columns()) {
      throw new BadInput(
          file
              + ": this function needs a square matrix, found "
              + batch.rows()
              + "×"
              + batch.columns());
    }
  }
}
