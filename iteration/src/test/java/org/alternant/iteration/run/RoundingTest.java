package org.alternant.iteration.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.alternant.coefficients.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// Rounding to the emulated formats, exactly: [Precision#nearest] for numbers, [Rounding] for
/// arrays. The oracles are an enumeration of all numbers of a format, in which neighbours, and so
/// ties, are known without rounding anything, and [ExactFormat].
class RoundingTest {

  private static final int RANDOM_NUMBERS = 10_000;

  /// A number and what it has to be rounded to.
  private static void assertRounds(Precision precision, double x, double expected) {
    assertBits(precision, x, expected, precision.nearest(x));
    if ((float) x == x) {
      float[] array = {(float) x};
      Rounding.round(precision, array, 0, 1);
      assertBits(precision, x, expected, array[0]);
    }
  }

  /// Distinguishes −0 from 0. The message is made where it is needed only.
  private static void assertBits(Precision precision, double x, double expected, double found) {
    if (Double.compare(found, expected) != 0) {
      assertEquals(expected, found, () -> precision + " of " + Double.toHexString(x));
    }
  }

  /// The significant bits that a format lacks, beginning with the last of binary32's.
  private static int droppedBits(Precision precision) {
    return 24 - ExactFormat.of(precision).significantBits();
  }

  /// How many positive finite numbers a format has.
  private static int count(Precision precision) {
    ExactFormat format = ExactFormat.of(precision);
    int binades = format.largestExponent() - format.smallestExponent() + 2;
    return (binades << (format.significantBits() - 1)) - 1;
  }

  /// The i-th number of a format from 0 = the zeroth on; the one after the largest is the power of
  /// two that it would be without an end of the exponents.
  private static double number(Precision precision, int index) {
    ExactFormat format = ExactFormat.of(precision);
    int fractionBits = format.significantBits() - 1;
    int binade = index >>> fractionBits;
    int fraction = index & (1 << fractionBits) - 1;
    int significand = binade == 0 ? fraction : fraction | 1 << fractionBits;
    return significand * format.smallest() * Math.scalb(1.0, Math.max(binade - 1, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "TFLOAT32, 261119, 0x1p-136, 0x1.ffcp127",
    "BFLOAT16, 32639, 0x1p-133, 0x1.fep127",
    "FLOAT16, 31743, 0x1p-24, 65504"
  })
  void theEnumerationIsTheFormat(Precision precision, int count, double smallest, double largest) {
    assertEquals(count, count(precision));
    assertEquals(smallest, number(precision, 1));
    assertEquals(smallest, ExactFormat.of(precision).smallest());
    assertEquals(largest, number(precision, count));
    assertEquals(largest, ExactFormat.of(precision).largest());
  }

  /// An enumeration by another's hands: Java's own conversion from binary16.
  @Test
  void theEnumerationOfFloat16IsJavas() {
    for (int i = 0; i <= count(Precision.FLOAT16); i++) {
      assertEquals(Float.float16ToFloat((short) i), number(Precision.FLOAT16, i));
    }
  }

  /// bfloat16 and TensorFloat-32 are the binary32 numbers whose last bits are 0.
  @ParameterizedTest
  @EnumSource(names = {"TFLOAT32", "BFLOAT16"})
  void theEnumerationIsThatOfBinary32Encodings(Precision precision) {
    for (int i = 0; i <= count(precision); i++) {
      assertEquals(Float.intBitsToFloat(i << droppedBits(precision)), number(precision, i));
    }
  }

  /// Every number of a format stays as it is; halfway to the next one the even one is taken, and
  /// next to the middle, in binary32 and in binary64, the nearer one. After the largest number
  /// comes infinity.
  @ParameterizedTest
  @EnumSource(names = {"TFLOAT32", "BFLOAT16", "FLOAT16"})
  void everyNumberIsFixedAndEveryTieGoesToEven(Precision precision) {
    int count = count(precision);
    for (int i = 0; i <= count; i++) {
      double lower = number(precision, i);
      double upper = number(precision, i + 1);
      double above = i == count ? Double.POSITIVE_INFINITY : upper;
      double middle = (lower + upper) / 2;
      double even = i % 2 == 0 ? lower : above;
      for (int sign = -1; sign <= 1; sign += 2) {
        assertRounds(precision, sign * lower, sign * lower);
        assertRounds(precision, sign * middle, sign * even);
        assertRounds(precision, sign * Math.nextDown(middle), sign * lower);
        assertRounds(precision, sign * Math.nextUp(middle), sign * above);
        assertRounds(precision, sign * (double) Math.nextDown((float) middle), sign * lower);
        assertRounds(precision, sign * (double) Math.nextUp((float) middle), sign * above);
        assertRounds(precision, sign * Math.nextUp(lower), sign * lower);
        assertRounds(precision, sign * Math.nextDown(upper), sign * above);
      }
    }
  }

  /// All exponents of binary64, those far outside the format among them.
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FLOAT64")
  void binary64IsRoundedOnce(Precision precision) {
    ExactFormat format = ExactFormat.of(precision);
    Random random = new Random(1);
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
      double significand = (random.nextBoolean() ? 1 : -1) * (1 + random.nextDouble());
      int exponents = i % 2 == 0 ? 2000 : 320;
      double x = Math.scalb(significand, random.nextInt(exponents) - exponents / 2);
      assertBits(precision, x, format.round(x), precision.nearest(x));
    }
  }

  /// Numbers that binary32 rounds to a tie of the narrower format: what is dropped at the end
  /// decides.
  @ParameterizedTest
  @CsvSource({
    "BFLOAT16, 0x1.01p0, 0x1p-30, 0x1.02p0",
    "BFLOAT16, 0x1.01p0, -0x1p-30, 0x1p0",
    "BFLOAT16, 0x1.03p0, -0x1p-30, 0x1.02p0",
    "BFLOAT16, 0x1.03p0, 0x1p-30, 0x1.04p0",
    "BFLOAT16, 0x1.01p0, 0x1p-52, 0x1.02p0",
    "BFLOAT16, 0x0.01p-126, 0x1p-170, 0x0.02p-126",
    "BFLOAT16, 0x0.01p-126, 0, 0",
    "BFLOAT16, 0x1.ffp127, -0x1p80, 0x1.fep127",
    "BFLOAT16, 0x1.ffp127, 0, Infinity",
    "TFLOAT32, 0x1.002p0, 0x1p-40, 0x1.004p0",
    "TFLOAT32, 0x1.002p0, -0x1p-40, 0x1p0",
    "TFLOAT32, 0x1.002p0, 0, 0x1p0",
    "FLOAT16, 0x1.002p0, 0x1p-40, 0x1.004p0",
    "FLOAT16, 0x1.006p0, -0x1p-40, 0x1.004p0",
    "FLOAT16, 0x1p-25, 0x1p-77, 0x1p-24",
    "FLOAT16, 0x1p-25, 0, 0",
    "FLOAT16, 65520, -0x1p-20, 65504",
    "FLOAT16, 65520, 0, Infinity"
  })
  void whatBinary32WouldDropDecidesATie(
      Precision precision, double tie, double rest, double expected) {
    double x = tie + rest;
    assertTrue(rest == 0 || x != tie);
    assertEquals((float) tie, (float) x, "no trap");
    assertRounds(precision, x, expected);
    assertRounds(precision, -x, -expected);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FLOAT64")
  void zerosInfinitiesAndNaNStay(Precision precision) {
    double[] fixed = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double x : fixed) {
      assertRounds(precision, x, x);
    }
    assertRounds(precision, Double.MAX_VALUE, Double.POSITIVE_INFINITY);
    assertRounds(precision, -Double.MAX_VALUE, Double.NEGATIVE_INFINITY);
    assertRounds(precision, Double.MIN_VALUE, 0.0);
    assertRounds(precision, -Double.MIN_VALUE, -0.0);
    // The payloads with the first and the last bit alone: dropping bits must not make an infinity,
    // nor a carry a zero.
    int[] payloads = {0x7fc00000, 0x7f800001, 0x7fffffff, 0xffffffff, 0xff800001};
    float[] array = new float[payloads.length];
    for (int i = 0; i < payloads.length; i++) {
      array[i] = Float.intBitsToFloat(payloads[i]);
      assertTrue(Double.isNaN(precision.nearest(array[i])));
    }
    Rounding.round(precision, array, 0, array.length);
    for (float x : array) {
      assertTrue(Float.isNaN(x));
    }
  }

  @ParameterizedTest
  @EnumSource
  void arraysAreRoundedLikeNumbersUpToTheirGivenLength(Precision precision) {
    Random random = new Random(2);
    float[] array = new float[1003];
    for (int i = 0; i < array.length; i++) {
      array[i] = Float.intBitsToFloat(random.nextInt());
    }
    float[] expected = array.clone();
    for (int i = 0; i < 1000; i++) {
      expected[i] = (float) precision.nearest(expected[i]);
    }
    Rounding.round(precision, array, 0, 1000);
    assertArrayEquals(expected, array);
  }

  @Test
  void binary32NumbersAreNotChangedByTheWideFormats() {
    Random random = new Random(3);
    for (int i = 0; i < RANDOM_NUMBERS; i++) {
      float x = Float.intBitsToFloat(random.nextInt());
      assertEquals(x, Precision.FLOAT32.nearest(x));
      assertEquals(x, Precision.FLOAT64.nearest(x));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BFLOAT16", "FLOAT16"})
  void everyNumberIsDecodedFromItsBits(Precision precision) {
    for (int i = 0; i <= count(precision); i++) {
      double x = number(precision, i);
      assertEquals((short) i, Rounding.encode(precision, x));
      assertEquals((short) (i | 0x8000), Rounding.encode(precision, -x));
      assertEquals(x, Rounding.decode(precision, (short) i));
      assertEquals(-x, Rounding.decode(precision, (short) (i | 0x8000)));
    }
    assertTrue(Float.isNaN(Rounding.decode(precision, Rounding.encode(precision, Double.NaN))));
    assertEquals(
        Float.POSITIVE_INFINITY,
        Rounding.decode(precision, Rounding.encode(precision, Double.MAX_VALUE)));
  }
}
