package org.alternant.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alternant.coefficients.Certificate;
import org.alternant.coefficients.Certificate.CertifiedStep;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Interval;
import org.alternant.coefficients.format.TableLiteral;
import org.alternant.coefficients.format.TableWriter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file that states more than is proved is bad data for every command that takes a table: status
/// 3, nothing on standard output, one line with both figures.
class FalseClaimsTest {

  private static final int BAD_INPUT = 3;

  @TempDir private Path folder;

  private Path table() throws IOException {
    Run run = Run.of("design", "--degree", "5", "--steps", "4", "--lower", "0.01", "-q");
    return Files.writeString(folder.resolve("table.json"), run.out());
  }

  private Path edited(Path table, String pattern, String replacement) throws IOException {
    String text = Files.readString(table);
    String changed = text.replaceFirst(pattern, replacement);
    assertNotEquals(text, changed, pattern);
    return Files.writeString(folder.resolve("edited.json"), changed);
  }

  /// What cannot be proved again with the work that is allowed is not believed either.
  @Test
  @Tag("slow")
  void aCertificateThatTakesTooMuchIsNotBelieved() throws IOException {
    Interval input = new Interval(0.01, 1);
    String rows =
        IntStream.range(0, 10_000)
            .mapToObj(
                t -> "%.6f,-4.775,2.0315,1e-30,-1e-31,1e-32,-1e-33".formatted(3.4345 + t * 1e-6))
            .collect(Collectors.joining(";"));
    CoefficientTable table = TableLiteral.parse(rows);
    Certificate certificate =
        new Certificate(
            input,
            new Interval(0.5, 1.5),
            0.5,
            Collections.nCopies(table.steps().size(), new CertifiedStep(new Interval(0.001, 2))),
            1.5);
    Path file = folder.resolve("long.json");
    Files.write(file, TableWriter.write(table.with(certificate)));
    Run run = Run.of("verify", file.toString());
    assertEquals(
        "alternant verify: "
            + file
            + ": certificate.worstCaseError is stated to be 0.5, but nothing is proved with the"
            + " work that is allowed: leave out what it states (certificate, errors) or make it"
            + " anew\n",
        run.err());
    assertEquals("", run.out());
    assertEquals(BAD_INPUT, run.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify",
        "verify --json --lower 0.5",
        "audit",
        "compare jordan-5",
        "export --to csv",
        "export --to numpy",
        "export --to markdown --steps 2",
        "validate --rows 4 --cols 4",
        "plot -o figure.svg"
      })
  void everyCommandRefusesAFalseCertificate(String command) throws IOException {
    Path edited = edited(table(), "\"worstCaseError\": [^,]*", "\"worstCaseError\": 1e-9");
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(edited.toString());
    Run run = Run.of(words.toArray(String[]::new));
    assertEquals("", run.out());
    String error =
        Run.of("verify", "--json", table().toString()).json().get("worstCaseError").asString();
    assertEquals(
        "alternant "
            + words.getFirst()
            + ": "
            + edited
            + ": certificate.worstCaseError is stated to be 1.0E-9, but "
            + error
            + " is proved: the file was edited; leave out what it states (certificate, errors) or"
            + " make it anew\n",
        run.err());
    assertEquals(BAD_INPUT, run.status());
  }

  /// A prover that rounds otherwise accuses nobody.
  @Test
  void aLastDigitThatIsTooSmallIsSaidToBeThat() throws IOException {
    double error =
        Run.of("verify", "--json", table().toString()).json().get("worstCaseError").doubleValue();
    Path edited =
        edited(table(), "\"worstCaseError\": [^,]*", "\"worstCaseError\": " + Math.nextDown(error));
    Run run = Run.of("verify", edited.toString());
    assertTrue(run.err().contains(error + " is proved: its last digits are wrong; "), run.err());
    assertEquals(BAD_INPUT, run.status());
  }

  @Test
  void standardInputIsNotBelievedEither() throws IOException {
    Path edited = edited(table(), "\"worstCaseError\": [^,]*", "\"worstCaseError\": 1e-9");
    Run run = Run.withInput(Files.readAllBytes(edited), "verify", "-");
    assertTrue(run.err().startsWith("alternant verify: standard input: certificate."), run.err());
    assertEquals(BAD_INPUT, run.status());
  }

  /// What a step says about its minimax error, or the interval that it is about.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?s)\"error\": .*?}~~\"error\": {\"lower\": 0.1, \"upper\": 0.2}",
        "(?s)(\"interval\": .*?\"interval\": ).*?}~~$1{\"lower\": 0.2, \"upper\": 1.0}",
        "(?s)(\"image\": [{]\\s*\"lower\": )[^,]*~~$10.9",
        "(?s)(\"output\": [{]\\s*\"lower\": )[^,]*~~$10.9999"
      })
  void everyFigureIsProved(String edit) throws IOException {
    String[] parts = edit.split("~~", -1);
    Run run = Run.of("verify", edited(table(), parts[0], parts[1]).toString());
    assertTrue(run.err().contains(" is stated to be "), run.err());
    assertEquals(BAD_INPUT, run.status());
  }

  @Test
  void looserFiguresAreTheorems() throws IOException {
    Path edited = edited(table(), "\"worstCaseError\": [^,]*", "\"worstCaseError\": 0.99");
    assertEquals(0, Run.of("verify", edited.toString()).status());
  }
}
