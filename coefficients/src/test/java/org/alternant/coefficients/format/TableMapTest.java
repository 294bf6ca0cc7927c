package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.alternant.coefficients.format.TableMap.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableMapTest {

  private static final TableMap MAP =
      new TableMap(
          true,
          "all.json",
          List.of(
              new Group("layers.*.q", "layers._.q.json", List.of("layers.0.q", "layers.1.q")),
              new Group("\"\n\\", "b.json", List.of("\u202e\"\n\\", ""))));

  @Test
  void whatIsWrittenIsReadBack() {
    TableMap other = new TableMap(false, null, MAP.groups());
    for (TableMap map : List.of(MAP, other)) {
      assertTrue(TableMap.isMap(map.write()));
      assertEquals(map, TableMap.read(map.write()));
    }
    assertEquals(List.of("layers._.q.json", "b.json", "all.json"), MAP.files());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"formatVersion\": 1 | \"formatVersion\": 2",
        "\"kind\" | \"layer\"",
        "\"groupedBy\" | \"by\"",
        "\"all.json\" | \"../all.json\"",
        "\"all.json\" | 1",
        "\"b.json\" | \"/etc/b.json\"",
        "\"b.json\" | \".b.json\"",
        "\"b.json\" | \"b.py\"",
        "\"b.json\" | null",
        "\"layers.1.q\" | \"layers.0.q\"",
        "\"layers.1.q\" | 1",
        "\"tensors\" | \"names\"",
      })
  void nothingElseIsRead(String part, String other) {
    String text = new String(MAP.write(), UTF_8);
    assertTrue(text.contains(part), part);
    byte[] changed = text.replace(part, other).getBytes(UTF_8);
    assertThrows(TableFormatException.class, () -> TableMap.read(changed));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"steps\": []}", "{\"groups\"", "groups"})
  void otherFilesAreNoMaps(String text) {
    assertFalse(TableMap.isMap(text.getBytes(UTF_8)));
  }
}
