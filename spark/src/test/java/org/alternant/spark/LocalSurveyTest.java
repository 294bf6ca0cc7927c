package org.alternant.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alternant.spark.SurveyedFiles.Answer;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A job in this process answers as one machine does, byte for byte.
class LocalSurveyTest {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[2]",
          "spark.ui.enabled", "false",
          "spark.driver.host", "127.0.0.1",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.hadoop.fs.far.impl", Far.class.getName());

  /// This machine's files under a scheme of Hadoop's that Java does not know.
  public static final class Far extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("far:///");
    }

    @Override
    public String getScheme() {
      return "far";
    }
  }

  @TempDir private Path folder;

  @BeforeAll
  static void configure() {
    SETTINGS.forEach(System::setProperty);
  }

  @AfterAll
  static void reset() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  private static Answer ofSpark(String... arguments) {
    return Answer.of(() -> Survey.run(arguments));
  }

  private void assertSame(String... arguments) {
    Answer expected = Answer.ofOneMachine(arguments);
    Answer actual = ofSpark(arguments);
    assertEquals(expected.out(), actual.out());
    assertEquals(expected.status(), actual.status(), actual.err());
  }

  private List<Path> everyKind() throws IOException {
    SurveyedFiles files = new SurveyedFiles(folder);
    return List.of(
        files.safetensors("model.safetensors", 3, 8),
        files.npy(),
        files.npz(),
        files.pt(),
        files.damagedIndex(),
        folder.resolve("missing.safetensors"));
  }

  @Test
  void everyKindOfFileGivesTheSameJson() throws IOException {
    List<Path> all = everyKind();
    String[] arguments = SurveyedFiles.arguments(all, "--json");
    Answer expected = Answer.ofOneMachine(arguments);
    assertEquals(1, expected.status(), expected.err());
    assertTrue(expected.out().contains("wild"), expected.out());
    assertTrue(expected.out().contains("shard-4.safetensors"), expected.out());
    assertSame(arguments);
  }

  /// Executors may have another working folder: they get whole paths, and messages the names given.
  @Test
  void messagesHaveTheNamesThatWereGiven() throws IOException {
    SurveyedFiles files = new SurveyedFiles(folder);
    Path here = Path.of("").toAbsolutePath();
    Path index = here.relativize(files.damagedIndex());
    Path cut = here.relativize(Files.write(folder.resolve("cut.npy"), new byte[] {1, 2, 3}));
    assertSame(SurveyedFiles.arguments(List.of(index, cut), "--json"));
  }

  @Test
  void optionsAreThoseOfTheCommand() throws IOException {
    Path file = new SurveyedFiles(folder).safetensors("model.safetensors", 3, 8);
    assertSame("--by", "shape", "--tensor", "layers.*", "--quantile", "0.1", file.toString());
    assertSame(file + "#layers.1.q", "--backend", "ejml");
    assertSame("--tensor", "none", file.toString());
    assertSame("--nonsense", file.toString());
  }

  /// What Hadoop reads is what Java reads; only the names of files differ.
  @Test
  void hadoopsFileSystemsAreRead() throws IOException {
    List<Path> all = everyKind();
    String expected = Answer.ofOneMachine(SurveyedFiles.arguments(all, "--json")).out();
    Answer actual =
        ofSpark(
            SurveyedFiles.arguments(
                all.stream().map(file -> Path.of("far:" + file)).toList(), "--json"));
    assertEquals(expected, actual.out().replace("far:" + folder, folder.toString()), actual.err());
    assertEquals(
        Answer.ofOneMachine("--json", all.getFirst() + "#layers.1.q").out(),
        ofSpark("--json", "file://" + all.getFirst() + "#layers.1.q").out());
  }
}
