package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TableWriterTest {
  private static final int RANDOM_TABLES = 500;

  @Test
  void whatIsWrittenIsReadBackBitForBit() {
    assertEquals(SampleTables.FULL, TableReader.read(TableWriter.write(SampleTables.FULL)));
    assertEquals(SampleTables.MINIMAL, TableReader.read(TableWriter.write(SampleTables.MINIMAL)));
    SampleTables.random(1)
        .limit(RANDOM_TABLES)
        .forEach(table -> assertEquals(table, TableReader.read(TableWriter.write(table))));
  }

  @Test
  void equalTablesGiveEqualBytes() {
    SampleTables.random(2)
        .limit(RANDOM_TABLES)
        .forEach(
            table -> {
              byte[] file = TableWriter.write(table);
              assertArrayEquals(file, TableWriter.write(table));
              assertArrayEquals(file, TableWriter.write(TableReader.read(file)));
            });
  }

  @Test
  void defaultLocaleDoesNotMatter() {
    byte[] file = TableWriter.write(SampleTables.FULL);
    Locale before = Locale.getDefault();
    try {
      for (String locale : List.of("tr-TR", "ar-EG-u-nu-arab", "de-DE")) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertArrayEquals(file, TableWriter.write(SampleTables.FULL));
        assertEquals(SampleTables.FULL, TableReader.read(file));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void styleIsTheDocumentedOne() {
    assertEquals(
        """
        {
          "$schema": "coefficient-table-v1.schema.json",
          "formatVersion": 1,
          "name": "literal",
          "function": "sign",
          "steps": [
            {
              "degree": 3,
              "coefficients": [1.5, -0.5],
              "coefficientsHex": ["0x1.8p0", "-0x1.0p-1"]
            }
          ],
          "conventions": {
            "normalization": {
              "norm": "frobenius",
              "factor": 1.0,
              "epsilon": 0.0
            },
            "safetyFactor": {
              "value": 1.0,
              "bakedInto": "none"
            },
            "tail": "stop"
          },
          "provenance": {
            "generator": "literal"
          }
        }
        """,
        new String(TableWriter.write(SampleTables.MINIMAL), UTF_8));
  }

  @Test
  void eachTreeIsNew() {
    assertNotSame(TableWriter.toJson(SampleTables.FULL), TableWriter.toJson(SampleTables.FULL));
  }
}
