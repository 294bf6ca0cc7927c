package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Files that are no tables, with what the reader says: most are [SampleTables#FULL] with an edit.
final class MalformedTables {
  /// Whether the schema can see a defect.
  enum Kind {
    /// The file is not JSON.
    NOT_JSON,
    /// The file is JSON, and the schema refuses it.
    AGAINST_SCHEMA,
    /// Only the reader can tell.
    BEYOND_SCHEMA
  }

  /// A file and the reader's message.
  static final class Malformed {
    private final Kind kind;
    private final byte[] file;
    private final String message;

    Malformed(Kind kind, byte[] file, String message) {
      this.kind = kind;
      this.file = file;
      this.message = message;
    }

    Kind kind() {
      return kind;
    }

    byte[] file() {
      return file.clone();
    }

    String message() {
      return message;
    }

    @Override
    public String toString() {
      return message;
    }
  }

  private static final String FULL = new String(TableWriter.write(SampleTables.FULL), UTF_8);

  private MalformedTables() {}

  static List<Malformed> all() {
    return Stream.of(
            notJson(),
            wrongRoot(),
            wrongFields(),
            wrongTypes(),
            wrongSteps(),
            wrongParts(),
            MalformedPlans.all(),
            MalformedRoots.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Malformed> notJson() {
    // Long: a list of cases.
    return List.of(
        notJson("", "the input is empty"),
        notJson(" \n ", "the input is empty"),
        notJson(FULL.substring(0, 120), "line 5, column 30: the input ends too early"),
        notJson("{\"name\": \"fu", "line 1, column 13: the input ends too early"),
        notJson(FULL + "x", "line 113, column 1: Unrecognized token 'x'"),
        notJson(FULL + "{}", "line 113, column 1: more text after the end of the table"),
        notJson("\ufeff" + FULL, "byte 1: starts with a byte order mark; remove it"),
        new Malformed(Kind.NOT_JSON, FULL.getBytes(UTF_16), "byte 1: not UTF-8"),
        new Malformed(Kind.NOT_JSON, "{\"é\": 1}".getBytes(ISO_8859_1), "byte 3: not UTF-8"),
        notJson(
            "[".repeat(10_000_000),
            "line 1, column 18: Document nesting depth (17) exceeds the maximum allowed (16)"),
        notJson(edit("0.75", "NaN"), "line 14, column 43: Non-standard token 'NaN'"),
        notJson(edit("0.75", "-Infinity"), "line 14, column 49: Non-standard token '-Infinity'"),
        notJson(
            edit("0.75", "1e999"),
            "line 14, column 40: too large for a binary64 number: \"1e999\""),
        notJson(
            edit("0.75", "0" + "7".repeat(2000)),
            "line 14, column 41: Invalid numeric value: Leading zeroes not allowed"),
        notJson(
            edit("0.75", "7".repeat(2000)),
            "line 14, column 2040: Number value length (2000) exceeds the maximum allowed (1000)"),
        notJson(edit("0.75", "'0.75'"), "line 14, column 40: Unexpected character (''' (code 39))"),
        notJson(
            edit("0.75", "0.75,"),
            "line 14, column 45: Unexpected character ('}' (code 125)): was expecting double-quote"
                + " to start property name"),
        notJson(
            edit("0.75", "0.75, \"upper\": 1"), "line 14, column 46: duplicate field \"upper\""),
        notJson(
            edit("0.75", "/* */ 1"), "line 14, column 40: Unexpected character ('/' (code 47))"),
        notJson(
            edit("Every field.", "Every\nfield."),
            "line 5, column 24: Illegal unquoted character ((CTRL-CHAR, code 10)): has to be"
                + " escaped using backslash to be included in string value"),
        notJson(
            edit("Every field.", "\\ud800"),
            "line 5, column 18: unpaired surrogate in \"\\ud800\""));
  }

  private static List<Malformed> wrongRoot() {
    return List.of(
        againstSchema("[]", "expected an object, found an array"),
        againstSchema("3", "expected an object, found 3.0"),
        againstSchema("{}", "formatVersion: missing"),
        againstSchema("\"formatVersion\": 1,", "", "formatVersion: missing"),
        againstSchema(
            "\"formatVersion\": 1", "\"formatVersion\": 2", "formatVersion: expected 1, found 2"),
        againstSchema(
            "\"formatVersion\": 1",
            "\"formatVersion\": {}",
            "formatVersion: expected an integer, found an object"),
        againstSchema(
            "table-v1.schema",
            "table-v2.schema",
            "$schema: expected \"coefficient-table-v1.schema.json\", found"
                + " \"coefficient-table-v2.schema.json\""),
        againstSchema(
            "\"full\"",
            "\"full table\"",
            "name: a name has 1 to 100 letters, digits, '.', '_' and '-' and starts with a letter"
                + " or digit, found \"full table\""),
        againstSchema(
            "\"full\"",
            "\"" + "x".repeat(101) + "\"",
            "name: a name has 1 to 100 letters, digits, '.', '_' and '-' and starts with a letter"
                + " or digit, found \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\""),
        againstSchema(
            "\"full\"",
            "\"\\u001b[31mred\\u202e\"",
            "name: a name has 1 to 100 letters, digits, '.', '_' and '-' and starts with a letter"
                + " or digit, found \"\\u001b[31mred\\u202e\""));
  }

  private static List<Malformed> wrongFields() {
    return List.of(
        againstSchema(
            "\"norm\"",
            "\"nrom\"",
            "conventions.normalization.nrom: unknown field (expected one of norm, factor,"
                + " epsilon)"),
        againstSchema(
            "\"name\"",
            "\"n\\t\"",
            "\"n\\u0009\": unknown field (expected one of $schema, formatVersion, name,"
                + " description, function, root, bound, steps, conventions, design, certificate,"
                + " measured, provenance)"),
        againstSchema("\"degree\": 3,", "", "steps[1].degree: missing"),
        againstSchema("\"tail\": \"stop\",", "", "conventions.tail: missing"),
        againstSchema(
            "{\"lower\": 0.001, \"upper\": 0.875}",
            "{\"lower\": 0.001}",
            "steps[0].designInterval.upper: missing"),
        againstSchema("\"generator\": \"a test\",", "", "provenance.generator: missing"));
  }

  private static List<Malformed> wrongTypes() {
    return List.of(
        againstSchema(
            "[3.5,", "[\"3.5\",", "steps[0].coefficients[0]: expected a number, found \"3.5\""),
        againstSchema("[3.5,", "[null,", "steps[0].coefficients[0]: expected a number, found null"),
        againstSchema(
            "[3.5, -4.75, 2.0]", "3.5", "steps[0].coefficients: expected an array, found 3.5"),
        againstSchema(
            "\"degree\": 3", "\"degree\": 3.5", "steps[1].degree: expected an integer, found 3.5"),
        againstSchema(
            "\"degree\": 3",
            "\"degree\": 1e300",
            "steps[1].degree: expected an integer, found 1.0E300"),
        againstSchema(
            "{\"lower\": 0.001, \"upper\": 0.875}",
            "null",
            "steps[0].designInterval: expected an object, found null"),
        againstSchema("\"Every field.\"", "null", "description: expected a string, found null"),
        againstSchema("\"Every field.\"", "true", "description: expected a string, found true"),
        againstSchema(
            "\"signSafeUpper\": 1.75",
            "\"signSafeUpper\": {}",
            "certificate.signSafeUpper: expected a number, found an object"),
        againstSchema(
            "\"stop\"",
            "\"loop\"",
            "conventions.tail: expected one of stop, repeat-last, found \"loop\""),
        againstSchema(
            "\"stop\"",
            "\"STOP\"",
            "conventions.tail: expected one of stop, repeat-last, found \"STOP\""),
        againstSchema(
            "\"stop\"",
            "\"" + "long".repeat(1000) + "\"",
            "conventions.tail: expected one of stop, repeat-last, found"
                + " \"longlonglonglonglonglonglonglonglonglong…\""));
  }

  private static List<Malformed> wrongSteps() {
    // Long: a list of cases.
    return List.of(
        againstSchema(
            "\"degree\": 3", "\"degree\": 4", "steps[1].degree: degree must be odd, found 4"),
        againstSchema(
            "\"degree\": 3",
            "\"degree\": -3",
            "steps[1].degree: degree must be from 1 to 1023, found -3"),
        againstSchema(
            "\"degree\": 3",
            "\"degree\": 1025",
            "steps[1].degree: degree must be from 1 to 1023, found 1025"),
        beyondSchema(
            "\"degree\": 5",
            "\"degree\": 3",
            "steps[0].coefficients: expected 2 numbers for degree 3, found 3"),
        beyondSchema(
            "\"degree\": 5",
            "\"degree\": 1",
            "steps[0].coefficients: expected 1 number for degree 1, found 3"),
        beyondSchema(
            ", \"0x1.0p1\"]",
            "]",
            "steps[0].coefficientsHex: expected 3 numbers for degree 5, found 2"),
        beyondSchema(
            "-4.75,",
            "-4.76,",
            "steps[0].coefficientsHex[1]: expected \"-0x1.30a3d70a3d70ap2\" for -4.76, found"
                + " \"-0x1.3p2\""),
        beyondSchema(
            "0x1.0p1",
            "0x1.0000000000001p1",
            "steps[0].coefficientsHex[2]: expected \"0x1.0p1\" for 2.0, found"
                + " \"0x1.0000000000001p1\""),
        againstSchema(
            "\"0x1.0p1\"",
            "\"2.0\"",
            "steps[0].coefficientsHex[2]: expected \"0x1.0p1\" for 2.0, found \"2.0\""),
        againstSchema(
            "\"0x1.0p1\"", "2.0", "steps[0].coefficientsHex[2]: expected a string, found 2.0"),
        beyondSchema(
            "0.001, \"upper\": 0.875",
            "0.001, \"upper\": 1e-4",
            "steps[0].designInterval: lower 0.001 exceeds upper 1.0E-4"),
        beyondSchema(
            "0.75",
            "0.25",
            "steps[0].error: an error bracket needs 0 <= lower <= upper, found [0.5, 0.25]"),
        againstSchema(
            "0.5, \"upper\": 0.75",
            "-1, \"upper\": 0.75",
            "steps[0].error: an error bracket needs 0 <= lower <= upper, found [-1.0, 0.75]"),
        againstSchema(
            FULL.replaceFirst(
                "(?s)\"steps\": \\[.*\\],\\s*\"conventions\"", "\"steps\": [], \"conventions\""),
            "a table needs at least one step"));
  }

  private static List<Malformed> wrongParts() {
    // Long: a list of cases.
    return List.of(
        againstSchema(
            "\"factor\": 1.01",
            "\"factor\": 0",
            "conventions.normalization: factor must be positive and finite, found 0"),
        againstSchema(
            "\"frobenius\"",
            "\"none\"",
            "conventions.normalization: without a norm, factor must be 1 and epsilon 0, found 1.01"
                + " and 1.0E-7"),
        againstSchema(
            "\"epsilon\": 1.0E-7",
            "\"epsilon\": -1.0E-7",
            "conventions.normalization: epsilon must be 0 or more and finite, found -1.0E-7"),
        againstSchema(
            "\"value\": 1.01",
            "\"value\": 0.99",
            "conventions.safetyFactor: safety factor must be 1 or more, found 0.99"),
        againstSchema(
            "\"value\": 1.01",
            "\"value\": 1",
            "conventions.safetyFactor: a safety factor of 1 is baked into no row"),
        beyondSchema(
            "\"safetyFactor\": 1.01",
            "\"safetyFactor\": 1.02",
            "the design has a safety factor of 1.02 in every row but the last, the conventions a"
                + " safety factor of 1.01 in every row but the last"),
        beyondSchema(
            "\"all-but-last\"",
            "\"all\"",
            "the design has a safety factor of 1.01 in every row but the last, the conventions a"
                + " safety factor of 1.01 in every row"),
        beyondSchema("[5, 3]", "[5]", "the design has 1 steps, the table 2"),
        againstSchema("[5, 3]", "[5, 2]", "design.degrees[1]: degree must be odd, found 2"),
        againstSchema(
            "\"decimal:4\"",
            "\"decimal:18\"",
            "design.coefficients: expected bfloat16, float16, tfloat32, float32, or decimal:D with"
                + " D from 1 to 17, found \"decimal:18\""),
        againstSchema("\"decimal:4\"", "4.0", "design.coefficients: expected a string, found 4.0"),
        againstSchema(
            "\"cushion\": 0.0", "\"cushion\": 1", "design: cushion must be in [0, 1), found 1"),
        beyondSchema(
            "\"upper\": 1.0,\n    \"cushion\"",
            "\"upper\": 0.001,\n    \"cushion\"",
            "design: lower must be below upper, 0.001, found 0.001"),
        beyondSchema(
            "\"cushion\": 0.0",
            "\"cushion\": 0.02",
            "design: a design for a precision chooses the cushions itself: leave out the cushion"),
        beyondSchema(
            "\"lowerSlack\": 0.25",
            "\"lowerSlack\": 2",
            "design.rounding: the slack of lower ends must be positive and at most that of upper"
                + " ends, 1.5; found 2"),
        againstSchema(
            "\"coherence\": 2.0",
            "\"coherence\": 0.5",
            "design.rounding: coherence must be 1 or more, found 0.5"),
        againstSchema(
            "[3, 5]",
            "[1, 7]",
            "design.search: allowed degrees must ascend from 3 or more, found [1, 7]"),
        beyondSchema(
            "[3, 5]",
            "[7, 3]",
            "design.search: allowed degrees must ascend from 3 or more, found [7, 3]"),
        againstSchema("[3, 5]", "[]", "design.search: allowed degrees must name at least one"),
        againstSchema(
            "\"steps\": 2,", "\"steps\": 0,", "design.search: steps must be 1 or more, found 0"),
        againstSchema(
            "\"symmetric-operations\"",
            "\"products\"",
            "design.search: rows and columns go with operations, and only with them"),
        againstSchema(
            "\"rows\": 1024",
            "\"rows\": 0",
            "design.search: a matrix needs at least one row and one column, found 0×4096"),
        againstSchema(
            "\"gram\"",
            "\"standard\"",
            "design.search: only the Gram form is restarted for a precision"),
        againstSchema(
            "\"budget\": 5.0E10",
            "\"budget\": 0",
            "design.search: budget must be positive and finite, found 0"),
        againstSchema(
            "\"maximumError\": 0.125",
            "\"maximumError\": -1",
            "design.search: maximum error must be 0 or more and finite, found -1"),
        againstSchema(
            ",\n      \"budget\": 5.0E10,\n      \"maximumError\": 0.125",
            "",
            "design.search: a search needs a budget or a maximum error"),
        beyondSchema(
            "0.625, \"upper\"", "0, \"upper\"", "design: the band must lie above 0, found 0.0"),
        againstSchema(
            "\"worstCaseError\": 0.1",
            "\"worstCaseError\": -0.1",
            "certificate: worst-case error must be 0 or more and finite, found -0.1"),
        againstSchema(
            "\"signSafeUpper\": 1.75",
            "\"signSafeUpper\": -1",
            "certificate: sign-safe upper end must be 0 or more and finite, found -1.0"),
        againstSchema("\"a test\"", "\" \"", "provenance: generator must not be blank"));
  }

  private static String edit(String found, String replacement) {
    if (!FULL.contains(found)) {
      throw new IllegalArgumentException("no " + found + " in " + FULL);
    }
    return FULL.replaceFirst(Pattern.quote(found), Matcher.quoteReplacement(replacement));
  }

  private static Malformed notJson(String file, String message) {
    return new Malformed(Kind.NOT_JSON, file.getBytes(UTF_8), message);
  }

  private static Malformed againstSchema(String file, String message) {
    return new Malformed(Kind.AGAINST_SCHEMA, file.getBytes(UTF_8), message);
  }

  static Malformed againstSchema(String found, String replacement, String message) {
    return againstSchema(edit(found, replacement), message);
  }

  static Malformed beyondSchema(String found, String replacement, String message) {
    return new Malformed(Kind.BEYOND_SCHEMA, edit(found, replacement).getBytes(UTF_8), message);
  }
}
