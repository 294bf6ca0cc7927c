package org.alternant.coefficients.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.alternant.coefficients.format.MalformedTables.Kind;
import org.alternant.coefficients.format.MalformedTables.Malformed;

/// [SampleTables#CLIP] with an edit that makes it none.
final class MalformedClips {

  private static final String CLIP = new String(TableWriter.write(SampleTables.CLIP), UTF_8);

  private MalformedClips() {}

  static List<Malformed> all() {
    // Long: a list of cases.
    return List.of(
        againstSchema("\"bound\": 3.5,", "", "bound: missing"),
        againstSchema(
            "\"bound\": 3.5",
            "\"bound\": 1.0",
            "bound: bound must be above 1 and below 2^100, found 1.0"),
        againstSchema(
            "\"bound\": 3.5",
            "\"bound\": 3.5, \"root\": 2",
            "root: a root goes with the function inverse-root only"),
        againstSchema(
            "\"clip\",\n  \"bound\"",
            "\"sign\",\n  \"bound\"",
            "bound: a bound goes with the function clip only"),
        againstSchema(
            "\"norm\": \"none\"",
            "\"norm\": \"frobenius\"",
            "a table for the clip does not divide by a norm, found frobenius"),
        againstSchema(
            "\"stop\"",
            "\"repeat-last\"",
            "a table for the clip stops after its last row and has no safety factor"),
        againstSchema(
            "\"value\": 1.0,\n      \"bakedInto\": \"none\"",
            "\"value\": 2.0,\n      \"bakedInto\": \"all\"",
            "a table for the clip stops after its last row and has no safety factor"),
        againstSchema(
            "\"degree\": 3,",
            "\"degree\": 3, \"interval\": {\"lower\": 0, \"upper\": 3.5},",
            "steps[0]: a clip is fitted as a whole: its steps have no intervals and no errors of"
                + " their own"),
        againstSchema(
            "\"lower\": 0.0,\n",
            "\"lower\": 0.5,\n",
            "design: a clip is designed for [0, 3.5], found [0.5, 3.5]"),
        beyondSchema(
            "\"upper\": 3.5,\n",
            "\"upper\": 3,\n",
            "design: a clip is designed for [0, 3.5], found [0, 3]"),
        againstSchema(
            "\"cushion\": 0.0",
            "\"cushion\": 0.5",
            "design: the design of a clip takes degrees and a bound, but no cushion, safety factor,"
                + " band, search or grid of coefficients"),
        againstSchema(
            "\"input\": {\"lower\": 0.0,",
            "\"input\": {\"lower\": -1.0,",
            "the singular values that are clipped are not negative, found -1.0"));
  }

  private static Malformed againstSchema(String from, String to, String message) {
    return new Malformed(Kind.AGAINST_SCHEMA, edited(from, to).getBytes(UTF_8), message);
  }

  private static Malformed beyondSchema(String from, String to, String message) {
    return new Malformed(Kind.BEYOND_SCHEMA, edited(from, to).getBytes(UTF_8), message);
  }

  private static String edited(String from, String to) {
    if (!CLIP.contains(from)) {
      throw new AssertionError("not in the table: " + from);
    }
    return CLIP.replace(from, to);
  }
}
