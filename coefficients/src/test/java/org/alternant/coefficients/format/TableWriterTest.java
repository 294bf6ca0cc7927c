package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
  void anyTreeIsWrittenInTheSameStyle() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putObject("interval").put("lower", 0.5).put("upper", 1);
    json.putArray("mixed").add(1).add("é\n").addNull().add(true);
    json.putArray("none");
    json.putObject("nothing");
    json.putArray("nested").addArray().add(1e-7);
    assertEquals(
        """
        {
          "interval": {"lower": 0.5, "upper": 1},
          "mixed": [1, "é\\n", null, true],
          "none": [],
          "nothing": {},
          "nested": [
            [1.0E-7]
          ]
        }
        """,
        new String(Json.write(json), UTF_8));
  }

  @Test
  void eachTreeIsNew() {
    assertNotSame(TableWriter.toJson(SampleTables.FULL), TableWriter.toJson(SampleTables.FULL));
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    ObjectNode infinite = JsonNodeFactory.instance.objectNode().put("x", Double.POSITIVE_INFINITY);
    assertThrows(IllegalArgumentException.class, () -> Json.write(infinite));
    ObjectNode unpaired = JsonNodeFactory.instance.objectNode().put("x", "\ud800");
    assertThrows(IllegalArgumentException.class, () -> Json.write(unpaired));
  }
}
