package org.alternant.toolkit.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.toolkit.verify.Verification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  private static final List<Step> ROW = List.of(Step.of(List.of(1.5, -0.5)));

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void shippedTablesComeWithTheirFigures() {
    List<ShippedTable> shipped = Tables.shipped();
    assertEquals(Catalogue.all(), shipped.stream().map(ShippedTable::table).toList());
    ShippedTable jordan =
        shipped.stream().filter(one -> one.table().name().equals("jordan-5")).findAny().get();
    assertEquals(List.of(5), jordan.degrees());
    assertEquals(15, jordan.products(), "five steps of degree 5, three products each");
  }

  @Test
  void textNamesAShippedTableAFileOrRows() throws IOException {
    assertEquals(new TableReference.Shipped("jordan-5"), TableReference.of("jordan-5"));
    Path file = file("my rows.txt", "[(1.5, -0.5)]");
    assertEquals(new TableReference.InFile(file, null), TableReference.of(file.toString()));
    assertEquals(new TableReference.Folder(folder), TableReference.of(folder.toString()));
    assertEquals(new TableReference.Literal("1.5,-0.5; 1"), TableReference.of("1.5,-0.5; 1"));
    for (String number : List.of("2", "-.5", "8.2e-10", "1E3", " +.5e+1 ", "0x1.8p-3", "-.5,1")) {
      assertEquals(new TableReference.Literal(number), TableReference.of(number));
    }
    assertEquals(new TableReference.Bracketed("[(1.5,)]"), TableReference.of("[(1.5,)]"));
    assertEquals(new TableReference.Unknown("no-such"), TableReference.of("no-such"));
    String noFile = "a name that no file can have: \0";
    assertEquals(new TableReference.Unknown(noFile), TableReference.of(noFile));
  }

  @Test
  void eachKindIsRead() throws IOException {
    CoefficientTable jordan = Catalogue.find("jordan-5").orElseThrow();
    assertEquals(jordan, Tables.read("jordan-5"));
    Path own = Files.write(folder.resolve("own.json"), TableWriter.write(jordan));
    assertEquals(jordan, Tables.read(own.toString()));
    CoefficientTable named = Tables.read(file("my rows.txt", "[(1.5, -0.5)]").toString());
    assertEquals("my-rows", named.name());
    assertEquals(ROW, named.steps());
    assertEquals(ROW, Tables.read("1.5,-0.5").steps());
    assertEquals(ROW, Tables.read("[(1.5, -0.5)]").steps());
  }

  /// A coefficient was edited below the certificate, or the certificate itself.
  @Test
  void whatAFileStatesIsProvedBeforeItIsHandedOut() throws IOException {
    CoefficientTable jordan = Catalogue.find("jordan-5").orElseThrow();
    List<Step> rows = new ArrayList<>(jordan.steps());
    rows.set(4, rows.get(4).withCoefficients(List.of(3.0, -4.7750, 2.0315)));
    CoefficientTable edited =
        new CoefficientTable(
            jordan.name(),
            null,
            rows,
            jordan.conventions(),
            null,
            jordan.certificate(),
            jordan.provenance());
    Path file = Files.write(folder.resolve("edited.json"), TableWriter.write(edited));
    UnprovedTableException thrown =
        assertThrows(UnprovedTableException.class, () -> Tables.read(file.toString()));
    assertEquals(Verification.recheck(edited), thrown.claims());
    assertEquals("certificate.worstCaseError", thrown.claims().getFirst().place());
    byte[] bytes = TableWriter.write(edited);
    assertThrows(
        UnprovedTableException.class,
        () -> Tables.read(new ByteArrayInputStream(bytes), "standard input", RowsReader.NONE));
    byte[] withoutClaims = TableWriter.write(edited.with(null));
    assertEquals(
        edited.with(null),
        Tables.read(new ByteArrayInputStream(withoutClaims), "standard input", RowsReader.NONE));
  }

  @Test
  void arraysAreReadByWhoKnowsThem() throws IOException {
    RowsReader arrays =
        bytes -> bytes[0] == 0 ? Optional.of(List.of(List.of(1.5, -0.5))) : Optional.empty();
    Path file = file("array.bin", "\0");
    CoefficientTable table = Tables.read(file.toString(), arrays);
    assertEquals("array", table.name());
    assertEquals(ROW, table.steps());
    assertEquals(ROW, Tables.read(file("rows", "[(1.5, -0.5)]").toString(), arrays).steps());
    assertThrows(TableFormatException.class, () -> Tables.read(file.toString()));
  }

  @Test
  void streamsNameTablesByTheirSource() throws IOException {
    byte[] rows = "[(1.5, -0.5)]".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "standard-input",
        Tables.read(new ByteArrayInputStream(rows), "standard input", RowsReader.NONE).name());
    assertEquals("rows", Tables.read(new ByteArrayInputStream(rows), "", RowsReader.NONE).name());
    assertEquals(
        100,
        Tables.read(new ByteArrayInputStream(rows), "x".repeat(200), RowsReader.NONE)
            .name()
            .length());
  }

  @Test
  void whatIsNoTableIsAnException() throws IOException {
    assertThrows(NoSuchFileException.class, () -> Tables.read("no-such"));
    FileSystemException directory =
        assertThrows(FileSystemException.class, () -> Tables.read(folder.toString()));
    assertTrue(String.valueOf(directory.getMessage()).contains("directory"));
    String malformed = file("malformed.json", "{}").toString();
    assertThrows(TableFormatException.class, () -> Tables.read(malformed));
    assertThrows(TableFormatException.class, () -> Tables.read("1,x"));
  }
}
