package org.alternant.toolkit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.alternant.coefficients.MatrixShape;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.design.MatrixSpectrum;
import org.alternant.toolkit.survey.Survey.Failure;
import org.alternant.toolkit.survey.SurveyedMatrix.Measured;
import org.jspecify.annotations.Nullable;

/// The matrices of a survey's files, one in memory at a time.
final class CollectedMatrices {

  private final SurveyTask task;
  private final @Nullable SurveyJournal journal;
  private final MatrixObserver observer;
  private final Map<String, List<Measured>> groups = new LinkedHashMap<>();
  private final Map<String, Set<String>> tensors = new LinkedHashMap<>();
  private final List<Measured> all = new ArrayList<>();
  private final Map<Measured, Path> files = new HashMap<>();
  private final List<String> leftOut = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private int vectors;
  private int zeros;

  CollectedMatrices(SurveyTask task, @Nullable SurveyJournal journal, MatrixObserver observer) {
    this.task = task;
    this.journal = journal;
    this.observer = observer;
  }

  /// @throws IOException the first failure, if nothing could be read
  void read(ProgressListener progress) throws IOException {
    Gatherer gatherer =
        new Gatherer(
            task.files().stream()
                .mapToLong(file -> NamedMatrices.count(file, task.selection()))
                .sum(),
            progress);
    for (Path file : task.files()) {
      gatherer.file = file;
      try {
        leftOut.addAll(NamedMatrices.visit(file, task.selection(), gatherer));
      } catch (JournalException e) {
        throw e;
      } catch (IOException e) {
        failures.add(new Failure(file, e));
      }
    }
    note(vectors, "with one row or column");
    note(zeros, "of zeros");
    if (all.isEmpty()) {
      throw failures.isEmpty()
          ? new IOException("no matrices to look at: " + String.join("; ", leftOut))
          : failures.getFirst().reason();
    }
  }

  private void note(int count, String what) {
    if (count > 0) {
      leftOut.add("left out " + count + (count == 1 ? " matrix " : " matrices ") + what);
    }
  }

  /// Takes matrices, and tells how many tensors are done.
  private final class Gatherer implements StoredMatrices.Reader {
    private final long total;
    private Path file = Path.of("");
    private final ProgressListener progress;
    private long done;

    Gatherer(long total, ProgressListener progress) {
      this.total = total;
      this.progress = progress;
    }

    @Override
    public void accept(StoredMatrices stored) throws IOException {
      TensorMatrices tensor = new TensorMatrices(stored, observer.count(stored));
      for (int i = 0; i < tensor.count; i++) {
        tensor.look(i);
      }
      tensor.keep(file);
      done++;
      progress.advanced(done, Math.max(done, total));
    }

    @Override
    public void refused(Path file, IOException reason) {
      failures.add(new Failure(file, reason));
    }
  }

  /// Those of a tensor: what one of them is refused for, all are.
  private final class TensorMatrices {
    private final StoredMatrices stored;
    private final int count;
    private final List<Measured> found = new ArrayList<>();
    private int ofOneLine;
    private int ofZeros;

    TensorMatrices(StoredMatrices stored, int count) {
      this.stored = stored;
      this.count = count;
    }

    void look(int index) throws IOException {
      Measured known = journal == null ? null : journal.find(stored, index);
      if (known != null) {
        found.add(known);
        return;
      }
      Observation seen = observer.observe(stored, index);
      if (seen.isVector()) {
        ofOneLine++;
      } else if (seen.isZero()) {
        ofZeros++;
      } else {
        Measured measured = seen.measured(name(stored.label(), count, index));
        found.add(measured);
        if (journal != null) {
          journal.add(stored, index, measured);
        }
      }
    }

    void keep(Path file) {
      vectors += ofOneLine;
      zeros += ofZeros;
      all.addAll(found);
      for (Measured measured : found) {
        files.put(measured, file);
        String tensor = tensor(stored.label());
        String key = key(tensor, measured.matrix().shape());
        groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(measured);
        tensors.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(tensor);
      }
    }
  }

  /// What a matrix is called.
  static String name(String label, int count, int index) {
    return label + (count > 1 ? "[" + index + "]" : "");
  }

  private static String tensor(String label) {
    return label.substring(label.indexOf('#') + 1);
  }

  private String key(String tensor, MatrixShape shape) {
    return switch (task.grouping()) {
      case KIND -> LayerKind.of(tensor);
      case SHAPE -> shape.toString();
    };
  }

  List<SurveyedMatrix> matrices() {
    return all.stream().map(Measured::matrix).toList();
  }

  List<SurveyedGroup> groups() {
    return groups.entrySet().stream()
        .map(group -> group(group.getKey(), names(Set.of(group.getKey())), group.getValue()))
        .toList();
  }

  SurveyedGroup whole() {
    return group(Survey.WHOLE, names(groups.keySet()), all);
  }

  List<String> leftOut() {
    return Collections.unmodifiableList(leftOut);
  }

  List<Failure> failures() {
    return Collections.unmodifiableList(failures);
  }

  /// The matrices of a group.
  List<Measured> members(String kind) {
    return Objects.requireNonNull(groups.get(kind));
  }

  /// Those of all groups.
  List<Measured> members() {
    return all;
  }

  /// The file of the task that a matrix is from.
  Path file(Measured measured) {
    return Objects.requireNonNull(files.get(measured));
  }

  private List<String> names(Set<String> keys) {
    return keys.stream()
        .flatMap(key -> tensors.getOrDefault(key, Set.of()).stream())
        .distinct()
        .toList();
  }

  private SurveyedGroup group(String kind, List<String> names, List<Measured> members) {
    List<SurveyedMatrix> matrices = members.stream().map(Measured::matrix).toList();
    MatrixSpectrum spectrum =
        new MatrixSpectrum(
            members.stream().flatMapToDouble(Measured::values).boxed().toList(),
            members.size(),
            shapes(matrices),
            matrices.stream().mapToDouble(SurveyedMatrix::coherence).max().orElse(1),
            task.normalization());
    return new SurveyedGroup(
        kind,
        names,
        spectrum,
        median(matrices.stream().mapToDouble(m -> m.effectiveRank() / m.shape().shorter())),
        matrices.stream().mapToDouble(SurveyedMatrix::hidden).max().orElse(0),
        spectrum.quantile(task.quantile()),
        List.of(),
        null,
        List.of());
  }

  private static List<MatrixShape> shapes(List<SurveyedMatrix> matrices) {
    return matrices.stream()
        .collect(
            Collectors.groupingBy(SurveyedMatrix::shape, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
