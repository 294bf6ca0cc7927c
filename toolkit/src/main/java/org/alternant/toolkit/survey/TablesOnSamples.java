package org.alternant.toolkit.survey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.iteration.run.MatrixIteration;
import org.alternant.iteration.run.Outcome;
import org.alternant.toolkit.ProgressListener;
import org.alternant.toolkit.compare.ComparedTable;
import org.alternant.toolkit.recommend.RecommendOutcome.Recommended;
import org.alternant.toolkit.survey.SurveyedGroup.Advice;
import org.alternant.toolkit.survey.SurveyedGroup.Sampled;
import org.alternant.toolkit.survey.SurveyedMatrix.Measured;
import org.ejml.data.DMatrixRMaj;

/// Runs tables on some of a survey's matrices, which are read once more, one at a time.
final class TablesOnSamples {

  private final SurveyTask task;
  private final CollectedMatrices collection;
  private final ProgressListener progress;

  /// What is to be run on a matrix of a file.
  private final Map<Path, Map<String, List<Runs>>> wanted = new LinkedHashMap<>();

  private long total;
  private long done;

  TablesOnSamples(SurveyTask task, CollectedMatrices collection, ProgressListener progress) {
    this.task = task;
    this.collection = collection;
    this.progress = progress;
  }

  /// The tables of a group on one of its matrices.
  ///
  /// @param errors by table, of all the group's matrices
  /// @param below how many of the matrix's singular values are below the lower end
  private record Runs(Map<CoefficientTable, List<Double>> errors, int below) {}

  /// Runs the tables.
  ///
  /// @return the groups and the whole, as the last one, with what was found
  List<SurveyedGroup> measured(List<SurveyedGroup> groups, SurveyedGroup whole) {
    List<SurveyedGroup> all = new ArrayList<>(groups);
    all.add(whole);
    // Of one group the whole's runs are its own.
    List<Map<CoefficientTable, List<Double>>> errors =
        new ArrayList<>(
            groups.size() == 1
                ? List.of()
                : groups.stream().map(g -> want(g, collection.members(g.kind()))).toList());
    errors.add(want(whole, collection.members()));
    for (Map.Entry<Path, Map<String, List<Runs>>> file : wanted.entrySet()) {
      try {
        NamedMatrices.visit(file.getKey(), task.selection(), new Visitor(file.getValue()));
      } catch (IOException e) {
        // It has been named when it was read first.
      }
    }
    List<SurveyedGroup> measured = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      measured.add(all.get(i).with(sampled(errors.get(Math.min(i, errors.size() - 1)))));
    }
    return measured;
  }

  private static List<Sampled> sampled(Map<CoefficientTable, List<Double>> errors) {
    return errors.entrySet().stream()
        .filter(table -> !table.getValue().isEmpty())
        .map(table -> new Sampled(table.getKey(), table.getValue()))
        .toList();
  }

  /// Notes which matrices of a group are wanted: so many, evenly spread over the group.
  ///
  /// @return where the errors are put, by table
  private Map<CoefficientTable, List<Double>> want(SurveyedGroup group, List<Measured> members) {
    Map<CoefficientTable, List<Double>> errors = new LinkedHashMap<>();
    tables(group).forEach(table -> errors.put(table, new ArrayList<>()));
    int number = Math.min(task.samples(), members.size());
    for (int i = 0; i < number; i++) {
      Measured member = members.get((int) ((2L * i + 1) * members.size() / (2L * number)));
      double lower = group.lower().orElse(0);
      int below = (int) member.values().filter(value -> value < lower).count();
      wanted
          .computeIfAbsent(collection.file(member), _ -> new LinkedHashMap<>())
          .computeIfAbsent(member.matrix().name(), _ -> new ArrayList<>())
          .add(new Runs(errors, below));
      total += errors.size();
    }
    return errors;
  }

  /// The tables in use, that for the group and that for all.
  private static Set<CoefficientTable> tables(SurveyedGroup group) {
    Set<CoefficientTable> tables = new LinkedHashSet<>();
    group.inUse().stream().map(ComparedTable::table).forEach(tables::add);
    Advice advice = group.advice();
    if (advice != null) {
      Stream.of(advice.outcome())
          .filter(Recommended.class::isInstance)
          .forEach(outcome -> tables.add(((Recommended) outcome).chosen().table()));
      if (advice.common() != null) {
        tables.add(advice.common().table());
      }
    }
    return tables;
  }

  /// Reads what is wanted of a file.
  private final class Visitor implements StoredMatrices.Reader {
    private final Map<String, List<Runs>> names;

    Visitor(Map<String, List<Runs>> names) {
      this.names = names;
    }

    @Override
    public void accept(StoredMatrices stored) throws IOException {
      for (int i = 0; i < stored.count(); i++) {
        List<Runs> runs = names.get(CollectedMatrices.name(stored.label(), stored.count(), i));
        if (runs != null) {
          DMatrixRMaj x = stored.matrix(i);
          runs.forEach(each -> run(each, x));
        }
      }
    }

    @Override
    public void refused(Path file, IOException reason) {
      // It has been named when it was read first.
    }
  }

  private void run(Runs runs, DMatrixRMaj x) {
    runs.errors()
        .forEach(
            (table, errors) -> {
              errors.add(error(table, x, runs.below()));
              progress.advanced(++done, total);
            });
  }

  private double error(CoefficientTable table, DMatrixRMaj x, int below) {
    MatrixIteration iteration = MatrixIteration.of(table, task.precision()).with(task.rounding());
    if (!(task.decomposition().backend(x).run(iteration, x) instanceof Outcome.Finished run)) {
      return Double.POSITIVE_INFINITY;
    }
    double[] ascending = task.decomposition().of(x).singularValues(run.result());
    Arrays.sort(ascending);
    return Arrays.stream(ascending).skip(below).map(value -> Math.abs(1 - value)).max().orElse(0);
  }
}
