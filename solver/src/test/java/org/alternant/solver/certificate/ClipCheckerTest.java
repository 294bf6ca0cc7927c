package org.alternant.solver.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.Tail;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.testing.CertificateChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The stand-alone checker on clips: it proves their errors, and refuses what was tampered with.
class ClipCheckerTest {

  private static final TableFunction CLIP = TableFunction.clip(3.5);

  private static final List<Step> HARD_CAP =
      List.of(
          Step.of(CLIP, List.of(0.805032, 0.206361, -0.019763)),
          Step.of(CLIP, List.of(0.649867, 0.162935, -0.01115)),
          Step.of(CLIP, List.of(1.810259, -0.200265, 0.008251)),
          Step.of(CLIP, List.of(1.004384, -0.18349, 0.014413)));

  @TempDir private Path folder;

  private static String table(List<Step> steps, Interval input) {
    CoefficientTable table =
        new CoefficientTable(
            "clip",
            null,
            steps,
            new Conventions(Normalization.NONE, SafetyFactor.NONE, Tail.STOP, null),
            null,
            new TableCertifier(steps).certify(input).proved().orElseThrow(),
            new Provenance("a test", null));
    return new String(TableWriter.write(table), UTF_8);
  }

  /// The largest error is at 1, at the lower end, inside below 1, inside beyond 1.
  @Test
  void certificatesAreProvedAndTamperedOnesRefused() throws IOException, InterruptedException {
    // Long: a list of tables.
    List<String> tables = new ArrayList<>();
    for (Interval input :
        List.of(
            new Interval(0, 3.5),
            new Interval(0, 1),
            new Interval(0.75, 0.875),
            new Interval(0, 0.75),
            new Interval(1, 3.5),
            new Interval(2, 3.5))) {
      tables.add(table(HARD_CAP, input));
    }
    tables.add(table(List.of(Step.of(CLIP, List.of(1.5, -0.5))), new Interval(0, 1.5)));
    tables.add(table(List.of(Step.of(CLIP, List.of(1.0))), new Interval(0, 1)));
    int proved = tables.size();
    for (String table : List.copyOf(tables.subList(0, proved - 1))) {
      tables.add(edited(table, "\"worstCaseError\": ", 1 - 1e-9));
    }
    String whole = tables.getFirst();
    tables.add(edited(whole, "\"output\": \\{\"lower\": [^,]*, \"upper\": ", 1 - 1e-9));
    tables.add(edited(whole, "\"image\": \\{\"lower\": [^,]*, \"upper\": ", 1 - 1e-9));
    tables.add(edited(whole, "\"input\": \\{\"lower\": [^,]*, \"upper\": ", 1.05));
    tables.add(edited(whole, "\"signSafeUpper\": ", 1 + 1e-9));
    tables.add(whole.replace("\"clip\",\n  \"bound\": 3.5", "\"sign\""));
    int asSign = tables.size();
    tables.add(whole.replace("  \"bound\": 3.5,\n", ""));
    tables.add(whole.replace("\"norm\": \"none\"", "\"norm\": \"frobenius\""));
    tables.add(whole.replace("\"stop\"", "\"repeat-last\""));
    tables.add(whole.replace("\"input\": {\"lower\": 0.0", "\"input\": {\"lower\": -1.0"));
    List<String> answers = CertificateChecker.answers(folder, tables);
    for (int i = 0; i < tables.size(); i++) {
      int number = i;
      String answer = answers.get(i);
      if (i < proved) {
        assertEquals("0 proved", answer, () -> "table " + number);
      } else {
        String expected = i < asSign ? "1 not proved: " : "3 malformed";
        assertTrue(answer.startsWith(expected), () -> number + ": " + answer);
      }
    }
  }

  /// A number after a pattern, times a factor.
  private static String edited(String table, String pattern, double factor) {
    Matcher matcher = Pattern.compile("(" + pattern + ")([-0-9.eE]+)").matcher(table);
    assertTrue(matcher.find(), pattern);
    double value = Double.parseDouble(matcher.group(2)) * factor;
    return table.substring(0, matcher.start(2)) + value + table.substring(matcher.end(2));
  }
}
