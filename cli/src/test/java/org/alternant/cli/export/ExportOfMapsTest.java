package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alternant.cli.Run;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.format.TableMap;
import org.alternant.testing.ExternalTool;
import org.junit.jupiter.api.Test;

/// Maps from tensors to tables as one module, in PyTorch.
class ExportOfMapsTest extends ExportRunBase {

  /// What would get out of a string, a dictionary or a template.
  private static final List<String> HOSTILE =
      List.of(
          "\": 0}\nimport os; os.system('touch pwned')\n{\"",
          "\"\"\"\n\\\"\"\"; open('pwned', 'w') #",
          "\\",
          "\\N{BULLET}{{head}}%s${x}{0}",
          "\u2028\u2029\u202e\u0085\r\u0000\u001b[31m",
          "Schicht.7.ö.𝒲",
          "");

  private TableMap map() {
    return new TableMap(
        true,
        file(tables.get(4)),
        List.of(
            new TableMap.Group("layers.*.q", file(tables.get(0)), List.of("layers.0.q")),
            new TableMap.Group("hostile", file(tables.get(2)), HOSTILE),
            new TableMap.Group("same.*", file(tables.get(0)), List.of("same.1", "same.2"))));
  }

  private static String file(CoefficientTable table) {
    return table.name() + ".json";
  }

  private Path write(TableMap map) throws IOException {
    return Files.write(folder.resolve("map.json"), map.write());
  }

  @Test
  void pytorchTakesTheTableOfEachTensor() throws IOException, InterruptedException {
    String map = write(map()).toString();
    Run run = Run.of(words(map, "--with-test"));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    Files.writeString(folder.resolve("dispatch.py"), run.out());
    for (int i : new int[] {0, 2, 4}) {
      export(tables.get(i), "pytorch", "alone" + i + ".py");
    }
    Files.writeString(
        folder.resolve("driver.py"),
        """
        import json, torch, alone0, alone2, alone4, dispatch
        dispatch.self_check()
        hostile = json.load(open("map.json"))["groups"][1]["tensors"]
        x = torch.tensor(alone0.TEST_INPUT, dtype=torch.float64)
        def same(name, module):
            y = dispatch.orthogonalize(x, name, dtype=torch.float64)
            assert torch.equal(y, module.orthogonalize(x, dtype=torch.float64)), name
        for name in hostile:
            same(name, alone2)
        assert [name for name, table in dispatch.TENSORS.items() if table == dispatch.TENSORS[hostile[0]] or name in hostile] == hostile
        same("layers.12.q", alone0)
        same("same.2", alone0)
        same(None, alone4)
        assert len(dispatch.TABLES) == 3
        fewer = dispatch.orthogonalize(x, "layers.0.q", steps=2, dtype=torch.float64)
        assert torch.equal(fewer, alone0.orthogonalize(x, steps=2, dtype=torch.float64))
        for other in "layers.q1.q", "layers.0.q2", "hostile.1":
            try:
                dispatch.table_of(other)
            except KeyError as e:
                continue
            assert False, other
        """);
    String out = ExternalTool.pythonWith("torch").run(folder, "driver.py");
    assertEquals(3, out.lines().filter(line -> line.contains("agree")).count(), out);
    assertFalse(Files.exists(folder.resolve("pwned")));
  }

  private static String[] words(String map, String... more) {
    String[] words = new String[4 + more.length];
    System.arraycopy(new String[] {"export", map, "--to", "pytorch"}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return words;
  }

  /// Each in one line that names the map.
  @Test
  void refusesWhatCannotBeDispatched() throws IOException {
    String map = write(map()).toString();
    assertRefused(3, "only --to pytorch takes", "export", map, "--to", "numpy");
    assertRefused(2, "are not for maps", words(map, "--steps", "2"));
    write(
        new TableMap(
            false, null, List.of(new TableMap.Group("4×6", "missing.json", List.of("a")))));
    assertRefused(3, "there is no table missing.json beside it", words(map));
    Files.writeString(folder.resolve("map.json"), "{\"groups\": []}");
    assertRefused(3, "formatVersion: missing", words(map));
    CoefficientTable root = RootTables.all().getFirst();
    write(List.of(root));
    write(new TableMap(false, null, List.of(new TableMap.Group("4×6", file(root), List.of("a")))));
    assertRefused(3, root.name(), words(map));
  }

  private static void assertRefused(int status, String reason, String... words) {
    Run run = Run.of(words);
    assertEquals(status, run.status(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    assertEquals(true, run.err().contains(reason), run.err());
    assertEquals("", run.out());
  }
}
