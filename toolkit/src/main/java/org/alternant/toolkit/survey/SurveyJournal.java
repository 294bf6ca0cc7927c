package org.alternant.toolkit.survey;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.alternant.coefficients.format.TableFormatException;
import org.alternant.coefficients.json.JsonObject;
import org.alternant.coefficients.json.JsonWriter;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.toolkit.survey.SurveyedMatrix.Measured;
import org.jspecify.annotations.Nullable;

/// What a survey has found, written down matrix by matrix as it goes, so that another one goes on
/// where this one was interrupted and comes to the same.
///
/// The file has one JSON object a line: first what decides the numbers (normalization, precision,
/// backend), then the matrices. A matrix counts as long as its file has the size and the time of
/// modification that it had; else it is looked at again. Numbers are written so that they are read
/// as they were.
public final class SurveyJournal implements Closeable {

  private static final String FORMAT = "surveyJournal";

  /// Of the first line.
  private static final int VERSION = 1;

  private final Path file;
  private final FileChannel channel;
  private final Map<JournalLine.Place, Measured> known = new HashMap<>();
  private final Map<Path, JournalLine.Stamp> stamps = new HashMap<>();

  private SurveyJournal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Begins a journal.
  ///
  /// @param file the file to be written
  /// @param task the survey
  /// @return the journal, to be closed
  /// @throws FileAlreadyExistsException if there is such a file
  /// @throws IOException if it cannot be written
  public static SurveyJournal begin(Path file, SurveyTask task) throws IOException {
    SurveyJournal journal =
        new SurveyJournal(
            file, FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    journal.append(head(task));
    return journal;
  }

  /// Goes on with a journal, or begins one where there is none. A last line that is cut off or
  /// damaged, as of a process that was killed while it wrote, is dropped.
  ///
  /// @param file the file
  /// @param task the survey
  /// @return the journal, to be closed
  /// @throws JournalException if the file is not the journal of a survey by the same rules, or
  ///   damaged elsewhere; it stays as it is
  /// @throws IOException if it cannot be read or written
  public static SurveyJournal resume(Path file, SurveyTask task) throws IOException {
    if (!Files.exists(file)) {
      return begin(file, task);
    }
    SurveyJournal journal =
        new SurveyJournal(file, FileChannel.open(file, StandardOpenOption.WRITE));
    try {
      long end = journal.load(head(task));
      journal.channel.truncate(end);
      journal.channel.position(end);
      if (end == 0) {
        journal.append(head(task));
      }
      return journal;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static byte[] head(SurveyTask task) {
    return JsonWriter.writeLine(
        new JsonObject()
            .put(FORMAT, VERSION)
            .put("norm", EnumIds.of(task.normalization().norm()))
            .put("factor", task.normalization().factor())
            .put("epsilon", task.normalization().epsilon())
            .put("precision", EnumIds.of(task.precision()))
            .put("backend", EnumIds.of(task.decomposition())));
  }

  /// Reads what is there.
  ///
  /// @return where the last good line ends
  private long load(byte[] head) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      byte[] first = line(in);
      if (!Arrays.equals(first, head)) {
        // Killed when it had just begun.
        if (isBeginning(first, head)) {
          return 0;
        }
        throw new JournalException(file, refusal(first));
      }
      long end = first.length;
      int number = 2;
      for (byte[] next = line(in); next.length > 0; number++) {
        byte[] line = next;
        next = line(in);
        boolean last = next.length == 0;
        if (line[line.length - 1] == '\n' && read(line)) {
          end += line.length;
        } else if (!last) {
          throw new JournalException(
              file, "line " + number + " is damaged; remove it, or begin another journal");
        }
      }
      return end;
    }
  }

  /// The next line with its end, which only the last one may lack; empty at the end.
  private static byte[] line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      line.write(next);
      if (next == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }

  private static boolean isBeginning(byte[] first, byte[] head) {
    return first.length < head.length
        && Arrays.equals(first, 0, first.length, head, 0, first.length);
  }

  private static String refusal(byte[] first) {
    return new String(first, StandardCharsets.UTF_8).startsWith("{\"" + FORMAT + "\": ")
        ? "is the journal of a survey with another --precision or --backend, or of another version;"
            + " give the same, or begin another journal"
        : "is not the journal of a survey";
  }

  private boolean read(byte[] line) {
    try {
      JournalLine read = JournalLine.of(line);
      known.put(read.place(), read.measured());
      return true;
    } catch (IllegalArgumentException | TableFormatException e) {
      return false;
    }
  }

  /// What is known of a matrix of a file that is as it was.
  @Nullable Measured find(StoredMatrices matrices, int index) throws IOException {
    return known.get(place(matrices, index));
  }

  /// Writes down a matrix.
  void add(StoredMatrices matrices, int index, Measured measured) throws IOException {
    append(new JournalLine(place(matrices, index), measured).bytes());
  }

  private JournalLine.Place place(StoredMatrices matrices, int index) throws IOException {
    Path holder = matrices.file().toAbsolutePath().normalize();
    JournalLine.Stamp stamp = stamps.get(holder);
    if (stamp == null) {
      BasicFileAttributes now = Files.readAttributes(holder, BasicFileAttributes.class);
      stamp =
          new JournalLine.Stamp(
              holder.toString(), now.size(), now.lastModifiedTime().toInstant().toString());
      stamps.put(holder, stamp);
    }
    return new JournalLine.Place(stamp, matrices.label(), index);
  }

  private void append(byte[] line) throws JournalException {
    ByteBuffer buffer = ByteBuffer.wrap(line);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw new JournalException(file, "cannot be written: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
