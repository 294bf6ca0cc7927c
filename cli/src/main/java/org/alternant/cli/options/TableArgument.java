package org.alternant.cli.options;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.alternant.cli.status.Errors;
import org.alternant.cli.status.Errors.BadInput;
import org.alternant.cli.text.Numbers;
import org.alternant.cli.text.Similar;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableImport.Selection;
import org.alternant.coefficients.format.TableMap;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.iteration.files.MatrixFormatException;
import org.alternant.toolkit.catalogue.TableReference;
import org.alternant.toolkit.catalogue.Tables;
import org.alternant.toolkit.catalogue.UnprovedTableException;
import org.alternant.toolkit.source.TableRows;
import org.alternant.toolkit.verify.UnprovedClaim;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The argument that names a table: `-` for standard input, the name of a shipped table, a file, or
/// a literal, in this order.
public final class TableArgument {

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "TABLE",
      description =
          "A file (JSON, code, YAML, TOML, CSV, Markdown, LaTeX, .npy), file#NAME for one of its"
              + " tables, - for standard input, a shipped table's name, or 'a,b,c; a,b,c'.")
  @SuppressWarnings("NullAway.Init") // picocli sets it.
  private String argument;

  @Option(
      names = "--flat",
      paramLabel = "N",
      description =
          "Take a flat list of numbers for rows of N each. Without it up to nine are one row, and"
              + " more are refused.")
  private @Nullable Integer flat;

  /// What standard input held, where that was looked at.
  private @Nullable InputStream standardInput;

  /// An argument among others.
  ///
  /// @param argument as it was given
  public static TableArgument of(String argument) {
    TableArgument named = new TableArgument();
    named.argument = argument;
    return named;
  }

  /// The argument as it was given.
  public String argument() {
    return argument;
  }

  /// The file that the argument names, if it names one.
  public Optional<Path> file() {
    return reference() instanceof TableReference.InFile(Path file, _)
        ? Optional.of(file)
        : Optional.empty();
  }

  public CoefficientTable read() throws BadInput, IOException {
    return read(argument, standardInput == null ? System.in : standardInput, rowLength());
  }

  /// The table of parts, where the argument names one; else [#read] finds what it names.
  ///
  /// @throws BadInput if it states what is not proved, or is malformed
  public Optional<FormulaTable> readFormula() throws BadInput, IOException {
    try {
      if (argument.equals("-")) {
        byte[] bytes = System.in.readNBytes(TableReader.MAX_BYTES + 1);
        standardInput = new ByteArrayInputStream(bytes);
        return Tables.readFormula(bytes);
      }
      if (TableReference.of(argument) instanceof TableReference.InFile(Path file, _)) {
        try (InputStream input = Files.newInputStream(file)) {
          return Tables.readFormula(input.readNBytes(TableReader.MAX_BYTES + 1));
        }
      }
      return Optional.empty();
    } catch (TableFormatException e) {
      throw new BadInput(source(argument) + ": " + e.getMessage());
    } catch (UnprovedTableException e) {
      throw new BadInput(source(argument) + ": " + words(e.claims()));
    } catch (IOException e) {
      throw new BadInput(source(argument) + ": " + Errors.reason(e));
    }
  }

  /// The map from tensors to tables, where the argument names one in a file.
  ///
  /// @throws BadInput if it is malformed
  public Optional<TableMap> readMap() throws BadInput {
    if (!(reference() instanceof TableReference.InFile(Path file, _))) {
      return Optional.empty();
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(TableReader.MAX_BYTES + 1);
      return TableMap.isMap(bytes) ? Optional.of(TableMap.read(bytes)) : Optional.empty();
    } catch (TableFormatException e) {
      throw new BadInput(argument + ": " + e.getMessage());
    } catch (IOException e) {
      throw new BadInput(argument + ": " + Errors.reason(e));
    }
  }

  private TableReference reference() {
    return argument.equals("-")
        ? new TableReference.Unknown(argument)
        : TableReference.of(argument);
  }

  /// The tables of a map, which lie beside it.
  ///
  /// @param map of the file that the argument names
  /// @return each by the name of its file
  /// @throws BadInput if one cannot be read, or is none
  public SequencedMap<String, CoefficientTable> readTables(TableMap map)
      throws BadInput, IOException {
    SequencedMap<String, CoefficientTable> tables = new LinkedHashMap<>();
    for (String file : map.files()) {
      Path path = Path.of(argument).toAbsolutePath().resolveSibling(file);
      if (!Files.isRegularFile(path)) {
        throw new BadInput(argument + ": there is no table " + file + " beside it");
      }
      tables.put(file, read(path.toString()));
    }
    return tables;
  }

  private int rowLength() {
    if (flat != null && flat < 1) {
      throw new ParameterException(spec.commandLine(), "--flat must be at least 1, found " + flat);
    }
    return flat == null ? 0 : flat;
  }

  private static String source(String argument) {
    return argument.equals("-") ? "standard input" : argument;
  }

  /// Refuses a table where something is there for the sign function only.
  ///
  /// @param what is not there for others, a plural
  /// @throws BadInput if it is for another function
  public static void requireSign(CoefficientTable read, String what) throws BadInput {
    try {
      read.function().requireSign(what);
    } catch (IllegalArgumentException e) {
      throw new BadInput(read.name() + ": " + e.getMessage());
    }
  }

  public static CoefficientTable read(String argument) throws BadInput, IOException {
    return read(argument, System.in, 0);
  }

  private static CoefficientTable read(String argument, InputStream input, int rowLength)
      throws BadInput, IOException {
    boolean standardInput = argument.equals("-");
    String source = source(argument);
    TableReference reference = TableReference.of(argument);
    if (!standardInput) {
      requireTable(argument, reference);
    }
    try {
      return standardInput
          ? Tables.read(input, source, TableRows::of, new Selection(null, rowLength))
          : Tables.read(argument, TableRows::of, rowLength);
    } catch (TableFormatException | MatrixFormatException e) {
      // Rows on the command line have no name to say.
      boolean named = standardInput || reference instanceof TableReference.InFile;
      throw new BadInput((named ? source + ": " : "") + e.getMessage());
    } catch (UnprovedTableException e) {
      throw new BadInput(source + ": " + words(e.claims()));
    } catch (IOException e) {
      throw new BadInput(source + ": " + Errors.reason(e));
    }
  }

  private static String words(List<UnprovedClaim> claims) {
    UnprovedClaim first = claims.getFirst();
    int others = claims.size() - 1;
    String stated = first.place() + " is stated to be " + first.stated() + ", but ";
    String remedy = "leave out what it states (certificate, errors) or make it anew";
    // That may be the work's fault, not the file's.
    return Double.isInfinite(first.proved())
        ? stated + "nothing is proved with the work that is allowed: " + remedy
        : stated
            + first.proved()
            + " is proved"
            + (others == 0 ? "" : " (and " + Numbers.count(others, "other figure") + " likewise)")
            + (differsInLastDigits(first)
                ? ": its last digits are wrong; "
                : ": the file was edited; ")
            + remedy;
  }

  /// A prover that rounds otherwise states another last digit; nobody was led astray.
  private static boolean differsInLastDigits(UnprovedClaim claim) {
    return Math.abs(claim.proved() - claim.stated()) <= 0x1p-40 * Math.abs(claim.proved());
  }

  private static void requireTable(String argument, TableReference reference) throws BadInput {
    switch (reference) {
      case TableReference.Unknown _ ->
          throw new BadInput(
              "no file and no shipped table is named '" + argument + "'; " + advice(argument));
      case TableReference.Folder _ when argument.isEmpty() ->
          throw new BadInput(
              "a table's name is empty; 'alternant catalogue' lists the shipped tables");
      case TableReference.Folder _ ->
          throw new BadInput(argument + ": is a directory, not a table");
      default -> {
        // A table, if it is well-formed.
      }
    }
  }

  /// Checks that standard input is named once at most: it can be read once.
  ///
  /// @param arguments tables; null: none
  /// @throws ParameterException if it is named more often
  public static void requireStandardInputOnce(CommandSpec spec, @Nullable List<String> arguments) {
    if (arguments != null && Collections.frequency(arguments, "-") > 1) {
      throw new ParameterException(
          spec.commandLine(), "- stands for standard input, which can be read once; name a file");
    }
  }

  /// What may be meant instead of a name that no shipped table has.
  public static String advice(String name) {
    return Similar.to(name, Catalogue.names())
        .map(similar -> "did you mean '" + similar + "'?")
        .orElse("'alternant catalogue' lists the shipped tables");
  }
}
