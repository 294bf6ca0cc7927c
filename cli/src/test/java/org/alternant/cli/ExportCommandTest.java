package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.EvaluationPlan;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.coefficients.format.TableReader;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.exports.ExportTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `export` says and refuses, and that tables come back from the forms it writes.
class ExportCommandTest {

  @TempDir private Path folder;

  private byte[] export(String table, ExportTarget target, String... options) throws IOException {
    Path file = folder.resolve("export");
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of(
                        "export",
                        table,
                        "--to",
                        EnumIds.of(target),
                        "--force",
                        "-o",
                        file.toString()),
                    Stream.of(options))
                .toArray(String[]::new));
    assertEquals("", run.err());
    assertEquals(0, run.status());
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void headStatesTableCertificateConventionsAndCommand(ExportTarget target) throws IOException {
    String table = "newton-schulz-5";
    String text = new String(export(table, target), StandardCharsets.UTF_8);
    String command = "alternant export newton-schulz-5 --to " + target;
    for (String expected :
        List.of(
            "newton-schulz-5: 1 row of degree 5",
            "worst-case error 0.9",
            "normalization  X / |X|_F, zero stays zero",
            "safety factor  none",
            "more steps     repeat the last row",
            command)) {
      assertTrue(text.contains(expected), expected + " is not in\n" + text);
    }
  }

  /// Copied from the head it runs: no character of it is escaped, but where a comment cannot hold
  /// one, or a spreadsheet would make a formula of it, which is said.
  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void commandAtTheHeadCanBeRun(ExportTarget target) throws IOException {
    boolean csv = target == ExportTarget.CSV;
    for (String literal : List.of("1.5,-0.5;1.5,-0.5", " 3 , -3.5,1")) {
      String text = new String(export(literal, target), StandardCharsets.UTF_8);
      assertTrue(text.contains("alternant export '" + literal + "' --to " + target + "\n"), text);
    }
    Path table = Files.writeString(folder.resolve("it's"), "[[1.5, -0.5]]");
    String apostrophe = new String(export(table.toString(), target), StandardCharsets.UTF_8);
    assertTrue(apostrophe.contains("it'\"'\"'s' --to " + target + "\n"), apostrophe);
    Path formula = Files.writeString(folder.resolve("a,=1+cmd|'x'!A0"), "[[1.5, -0.5]]");
    String foreign = new String(export(formula.toString(), target), StandardCharsets.UTF_8);
    assertEquals(csv, foreign.contains("a<U+002C><U+003D>1+cmd"), foreign);
    assertEquals(csv, foreign.contains(" (<U+...> stands for a character)\n"), foreign);
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void exportsAreDeterministic(ExportTarget target) throws IOException {
    String test = target.check() == ExportTarget.Check.NONE ? "--steps=1" : "--with-test";
    assertArrayEquals(export("jordan-5", target, test), export("jordan-5", target, test));
  }

  @ParameterizedTest
  @EnumSource(ExportTarget.class)
  void completionAndHelpKnowTheTarget(ExportTarget target) {
    assertTrue(Run.of("export", "--help").out().contains(target.toString()));
    assertTrue(Run.of("generate-completion").out().contains("\"" + target + "\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          export nanochat-5 | 2 | Missing required option: '--to=RUNTIME' (try 'alternant export --help')
          export nanochat-5 --to onnx | 2 | an onnx model is not text; name a file with -o, or - for standard output (try 'alternant export --help')
          export nanochat-5 --to csv --with-test | 2 | --with-test: csv holds data and cannot check itself (try 'alternant export --help')
          export nanochat-5 --to numpy --shape 3,4 | 2 | --shape is for onnx: numpy takes matrices of any shape (try 'alternant export --help')
          export nanochat-5 --to numpy --precision float32 | 2 | --precision: numpy is written in float64, found float32 (try 'alternant export --help')
          export nanochat-5 --to c --precision bfloat16 | 2 | --precision: c is written in float64 or float32, found bfloat16 (try 'alternant export --help')
          export nanochat-5 --to numpy --steps 0 | 2 | --steps must be from 1 to 1000, found 0 (try 'alternant export --help')
          export nanochat-5 --to numpy --steps 6 | 2 | --steps: nanochat-5 has 5 rows and stops after the last, found 6 (try 'alternant export --help')
          export nanochat-5 --to torch-muon | 3 | nanochat-5 cannot be exported to torch-muon: it uses one triple for all steps, but row 2 of this table differs from the first; --to pytorch and --to dion take all rows
          export 1,2,3,4 --to optax | 3 | literal cannot be exported to optax: it takes three coefficients a step, but this table has a step of degree 7
          export 1e300,1 --to rust --precision float32 | 3 | literal: coefficient 1.0E300 is too large for float32
          export jordan-5 --to torch-muon --steps 100 | 3 | jordan-5 cannot be exported to torch-muon: it runs at most 99 steps, found 100
          """)
  void refusalsAreOneLine(String command, int status, String message) {
    Run run = Run.of(command.split(" "));
    assertEquals("alternant export: " + message + "\n", run.err());
    assertEquals("", run.out());
    assertEquals(status, run.status());
  }

  @Test
  void plansThatARuntimeCannotTakeAreRefusedInOneLine() throws IOException {
    Step shifted =
        Step.of(List.of(1.5, -0.5))
            .withPlan(new EvaluationPlan(1, 1, 1, List.of(), List.of(0.0, -0.5)));
    CoefficientTable table =
        new CoefficientTable(
            "shifted",
            null,
            List.of(shifted),
            Conventions.DEFAULT,
            null,
            null,
            new Provenance("test", null));
    Path file = folder.resolve("shifted.json");
    Files.write(file, TableWriter.write(table));
    for (String target :
        List.of("torch-muon", "emerging-optimizers", "gram-newton-schulz", "optax")) {
      Run run = Run.of("export", file.toString(), "--to", target);
      assertEquals(
          "alternant export: shifted cannot be exported to "
              + target
              + ": it takes coefficients alone, but row 1 of this table has an evaluation plan,"
              + " without which it may fail in half precision; --to pytorch, --to dion and --to jax"
              + " run plans\n",
          run.err());
      assertEquals(3, run.status());
    }
  }

  @Test
  void unknownTargetListsTheKnown() {
    Run run = Run.of("export", "nanochat-5", "--to", "fortran");
    assertEquals(2, run.status());
    assertTrue(
        run.err().contains("expected one of python, numpy, pytorch, torch-muon,"), run.err());
  }

  @Test
  void existingFileIsKeptWithoutForce() throws IOException {
    Path file = Files.writeString(folder.resolve("mine"), "mine");
    Run run = Run.of("export", "nanochat-5", "--to", "c", "-o", file.toString());
    assertEquals(2, run.status());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void chaoticTableIsTestedForAsManyStepsAsCanBeCompared() throws IOException {
    String text =
        new String(
            export("su-1", ExportTarget.PYTHON, "--with-test", "--steps", "200"),
            StandardCharsets.UTF_8);
    assertTrue(text.contains("def rows(steps=200)"), text);
    assertTrue(text.contains("TEST_IMAGE"), text);
  }

  /// Commands are comments: no way out for whoever chooses a file's name.
  @Test
  void hostileFileNamesStayInTheirComment() throws IOException {
    Path file = folder.resolve("x*' #\u2028\nimport os\n#.json");
    Files.writeString(file, "[[1.5, -0.5]]");
    for (ExportTarget target : ExportTarget.values()) {
      String text = new String(export(file.toString(), target), StandardCharsets.UTF_8);
      assertFalse(text.contains("\nimport os\n"), text);
      assertFalse(text.contains("\u2028"), text);
    }
  }

  @Test
  void formulasDoNotBeginCellsInCsv() throws IOException {
    Path file = folder.resolve("x,=HYPERLINK(1).json");
    Files.writeString(file, "[[1.5, -0.5]]");
    String text = new String(export(file.toString(), ExportTarget.CSV), StandardCharsets.UTF_8);
    assertFalse(text.contains(",="), text);
  }

  /// The certificate is about the numbers in the file: those of binary32 differ.
  @Test
  void certificateIsAboutTheRoundedNumbers() throws IOException {
    String wide = new String(export("nanochat-5", ExportTarget.C), StandardCharsets.UTF_8);
    String narrow =
        new String(
            export("nanochat-5", ExportTarget.C, "--precision", "float32"), StandardCharsets.UTF_8);
    assertTrue(wide.contains("worst-case error 0.14112735647331076"), wide);
    assertTrue(narrow.contains("worst-case error 0.141127416"), narrow);
    assertTrue(narrow.contains("8.156554f,  // 0x1.05027ep3"), narrow);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "audit"})
  void exportedPythonRowsAreReadAgain(String command) throws IOException {
    Path file = folder.resolve("rows.py");
    Files.writeString(
        file,
        """
        # from a post
        coeffs_list = [
            (8.156554524902461, -22.48329292557795, 15.878769915207462),
            (4.042929935166739, -2.808917465908714, 0.5000178451051316),
            (3.8916678022926607, -2.772484153217685, 0.5060648178503393),
            (3.285753657755655, -2.3681294933425376, 0.46449024233003106),
            (2.3465413258596377, -1.7097828382687081, 0.42323551169305323),
        ]
        """);
    Run run = Run.of(command, file.toString(), "--json");
    assertEquals("", run.err());
    assertEquals(0, run.status());
    if (command.equals("verify")) {
      assertEquals(0.14112735647331076, run.json().get("worstCaseError").doubleValue());
    }
  }

  @Test
  void rowsAreReadFromBracketsOnTheCommandLineAndFromStandardInput() {
    String literal = Run.of("verify", "1.5,-0.5;1.5,-0.5", "--json").out();
    assertEquals(literal, Run.of("verify", "[[1.5, -0.5], (1.5, -0.5)]", "--json").out());
    assertEquals(
        literal, Run.withInput("((1.5, -0.5), (1.5, -0.5))", "verify", "-", "--json").out());
  }

  @Test
  void npyRowsAreReadInBothPrecisions() throws IOException {
    for (String type : List.of("<f8", "<f4")) {
      Path file = folder.resolve("rows.npy");
      Files.write(file, npy(type, 2, 2, 1.5, -0.5, 1.25, -0.25));
      Run run = Run.of("verify", file.toString(), "--json");
      assertEquals("", run.err());
      assertEquals(Run.of("verify", "1.5,-0.5;1.25,-0.25", "--json").out(), run.out());
    }
    Path file = folder.resolve("bad.npy");
    Files.write(file, npy("<f8", 1, 2, 1.5, Double.NaN));
    Run run = Run.of("verify", file.toString());
    assertEquals(3, run.status());
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().startsWith("alternant verify: " + file + ": "), run.err());
  }

  private static byte[] npy(String type, int rows, int columns, double... values) {
    String header =
        "{'descr': '"
            + type
            + "', 'fortran_order': False, 'shape': ("
            + rows
            + ", "
            + columns
            + "), }";
    String padded = header + " ".repeat(117 - header.length()) + "\n";
    ByteBuffer bytes = ByteBuffer.allocate(128 + 8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
        .put((byte) 1)
        .put((byte) 0);
    bytes.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
    IntStream.range(0, values.length)
        .forEach(
            i -> {
              if (type.endsWith("8")) {
                bytes.putDouble(values[i]);
              } else {
                bytes.putFloat((float) values[i]);
              }
            });
    byte[] written = new byte[bytes.position()];
    bytes.get(0, written);
    return written;
  }

  private Run exportedForBfloat16(CoefficientTable table) throws IOException {
    Path file = folder.resolve("table.json");
    Files.write(file, TableWriter.write(table));
    return Run.of("export", file.toString(), "--to", "pytorch", "--precision", "bfloat16");
  }

  /// Seeded runs do, and not what a file says that runs have shown.
  @Test
  void whereSurvivalIsUnclearRunsDecide() throws IOException {
    CoefficientTable shipped = Catalogue.find("bfloat16-15").orElseThrow();
    CoefficientTable own =
        new CoefficientTable(
            "own",
            null,
            shipped.steps(),
            shipped.conventions(),
            shipped.design(),
            shipped.certificate(),
            shipped.measured(),
            shipped.provenance());
    Run run = exportedForBfloat16(own);
    assertEquals(0, run.status(), run.err());
    assertTrue(run.out().contains("; bfloat16 in seeded runs"), run.out());

    CoefficientTable fragile =
        TableReader.read(
            Run.of("design", "-q", "--degrees", "9,21,9,5,5", "--lower", "0.21")
                .out()
                .getBytes(StandardCharsets.UTF_8));
    Run refused = exportedForBfloat16(fragile.withMeasured(own.measured()));
    assertEquals(3, refused.status(), refused.out());
    assertEquals("", refused.out());
    assertTrue(refused.err().contains("break"), refused.err());
  }
}
