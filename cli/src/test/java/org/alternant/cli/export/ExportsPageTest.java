package org.alternant.cli.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.ExportTarget;
import org.junit.jupiter.api.Test;

/// `exports/EXPORTS.md` has a row for every runtime, and names tests that exist.
class ExportsPageTest {

  private static final Path PAGE = Path.of("../exports/EXPORTS.md");
  private static final Pattern FIRST_CELL = Pattern.compile("^\\| `([a-z-]+)` \\|.*");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> FIRST_CELL.matcher(line).matches())
        .toList();
  }

  @Test
  void everyRuntimeHasItsRowInOrder() throws IOException {
    assertEquals(
        EnumIds.all(ExportTarget.class),
        rows().stream().map(row -> FIRST_CELL.matcher(row).replaceFirst("$1")).toList());
  }

  @Test
  void everyRowThatClaimsAgreementNamesATestThatExists() throws IOException {
    List<String> tests =
        Stream.of(ExportToPythonTest.class, ExportToCompiledCodeTest.class, ExportToOnnxTest.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(method -> "`" + method.getName() + "`")
            .toList();
    for (String row : rows()) {
      List<String> cells = List.of(row.split("\\|"));
      boolean open = cells.get(3).contains("data") || cells.get(5).contains("unknown");
      assertTrue(open || tests.stream().anyMatch(cells.get(5)::contains), row);
    }
  }

  @Test
  void everyTargetIsTriedOrIsData() {
    assertEquals(18, ExportTarget.values().length, "add the new target to the tests above");
  }
}
