package org.alternant.cli.options;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.alternant.cli.validate.ValidateCommand;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Tail;
import org.alternant.exports.ExportTarget;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.run.Epilogue;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.solver.certificate.Continuation;
import org.alternant.toolkit.figure.FigurePanel;
import org.alternant.toolkit.figure.FigureTheme;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/// How option values are read: strictly, with one sentence for each thing that can be wrong.
public final class Converters {

  /// More digits than any use has, and few enough to compute with.
  private static final int MAXIMUM_DIGITS = 1000;

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,9})?");

  private Converters() {}

  public static void register(CommandLine commandLine) {
    commandLine.registerConverter(BigDecimal.class, Converters::decimal);
    commandLine.registerConverter(double.class, text -> decimal(text).doubleValue());
    commandLine.registerConverter(Double.class, text -> decimal(text).doubleValue());
    commandLine.registerConverter(MatrixShape.class, Converters::shape);
    commandLine.registerConverter(CoefficientGrid.class, Converters::grid);
    registerEnum(commandLine, SafetyPlacement.class);
    registerEnum(commandLine, FormKind.class);
    registerEnum(commandLine, Tail.class);
    registerEnum(commandLine, Continuation.class);
    registerEnum(commandLine, Precision.class);
    registerEnum(commandLine, Spectrum.Kind.class);
    registerEnum(commandLine, MatrixFunction.class);
    registerEnum(commandLine, ExportTarget.class);
    registerEnum(commandLine, Epilogue.class);
    registerEnum(commandLine, FigurePanel.class);
    registerEnum(commandLine, FigureTheme.class);
    registerEnum(commandLine, ValidateCommand.NormalizationChoice.class);
  }

  /// A decimal number within the range of binary64, exactly as written.
  private static BigDecimal decimal(String text) {
    if (!DECIMAL.matcher(text).matches() || text.length() > MAXIMUM_DIGITS) {
      throw new TypeConversionException("expected a decimal number, found '" + text + "'");
    }
    double nearest = Double.parseDouble(text);
    BigDecimal value = new BigDecimal(text);
    if (Double.isInfinite(nearest) || (nearest == 0 && value.signum() != 0)) {
      throw new TypeConversionException("'" + text + "' is beyond the range of binary64");
    }
    // 0e999999999 is zero, but its digits must not be written out.
    return value.signum() == 0 ? BigDecimal.ZERO : value;
  }

  /// `M,N` or `MxN`.
  private static MatrixShape shape(String text) {
    String[] sides = text.split("[,x]", -1);
    try {
      if (sides.length == 2) {
        return new MatrixShape(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
      }
    } catch (IllegalArgumentException e) {
      // Said below: a side that is no number, or below 1.
    }
    throw new TypeConversionException(
        "expected rows and columns such as 1024,4096, found '" + text + "'");
  }

  private static CoefficientGrid grid(String text) {
    try {
      return CoefficientGrid.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static <E extends Enum<E>> void registerEnum(CommandLine commandLine, Class<E> type) {
    commandLine.registerConverter(
        type,
        text ->
            EnumIds.find(type, text)
                .orElseThrow(
                    () ->
                        new TypeConversionException(
                            "expected one of "
                                + String.join(", ", EnumIds.all(type))
                                + ", found '"
                                + text
                                + "'")));
  }
}
