package org.alternant.coefficients;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.coefficients.text.MessageText;

/// The numbers that coefficients may take: those of a floating-point format, or decimals with a
/// given number of places. Every grid number here is a binary64 number: a decimal counts as the
/// nearest one.
public sealed interface CoefficientGrid {

  /// The largest number of decimal places: 17 places tell the coefficients in use apart bit by bit.
  int MAX_PLACES = 17;

  /// The written form, which [#parse] reads: `bfloat16`, `decimal:4`.
  ///
  /// @return the grid's id
  String id();

  /// Rounds to the grid: to nearest, ties to even; ±∞ beyond the largest number of a format.
  ///
  /// @param value a finite number
  /// @return the nearest number of the grid
  double nearest(double value);

  /// The distance of neighbouring grid numbers about a number.
  ///
  /// @param value a finite number
  /// @return the distance, positive; at least one unit in the last place of binary64
  double spacing(double value);

  /// The ids that [#parse] reads; `decimal:4` stands for every number of places.
  ///
  /// @return examples of all kinds, in the order of precision
  static List<String> examples() {
    List<String> ids = new ArrayList<>();
    for (Precision format :
        List.of(Precision.BFLOAT16, Precision.FLOAT16, Precision.TFLOAT32, Precision.FLOAT32)) {
      ids.add(EnumIds.of(format));
    }
    ids.add("decimal:4");
    return ids;
  }

  /// Reads a grid's id.
  ///
  /// @param id the written form, exactly
  /// @return the grid
  /// @throws IllegalArgumentException if it is not a grid's id
  static CoefficientGrid parse(String id) {
    Matcher decimal = Decimal.ID.matcher(id);
    if (decimal.matches()) {
      return new Decimal(Integer.parseInt(decimal.group(1)));
    }
    return EnumIds.find(Precision.class, id)
        .filter(precision -> precision != Precision.FLOAT64)
        .<CoefficientGrid>map(Format::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected bfloat16, float16, tfloat32, float32, or decimal:D with D from 1 to "
                        + MAX_PLACES
                        + ", found "
                        + MessageText.quote(id)));
  }

  /// The numbers of a floating-point format.
  ///
  /// @param precision a format other than binary64
  record Format(Precision precision) implements CoefficientGrid {

    /// Checks the format.
    ///
    /// @throws IllegalArgumentException for binary64, which every coefficient is in anyway
    public Format {
      if (precision == Precision.FLOAT64) {
        throw new IllegalArgumentException("coefficients are binary64 numbers without a grid");
      }
    }

    @Override
    public String id() {
      return EnumIds.of(precision);
    }

    @Override
    public double spacing(double value) {
      return precision.spacing(value);
    }

    @Override
    public double nearest(double value) {
      // Adding 0 turns −0 into 0.
      return precision.nearest(value) + 0.0;
    }
  }

  /// The multiples of 10⁻ᴰ.
  ///
  /// @param places D, from 1 to [#MAX_PLACES]
  record Decimal(int places) implements CoefficientGrid {

    private static final Pattern ID = Pattern.compile("decimal:([1-9]|1[0-7])");

    /// Numbers of units up to here, and no closer than this to a half, are told by a product in
    /// binary64: its error is below 2⁻¹⁴.
    private static final double PLAIN_UNITS = 0x1p38;

    private static final double PLAIN_DISTANCE = 0x1p-10;

    private static final double[] POWERS =
        IntStream.rangeClosed(0, MAX_PLACES)
            .mapToDouble(d -> Double.parseDouble("1e" + d))
            .toArray();

    /// Checks the number of places.
    ///
    /// @throws IllegalArgumentException if it is outside its range
    public Decimal {
      if (places < 1 || places > MAX_PLACES) {
        throw new IllegalArgumentException(
            "decimal places must be from 1 to " + MAX_PLACES + ", found " + places);
      }
    }

    @Override
    public String id() {
      return "decimal:" + places;
    }

    /// 10ᴰ, exactly: powers of ten up to 10²² are binary64 numbers.
    private double scale() {
      return POWERS[places];
    }

    @Override
    public double spacing(double value) {
      return Math.max(1 / scale(), Math.ulp(value));
    }

    @Override
    public double nearest(double value) {
      double scale = scale();
      double units = value * scale;
      boolean plain =
          Math.abs(units) < PLAIN_UNITS
              && Math.abs(Math.abs(units - Math.rint(units)) - 0.5) > PLAIN_DISTANCE;
      return plain
          ? Math.rint(units) / scale + 0.0
          : new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue() + 0.0;
    }
  }
}
