package org.alternant.coefficients.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Jackson's mapper is the oracle.
class JsonWriterTest {

  @Test
  void anyTreeIsWrittenInTheSameStyle() {
    JsonObject json = new JsonObject();
    json.putObject("interval").put("lower", 0.5).put("upper", 1);
    json.putArray("mixed").add(1).add("é\n").addNull().add(new JsonValue.Truth(true));
    json.putArray("none");
    json.putObject("nothing");
    json.putArray("nested").add(new JsonArray().add(1e-7));
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
        new String(JsonWriter.write(json), UTF_8));
  }

  /// Every character of the first planes' ends, and one that takes two units.
  @Test
  void textsComeBack() {
    StringBuilder all = new StringBuilder("\ud83d\ude00\uffff\u2028");
    for (char c = 0; c < 0x800; c++) {
      all.append(c);
    }
    String text = all.toString();
    byte[] written = JsonWriter.write(new JsonObject().put(text, text));
    JsonNode read = JsonMapper.builder().build().readTree(written);
    assertEquals(text, read.get(text).stringValue());
  }

  @Test
  void whatJsonCannotSayIsRefused() {
    JsonObject infinite = new JsonObject().put("x", Double.POSITIVE_INFINITY);
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(infinite));
    JsonObject unpaired = new JsonObject().put("x", "\ud800");
    assertThrows(IllegalArgumentException.class, () -> JsonWriter.write(unpaired));
  }
}
