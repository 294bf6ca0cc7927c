package org.alternant.toolkit.design;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.alternant.coefficients.MatrixShape;
import org.alternant.coefficients.Normalization;

/// The normalized singular values of some matrices, taken together.
///
/// @param ascending the values, at least one
/// @param matrices how many matrices they are of
/// @param shapes of the matrices, each once, in the order in which they were met
/// @param coherence the largest of the matrices: the norm of a row (column) over the root mean
///   square of all rows' (columns')
/// @param normalization how the matrices were scaled
public record MatrixSpectrum(
    List<Double> ascending,
    int matrices,
    List<MatrixShape> shapes,
    double coherence,
    Normalization normalization) {

  /// Smaller ones are the decomposition's rounding errors: some 30 √max(m, n) 2⁻⁵³ for the largest
  /// matrices that fit memory.
  private static final double NOISE = 1e-12;

  /// A lower end is rounded down to so many digits: no design depends on more of them.
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.FLOOR);

  /// Sorts the values and copies the list.
  ///
  /// @throws IllegalArgumentException if there are none, or one is negative or not finite
  public MatrixSpectrum {
    ascending = ascending.stream().sorted().toList();
    shapes = List.copyOf(shapes);
    if (ascending.isEmpty()) {
      throw new IllegalArgumentException("a spectrum needs at least one singular value");
    }
    if (!(ascending.getFirst() >= 0 && Double.isFinite(ascending.getLast()))) {
      throw new IllegalArgumentException(
          "singular values must be 0 or more and finite, found "
              + ascending.getFirst()
              + " to "
              + ascending.getLast());
    }
  }

  /// The smallest singular value.
  ///
  /// @return 0 or more
  public double smallest() {
    return ascending.getFirst();
  }

  /// The largest singular value.
  ///
  /// @return 0 or more
  public double largest() {
    return ascending.getLast();
  }

  /// How many values are not told from 0.
  ///
  /// @return those up to 10⁻¹² of the largest
  public long zeros() {
    return ascending.stream().filter(x -> x <= NOISE * largest()).count();
  }

  /// How many values lie below a number.
  ///
  /// @param lower the number
  /// @return those smaller than it
  public long below(double lower) {
    return ascending.stream().filter(x -> x < lower).count();
  }

  /// The largest decimal of four digits below which at most the fraction q of the values lies.
  ///
  /// @param q the fraction, at least 0 and below 1
  /// @return the decimal; empty if that value cannot be told from 0
  public OptionalDouble quantile(double q) {
    double value = ascending.get((int) Math.floor(q * ascending.size()));
    return value <= NOISE * largest()
        ? OptionalDouble.empty()
        : OptionalDouble.of(new BigDecimal(value).round(DIGITS).doubleValue());
  }

  /// How many values lie where on a logarithmic axis.
  ///
  /// @param bins of half a decade each, ascending and without gaps, up to the largest value
  /// @param smaller how many values lie below all of them
  public record Histogram(List<Bin> bins, long smaller) {

    /// Copies the list.
    public Histogram {
      bins = List.copyOf(bins);
    }
  }

  /// Half a decade of the axis: from 10^(place/2) on.
  ///
  /// @param place twice the decimal logarithm of its lower end
  /// @param count how many values lie in it
  public record Bin(int place, long count) {

    private static final int PER_DECADE = 2;

    /// The lower end.
    ///
    /// @return 10^(place/2)
    public double from() {
      return StrictMath.pow(10, (double) place / PER_DECADE);
    }

    /// Whether a number lies in this bin.
    ///
    /// @param value the number, positive
    /// @return true if it does
    public boolean holds(double value) {
      return placeOf(value) == place;
    }

    private static int placeOf(double value) {
      return (int) Math.floor(StrictMath.log10(value) * PER_DECADE);
    }
  }

  /// The distribution.
  ///
  /// @param most how many bins at most, below the largest value's
  /// @return the values by half decades
  public Histogram histogram(int most) {
    if (largest() == 0) {
      return new Histogram(List.of(), ascending.size());
    }
    int top = Bin.placeOf(largest());
    int bottom = Math.max(top - most, Bin.placeOf(Math.max(smallest(), Double.MIN_NORMAL)));
    long[] counts = new long[top - bottom + 1];
    long smaller = 0;
    for (double value : ascending) {
      int place = value > 0 ? Bin.placeOf(value) : Integer.MIN_VALUE;
      if (place < bottom) {
        smaller++;
      } else {
        counts[place - bottom]++;
      }
    }
    List<Bin> bins = new ArrayList<>();
    for (int place = bottom; place <= top; place++) {
      bins.add(new Bin(place, counts[place - bottom]));
    }
    return new Histogram(bins, smaller);
  }
}
