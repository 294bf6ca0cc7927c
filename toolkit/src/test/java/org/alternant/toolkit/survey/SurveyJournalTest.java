package org.alternant.toolkit.survey;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alternant.coefficients.Precision;
import org.alternant.testing.Checkpoints;
import org.alternant.toolkit.ProgressListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyJournalTest {

  @TempDir private Path folder;

  private Path journal = Path.of("");
  private SurveyTask task = SurveyTask.customary(List.of(Path.of("")));

  /// Matrices, a batch, numbers whose norm is beyond binary64 and others that are subnormal, and
  /// what holds no matrix.
  private static Checkpoints checkpoint() {
    Random random = new Random(1);
    Checkpoints file = new Checkpoints();
    for (int layer = 0; layer < 3; layer++) {
      file.with("layers." + layer + ".q", List.of(3, 4), random.doubles(12, -1, 1).toArray());
    }
    return file.with("experts", List.of(3, 2, 2), random.doubles(12, -1, 1).toArray())
        .with("large", "F64", List.of(2, 2), binary64(1.7e308, 1e308, 1.6e308, -1.5e308))
        .with("tiny", "F64", List.of(2, 2), binary64(1, 1e-310, 0, 1e-315))
        .with("zero", List.of(2, 2), 0, 0, 0, 0)
        .with("row", List.of(1, 2), 1, 2);
  }

  private static byte[] binary64(double... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return bytes.array();
  }

  @BeforeEach
  void write() throws IOException {
    journal = folder.resolve("survey.jsonl");
    task = SurveyTask.customary(List.of(checkpoint().write(folder.resolve("model.safetensors"))));
  }

  private Survey resumed(SurveyTask asked) throws IOException {
    try (SurveyJournal opened = SurveyJournal.resume(journal, asked)) {
      return Survey.of(asked, opened, ProgressListener.NONE);
    }
  }

  private static void assertSame(Survey expected, Survey found) {
    assertEquals(expected.matrices(), found.matrices());
    assertEquals(expected.whole(), found.whole());
    assertEquals(expected.groups(), found.groups());
    assertEquals(expected.leftOut(), found.leftOut());
  }

  /// After every tensor that may be the last one.
  @Test
  void goesOnWhereItWasInterrupted() throws IOException {
    Survey whole = Survey.of(task, ProgressListener.NONE);
    assertSame(whole, resumed(task));
    byte[] full = Files.readAllBytes(journal);
    assertEquals(1 + whole.matrices().size(), Files.readAllLines(journal).size());
    for (int last = 1; last <= 8; last++) {
      Files.delete(journal);
      long stop = last;
      assertThrows(
          IllegalStateException.class,
          () -> {
            try (SurveyJournal begun = SurveyJournal.begin(journal, task)) {
              Survey.of(
                  task,
                  begun,
                  (done, _) -> {
                    if (done == stop) {
                      throw new IllegalStateException("interrupted");
                    }
                  });
            }
          });
      assertTrue(Files.size(journal) <= full.length);
      assertSame(whole, resumed(task));
      assertArrayEquals(full, Files.readAllBytes(journal));
    }
    // All is known now, and nothing is written twice.
    assertSame(whole, resumed(task));
    assertArrayEquals(full, Files.readAllBytes(journal));
  }

  /// A process that is killed while it writes leaves any beginning of the file.
  @Test
  void dropsALineThatIsCutOff() throws IOException {
    Survey whole = resumed(task);
    byte[] full = Files.readAllBytes(journal);
    for (int length = 0; length < full.length; length += 1 + length / 16) {
      Files.write(journal, Arrays.copyOf(full, length));
      assertSame(whole, resumed(task));
      assertArrayEquals(full, Files.readAllBytes(journal), "cut off after byte " + length);
    }
    Files.writeString(journal, new String(full, StandardCharsets.UTF_8) + "{\"file\": \0\0\n");
    assertSame(whole, resumed(task));
    assertArrayEquals(full, Files.readAllBytes(journal));
  }

  @Test
  void refusesWhatIsNoJournalOfThisSurvey() throws IOException {
    resumed(task);
    byte[] full = Files.readAllBytes(journal);
    assertThrows(FileAlreadyExistsException.class, () -> SurveyJournal.begin(journal, task));
    SurveyTask other =
        new SurveyTask(
            task.files(),
            task.selection(),
            task.normalization(),
            task.grouping(),
            task.quantile(),
            Precision.FLOAT16,
            task.decomposition(),
            0,
            null);
    assertRefused(other, "--precision");
    assertArrayEquals(full, Files.readAllBytes(journal));
    List<String> lines = Files.readAllLines(journal);
    Files.writeString(
        journal, lines.get(0) + "\n" + lines.get(1).replace(':', ';') + "\n" + lines.get(2) + "\n");
    assertRefused(task, "line 2 is damaged");
    Files.writeString(journal, "my notes");
    assertRefused(task, "is not the journal of a survey");
    assertEquals("my notes", Files.readString(journal));
  }

  private void assertRefused(SurveyTask asked, String reason) {
    String message =
        String.valueOf(assertThrows(JournalException.class, () -> resumed(asked)).getMessage());
    assertTrue(message.startsWith(journal.toString()) && message.contains(reason), message);
  }

  /// What decides no number may be another one.
  @Test
  void servesOtherGroupsAndQuantiles() throws IOException {
    resumed(task);
    long size = Files.size(journal);
    SurveyTask other =
        new SurveyTask(
            task.files(),
            task.selection(),
            task.normalization(),
            Grouping.SHAPE,
            0.5,
            task.precision(),
            task.decomposition(),
            0,
            null);
    assertSame(Survey.of(other, ProgressListener.NONE), resumed(other));
    assertEquals(size, Files.size(journal));
  }

  @Test
  void looksAgainAtAFileThatHasChanged() throws IOException {
    resumed(task);
    Path file = task.files().getFirst();
    FileTime before = Files.getLastModifiedTime(file);
    new Checkpoints()
        .with("layers.0.q", List.of(2, 2), 1, 0, 0, 1)
        .with("zero", List.of(2, 2), 0, 0, 0, 0)
        .write(file);
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 10_000));
    assertSame(Survey.of(task, ProgressListener.NONE), resumed(task));
    assertEquals(1, resumed(task).matrices().size());
  }

  /// Of a batch with a number that is not finite nothing counts, whatever was found before.
  @Test
  void aRefusedBatchIsRefusedAgain() throws IOException {
    checkpoint()
        .with("bad", List.of(2, 2, 2), 1, 2, 3, 4, 5, 6, 7, Double.NaN)
        .write(task.files().getFirst());
    Survey whole = Survey.of(task, ProgressListener.NONE);
    assertEquals(1, whole.failures().size());
    assertEquals(8, whole.matrices().size());
    for (int run = 0; run < 2; run++) {
      Survey again = resumed(task);
      assertSame(whole, again);
      assertEquals(1, again.failures().size());
    }
  }
}
