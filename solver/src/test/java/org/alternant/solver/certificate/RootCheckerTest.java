package org.alternant.solver.certificate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Conventions;
import org.alternant.coefficients.DesignRequest;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.Provenance;
import org.alternant.coefficients.SafetyFactor;
import org.alternant.coefficients.Step;
import org.alternant.coefficients.format.TableWriter;
import org.alternant.coefficients.function.TableFunction;
import org.alternant.solver.design.ScheduleDesigner;
import org.alternant.testing.CertificateChecker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The stand-alone checker on tables for inverse roots: it proves designs, and refuses what was
/// tampered with.
class RootCheckerTest {

  private static final List<Integer> STEPS = List.of(3, 2, 1);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 16})
  void designsAreProvedAndTamperedOnesRefused(int root) throws IOException, InterruptedException {
    String table = text(table(root, STEPS, 1));
    List<String> tables = new ArrayList<>(List.of(table, text(table(root, STEPS, 1.05))));
    int proved = tables.size();
    // Of the same polynomials for another root, of the sign, of none.
    tables.add(table.replace("\"root\": " + root, "\"root\": " + (root % 16 + 1)));
    tables.add(table.replace("  \"root\": " + root + ",\n", ""));
    int malformed = tables.size();
    // A worst-case error, an image, a minimax error and an input that promise more.
    tables.add(edited(table, "\"worstCaseError\": ", 1 - 1e-9));
    tables.add(edited(table, "\"output\": \\{\"lower\": ", 1 + 1e-9));
    tables.add(edited(table, "\"image\": \\{\"lower\": ", 1 + 1e-9));
    tables.add(edited(table, "\"image\": \\{\"lower\": [^,]*, \"upper\": ", 1 - 1e-9));
    String open = edited(table, "\"error\": \\{\"lower\": ", 0);
    tables.add(edited(open, "\"error\": \\{\"lower\": [^,]*, \"upper\": ", 1 - 1e-9));
    tables.add(edited(table, "\"input\": \\{\"lower\": ", 1 - 1e-9));
    List<String> answers = CertificateChecker.answers(folder, tables);
    for (int i = 0; i < tables.size(); i++) {
      String expected = i < proved ? "0 proved" : i < malformed ? "3 malformed" : "1 not proved: ";
      String answer = answers.get(i);
      int number = i;
      assertTrue(answer.startsWith(expected), () -> number + ": " + answer);
      assertTrue(i >= proved || answer.equals("0 proved"), answer);
    }
  }

  /// A number after a pattern, times a factor.
  private static String edited(String table, String pattern, double factor) {
    Matcher matcher = Pattern.compile("(" + pattern + ")([-0-9.eE]+)").matcher(table);
    assertTrue(matcher.find(), pattern);
    double value = Double.parseDouble(matcher.group(2)) * factor;
    return table.substring(0, matcher.start(2)) + value + table.substring(matcher.end(2));
  }

  /// A negative step, and the next on numbers below 0.
  @Test
  void negativeStepsOfOddRootsAreFollowed() throws IOException, InterruptedException {
    TableFunction inverse = TableFunction.inverseRoot(1);
    List<Step> steps =
        List.of(Step.of(inverse, List.of(-1.0)), Step.of(inverse, List.of(-2.0, -1.0)));
    Interval input = new Interval(0.5, 1);
    CoefficientTable table =
        new CoefficientTable(
            "negative",
            null,
            steps,
            Conventions.DEFAULT,
            null,
            ((CertificationOutcome.Certified) new TableCertifier(steps).certify(input))
                .certificate(),
            new Provenance("a test", null));
    Double safe = Objects.requireNonNull(table.certificate()).signSafeUpper();
    assertEquals(2, Objects.requireNonNull(safe), 1e-9);
    List<String> tables =
        List.of(text(table), edited(text(table), "\"signSafeUpper\": ", 1 + 1e-9));
    List<String> answers = CertificateChecker.answers(folder, tables);
    assertEquals("0 proved", answers.getFirst());
    assertTrue(answers.getLast().startsWith("1 not proved: signSafeUpper"), answers.getLast());
  }

  /// The eigenvalue up to which a composition is positive is proved, and no larger one.
  @Test
  void signSafeEndsAreEigenvalues() throws IOException, InterruptedException {
    List<String> tables = new ArrayList<>();
    for (int root : List.of(3, 4)) {
      CoefficientTable table = table(root, List.of(2, 1), 1);
      double safe =
          Objects.requireNonNull(Objects.requireNonNull(table.certificate()).signSafeUpper());
      assertTrue(safe > 1);
      tables.add(text(table));
      tables.add(edited(text(table), "\"signSafeUpper\": ", 1 + 1e-9));
    }
    List<String> answers = CertificateChecker.answers(folder, tables);
    for (int i = 0; i < answers.size(); i++) {
      String expected = i % 2 == 0 ? "0 proved" : "1 not proved: signSafeUpper";
      assertTrue(answers.get(i).startsWith(expected), answers.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4})
  void designsOnGridsAreProved(int root) throws IOException, InterruptedException {
    List<String> tables = new ArrayList<>();
    for (String grid : List.of("decimal:3", "bfloat16")) {
      DesignRequest request =
          request(root, List.of(2, 1), 1.02)
              .withCushion(0.05)
              .withCoefficients(CoefficientGrid.parse(grid));
      tables.add(text(table(request)));
    }
    tables.add(edited(tables.getFirst(), "\"worstCaseError\": ", 1 - 1e-9));
    List<String> answers = CertificateChecker.answers(folder, tables);
    assertEquals(List.of("0 proved", "0 proved"), answers.subList(0, 2));
    assertTrue(answers.get(2).startsWith("1 not proved: "), answers.get(2));
  }

  private static CoefficientTable table(int root, List<Integer> q, double safety) {
    return table(request(root, q, safety));
  }

  private static DesignRequest request(int root, List<Integer> q, double safety) {
    TableFunction function = TableFunction.inverseRoot(root);
    List<Integer> degrees = q.stream().map(function::exponent).toList();
    return DesignRequest.of(function, degrees, new Interval(0.01, 1)).withSafetyFactor(safety);
  }

  private static CoefficientTable table(DesignRequest request) {
    List<Step> steps = ScheduleDesigner.design(request);
    Conventions plain = Conventions.DEFAULT;
    return new CoefficientTable(
        "root",
        null,
        steps,
        new Conventions(
            plain.normalization(),
            SafetyFactor.designed(request.safetyFactor()),
            plain.tail(),
            plain.precision(),
            plain.runtime()),
        request,
        ((CertificationOutcome.Certified) new TableCertifier(steps).certify(request.input()))
            .certificate(),
        new Provenance("a test", null));
  }

  private static String text(CoefficientTable table) {
    return new String(TableWriter.write(table), UTF_8);
  }
}
