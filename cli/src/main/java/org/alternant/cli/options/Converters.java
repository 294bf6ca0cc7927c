package org.alternant.cli.options;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignSearch.Rate;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/// How option values are read: strictly, with one sentence for each thing that can be wrong.
public final class Converters {

  /// More characters than any use has, and few enough to compute with.
  private static final int MAXIMUM_LENGTH = 1000;

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  /// The beginning of a decimal number that is not 0.
  private static final Pattern NOT_ZERO = Pattern.compile("[-+]?[0.]*[1-9]");

  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

  /// What libraries call the formats.
  private static final Map<String, String> SHORT_NAMES =
      Map.of(
          "fp64", "float64",
          "fp32", "float32",
          "tf32", "tfloat32",
          "bf16", "bfloat16",
          "fp16", "float16");

  private Converters() {}

  /// The id of a format, which may be given by its short name: bf16, fp16, tf32, fp32 or fp64.
  ///
  /// @param name any text
  /// @return the id; the text itself where it is no short name
  public static String spelledOut(String name) {
    return SHORT_NAMES.getOrDefault(name, name);
  }

  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(BigDecimal.class, Converters::decimal);
    commandLine.registerConverter(double.class, text -> decimal(text).doubleValue());
    commandLine.registerConverter(Double.class, text -> decimal(text).doubleValue());
    commandLine.registerConverter(int.class, Converters::integer);
    commandLine.registerConverter(Integer.class, Converters::integer);
    commandLine.registerConverter(long.class, Converters::longInteger);
    commandLine.registerConverter(Path.class, Converters::path);
    commandLine.registerConverter(MatrixShape.class, Converters::shape);
    commandLine.registerConverter(CoefficientGrid.class, Converters::grid);
    commandLine.registerConverter(Rate.class, Converters::rate);
    registerEnums(commandLine);
  }

  /// Every enum is read, and listed in help, by its constants' ids.
  private static void registerEnums(CommandLine commandLine) {
    for (ArgSpec argument : commandLine.getCommandSpec().args()) {
      // The type of the elements, where the argument takes several.
      Class<?> type = argument.auxiliaryTypes()[0];
      if (type.isEnum()) {
        registerEnum(commandLine, argument, type);
      }
    }
    commandLine.getSubcommands().values().forEach(Converters::registerEnums);
  }

  private static <E> void registerEnum(CommandLine commandLine, ArgSpec argument, Class<E> type) {
    Map<String, E> constants = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      constants.put(EnumIds.of((Enum<?>) constant), constant);
    }
    if (argument.completionCandidates() instanceof Choices.Ids choices) {
      choices.are(List.copyOf(constants.keySet()));
    }
    if (type == Precision.class) {
      commandLine.registerConverter(Precision.class, Converters::precision);
      return;
    }
    commandLine.registerConverter(
        type,
        text -> {
          E constant = constants.get(text);
          if (constant == null) {
            throw noneOf(constants.keySet(), text);
          }
          return constant;
        });
  }

  /// By its name or a short one.
  private static Precision precision(String text) {
    return EnumIds.find(Precision.class, spelledOut(text))
        .orElseThrow(() -> noneOf(EnumIds.all(Precision.class), text));
  }

  private static TypeConversionException noneOf(Collection<String> ids, String found) {
    return new TypeConversionException(
        "expected one of " + String.join(", ", ids) + ", found '" + found + "'");
  }

  /// A positive number of binary64; NaN where a text is none.
  public static double positive(String text) {
    double number = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
    return number > 0 && number <= Double.MAX_VALUE ? number : Double.NaN;
  }

  /// Whether a text is a decimal number, of whatever length and size.
  static boolean isDecimal(String text) {
    return DECIMAL.matcher(text).matches();
  }

  /// A decimal number within the range of binary64, exactly as written.
  static BigDecimal decimal(String text) {
    if (!isDecimal(text)) {
      throw new TypeConversionException("expected a decimal number, found '" + text + "'");
    }
    if (text.length() > MAXIMUM_LENGTH) {
      throw new TypeConversionException(
          "expected a number of at most " + MAXIMUM_LENGTH + " characters, found '" + text + "'");
    }
    double nearest = Double.parseDouble(text);
    boolean zero = !NOT_ZERO.matcher(text).lookingAt();
    if (Double.isInfinite(nearest) || (nearest == 0 && !zero)) {
      throw new TypeConversionException("'" + text + "' is beyond the range of binary64");
    }
    // 0e999999999999 is zero, but BigDecimal has no such exponent.
    return zero ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /// Only ASCII's digits, as for all numbers.
  private static long longInteger(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw new TypeConversionException("expected a whole number, found '" + text + "'");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is out of range");
    }
  }

  /// A whole number.
  ///
  /// @throws TypeConversionException if it is none, or beyond int
  public static int integer(String text) {
    long value = longInteger(text);
    if (value != (int) value) {
      throw new TypeConversionException("'" + text + "' is out of range");
    }
    return (int) value;
  }

  /// The current folder's name may be empty, but no file's.
  public static Path path(String text) {
    if (text.isEmpty()) {
      throw new TypeConversionException("expected the name of a file, found nothing");
    }
    Path path = Path.of(text);
    // A name with a slash at its end can only be a folder's, which Java forgets.
    return text.endsWith("/") && !Files.isDirectory(path) ? path.resolve(".") : path;
  }

  /// `M,N` or `MxN`.
  private static MatrixShape shape(String text) {
    String[] sides = text.split("[,x]", -1);
    if (sides.length == 2 && Stream.of(sides).allMatch(side -> INTEGER.matcher(side).matches())) {
      int rows = integer(sides[0]);
      int columns = integer(sides[1]);
      if (Math.min(rows, columns) >= 1) {
        return new MatrixShape(rows, columns);
      }
    }
    throw new TypeConversionException(
        "expected rows and columns such as 1024,4096, found '" + text + "'");
  }

  /// `P=R`.
  private static Rate rate(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new TypeConversionException(
          "expected a format and its rate such as tfloat32=0.5, found '" + text + "'");
    }
    Precision precision = precision(text.substring(0, equals));
    try {
      return new Rate(precision, decimal(text.substring(equals + 1)).doubleValue());
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static CoefficientGrid grid(String text) {
    try {
      return CoefficientGrid.parse(spelledOut(text));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
