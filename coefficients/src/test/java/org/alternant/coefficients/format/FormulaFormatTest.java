package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.evaluation.Scheme;
import org.alternant.coefficients.formula.Formula;
import org.alternant.coefficients.formula.Formula.Role;
import org.alternant.coefficients.formula.FormulaCertificate;
import org.alternant.coefficients.formula.FormulaDesign;
import org.alternant.coefficients.formula.FormulaTable;
import org.alternant.coefficients.formula.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tables of parts: what is written is read back, and nothing else.
class FormulaFormatTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Resources.json(TableWriter.SCHEMA));

  private static final Part SIDE = new Part(Role.SIDE, List.of(step(Role.SIDE, 1.5, -0.5)));

  private static final Part DIVISOR =
      new Part(
          Role.DIVISOR,
          List.of(
              Scheme.PATERSON_STOCKMEYER.applyTo(step(Role.DIVISOR, 1.875, -1.25, 0.375)),
              step(Role.DIVISOR, 1.5, -0.5)));

  private static final FormulaTable CLIP =
      new FormulaTable(
          "clip",
          "a test",
          Formula.CLIP,
          1.5,
          null,
          List.of(SIDE, DIVISOR),
          new FormulaDesign(12),
          new FormulaCertificate(new Interval(0, 1.5), 0.25),
          new Provenance("a test", null));

  private static final FormulaTable PSD =
      new FormulaTable(
          "psd",
          null,
          Formula.PSD,
          null,
          null,
          List.of(SIDE),
          null,
          null,
          new Provenance("a test", null));

  private static final FormulaTable SOFT =
      new FormulaTable(
          "soft",
          null,
          Formula.SOFT_THRESHOLD,
          1.0,
          0.5,
          List.of(SIDE, DIVISOR),
          null,
          null,
          new Provenance("a test", null));

  private static Step step(Role role, Double... coefficients) {
    return new Step(
        role.function(), List.of(coefficients), new Interval(0.25, 1), null, null, null, null);
  }

  private static boolean accepts(byte[] file) {
    return SCHEMA.validate(Resources.JSON.readTree(file)).isEmpty();
  }

  @Test
  void writtenTablesAreReadBackAndValidate() {
    for (FormulaTable table : List.of(CLIP, SOFT, PSD)) {
      byte[] file = FormulaWriter.write(table);
      assertTrue(FormulaReader.holdsParts(file));
      FormulaTable read = FormulaReader.read(file);
      assertEquals(table, read);
      assertArrayEquals(file, FormulaWriter.write(read));
      assertTrue(accepts(file), () -> new String(file, UTF_8));
    }
  }

  @Test
  void productsAreThoseOfThePartsAndOfTheFormula() {
    assertEquals(3, PSD.products());
    // XXᵀ; two for the side; ZS; A² and A³, X, and two for M, then X; W X.
    assertEquals(1 + 2 + 1 + (1 + 2 + 1) + 1, CLIP.products());
  }

  /// At fixed points of both parts.
  @Test
  void valuesAreThoseOfTheFormula() {
    assertEquals(1, PSD.evaluate(1));
    assertEquals(0, PSD.evaluate(-1), Double.MIN_VALUE);
    assertEquals(0, PSD.evaluate(0), Double.MIN_VALUE);
    assertEquals(1, CLIP.evaluate(1));
    assertEquals(0, SOFT.evaluate(0.5));
    assertEquals("max(x - 0.5, 0)", SOFT.targetWords());
    assertEquals(0.25, SOFT.target(0.75));
    assertEquals(0, SOFT.target(0.25));
  }

  /// A threshold goes with its function, below the bound.
  @Test
  void thresholdsAreChecked() {
    String soft = new String(FormulaWriter.write(SOFT), UTF_8);
    for (String other : List.of("1.0", "1.5", "0.0", "-0.5", "1e-31")) {
      byte[] file = soft.replace("\"threshold\": 0.5", "\"threshold\": " + other).getBytes(UTF_8);
      assertThrows(TableFormatException.class, () -> FormulaReader.read(file), other);
    }
    byte[] none = soft.replace("\"threshold\": 0.5,", "").getBytes(UTF_8);
    assertThrows(TableFormatException.class, () -> FormulaReader.read(none));
    assertFalse(accepts(none));
    byte[] clip =
        new String(FormulaWriter.write(CLIP), UTF_8)
            .replace("\"bound\": 1.5,", "\"bound\": 1.5, \"threshold\": 0.5,")
            .getBytes(UTF_8);
    assertThrows(TableFormatException.class, () -> FormulaReader.read(clip));
    assertFalse(accepts(clip));
  }

  @Test
  void aReaderOfStepsSaysWhoTakesThem() {
    byte[] file = FormulaWriter.write(PSD);
    TableFormatException e = assertThrows(TableFormatException.class, () -> TableReader.read(file));
    assertEquals(
        "parts: only verify, validate, plot and export take a table of parts", e.getMessage());
    assertFalse(FormulaReader.holdsParts("[[1.5, -0.5]]".getBytes(UTF_8)));
    assertFalse(FormulaReader.holdsParts("{".getBytes(UTF_8)));
  }

  /// Each is refused by the reader and, but for what it cannot say, by the schema.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"bound\": 1.5,|``|bound|true",
        "\"bound\": 1.5|\"bound\": 1.0|bound|true",
        "\"function\": \"clip\"|\"function\": \"psd\"|bound|true",
        "\"role\": \"side\"|\"role\": \"divisor\"|role|true",
        "\"role\": \"divisor\"|\"role\": \"side\"|role|true",
        "\"root\": 2|\"root\": 3|root|true",
        "\"root\": 2,|``|root|true",
        "\"degree\": 5|\"degree\": 7|coefficients|false",
        "\"degree\": 5|\"degree\": 4|degree|true",
        "\"budget\": 12|\"budget\": 0|budget|true",
        "\"budget\": 12|\"budgets\": 12|budget|true",
        "\"worstCaseError\": 0.25|\"worstCaseError\": -0.25|worstCaseError|true",
        "\"worstCaseError\": 0.25|\"worstCaseError\": 0.25, \"output\": 1|output|true",
        "\"lower\": 0.0|\"lower\": -1.0|negative|true",
        "\"degree\": 3|\"degree\": 3, \"precision\": \"float32\"|precision|true",
        "\"degree\": 3|\"degree\": 3, \"error\": {\"lower\": 0.0, \"upper\": 1.0}|error|true",
        "\"formatVersion\": 1|\"formatVersion\": 2|formatVersion|true"
      })
  void whatIsNotExactlyATableIsRefused(
      String found, String replacement, String named, boolean schema) {
    String text = new String(FormulaWriter.write(CLIP), UTF_8);
    assertTrue(text.contains(found), found);
    int at = text.indexOf(found);
    byte[] file =
        (text.substring(0, at) + replacement + text.substring(at + found.length())).getBytes(UTF_8);
    TableFormatException e =
        assertThrows(TableFormatException.class, () -> FormulaReader.read(file));
    assertTrue(String.valueOf(e.getMessage()).contains(named), e.getMessage());
    assertEquals(!schema, accepts(file));
  }
}
