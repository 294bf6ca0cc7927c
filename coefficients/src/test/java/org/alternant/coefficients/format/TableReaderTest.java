package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.format.MalformedTables.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableReaderTest {
  private static final byte[] FULL = TableWriter.write(SampleTables.FULL);

  static List<Malformed> malformed() {
    return MalformedTables.all();
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedInputGivesOneLineThatNamesThePlace(Malformed malformed) {
    TableFormatException e =
        assertThrows(TableFormatException.class, () -> TableReader.read(malformed.file()));
    assertEquals(malformed.message(), e.getMessage());
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void messagesAreShortAndPrintable(Malformed malformed) {
    assertTrue(malformed.message().length() <= 250);
    assertTrue(malformed.message().codePoints().noneMatch(Character::isISOControl));
  }

  @Test
  void everyTruncationIsRefused() {
    // Without the final newline the table is still whole.
    for (int length = 0; length < FULL.length - 1; length++) {
      byte[] truncated = Arrays.copyOf(FULL, length);
      assertThrows(TableFormatException.class, () -> TableReader.read(truncated));
    }
  }

  /// Some corruptions leave a table (a letter of the description); the others must be refused in
  /// one way only.
  @Test
  void singleByteCorruptionsAreReadOrRefusedWithATableFormatException() {
    Random random = new Random(20250516);
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] corrupted = FULL.clone();
      corrupted[random.nextInt(corrupted.length)] = (byte) random.nextInt(256);
      try {
        TableReader.read(corrupted);
      } catch (TableFormatException e) {
        refused++;
        assertTrue(String.valueOf(e.getMessage()).lines().count() == 1, e::getMessage);
      }
    }
    assertTrue(refused > 10_000, "only " + refused + " refused");
  }

  /// What is odd for the sign is 1 more than a multiple of the root for others.
  @Test
  void rootsAreReadBack() {
    byte[] file = TableWriter.write(SampleTables.ROOT);
    assertEquals(SampleTables.ROOT, TableReader.read(file));
    String text = new String(file, UTF_8);
    assertTrue(text.contains("\"function\": \"inverse-root\",\n  \"root\": 3,"), text);
    for (String wrong : List.of("4", "1", "16")) {
      byte[] other = text.replace("\"root\": 3", "\"root\": " + wrong).getBytes(UTF_8);
      assertThrows(TableFormatException.class, () -> TableReader.read(other), wrong);
    }
  }

  @Test
  void clipsAreReadBack() {
    byte[] file = TableWriter.write(SampleTables.CLIP);
    assertEquals(SampleTables.CLIP, TableReader.read(file));
    String text = new String(file, UTF_8);
    assertTrue(text.contains("\"function\": \"clip\",\n  \"bound\": 3.5,"), text);
  }

  @Test
  void streamIsReadToItsEndAndLeftOpen() throws IOException {
    InputStream input =
        new ByteArrayInputStream(FULL) {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };
    assertEquals(SampleTables.FULL, TableReader.read(input));
    assertEquals(-1, input.read());
  }

  @Test
  void inputBeyondTheSizeLimitIsRefusedUnread() {
    byte[] spaces = new byte[TableReader.MAX_BYTES + 1];
    Arrays.fill(spaces, (byte) ' ');
    String expected = "the input is longer than 16777216 bytes";
    assertEquals(
        expected,
        assertThrows(TableFormatException.class, () -> TableReader.read(spaces)).getMessage());
    assertEquals(
        expected,
        assertThrows(
                TableFormatException.class,
                () -> TableReader.read(new ByteArrayInputStream(spaces)))
            .getMessage());
  }

  @Test
  void tooManyStepsAreRefused() {
    String step = "{\"degree\":1,\"coefficients\":[1],\"coefficientsHex\":[\"0x1p0\"]}";
    String steps = String.join(",", Collections.nCopies(10_001, step));
    String file = new String(TableWriter.write(SampleTables.MINIMAL), UTF_8);
    byte[] long10001 =
        file.replaceFirst(
                "(?s)\"steps\": \\[.*\\],\\s*\"conventions\"",
                "\"steps\": [" + steps + "], \"conventions\"")
            .getBytes(UTF_8);
    TableFormatException e =
        assertThrows(TableFormatException.class, () -> TableReader.read(long10001));
    assertEquals("a table has at most 10000 steps, found 10001", e.getMessage());
  }

  /// What other programs may write for the same table.
  @Test
  void otherSpellingsOfTheSameNumbersAreAccepted() {
    String full = new String(FULL, UTF_8);
    String other =
        full.replace("\"degree\": 3", "\"degree\": 3.0")
            .replace("2.0]", "2]")
            .replace("-4.75", "-475e-2")
            .replace("0x1.0p1", "0x1.0000000000000p+1")
            .replace("-0x1.0p-1", "-0X0.8P0")
            .replaceAll("\\s+", "");
    assertEquals(
        SampleTables.FULL,
        TableReader.read(
            other
                .replace("Everyfield.", "Every field.")
                .replace("atest", "a test")
                .getBytes(UTF_8)));
  }

  @Test
  void negativeZeroIsKeptHoweverItIsWritten() {
    String file = new String(TableWriter.write(TableLiteral.parse("1, -0.0")), UTF_8);
    String plain = file.replace("-0.0]", "-0]");
    assertTrue(!plain.equals(file));
    assertEquals(
        List.of(1.0, -0.0),
        TableReader.read(plain.getBytes(UTF_8)).steps().getFirst().coefficients());
  }
}
