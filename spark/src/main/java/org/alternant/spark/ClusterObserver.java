package org.alternant.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.toolkit.survey.MatrixObserver;
import org.alternant.toolkit.survey.Observation;
import org.alternant.toolkit.survey.SurveyTask;

/// Knows what executors saw.
final class ClusterObserver implements MatrixObserver {

  private final Map<Place, Finding> findings = new HashMap<>();

  ClusterObserver(List<Finding> findings) {
    findings.forEach(finding -> this.findings.put(finding.place(), finding));
  }

  /// All that there is to look at, each once. What cannot be read is passed over: who then asks for
  /// it hears why.
  static List<Place> places(SurveyTask task) {
    Set<Place> places = new LinkedHashSet<>();
    StoredMatrices.Reader lister =
        new StoredMatrices.Reader() {
          @Override
          public void accept(StoredMatrices matrices) throws IOException {
            int count = Place.isOne(matrices) ? 1 : matrices.count();
            for (int i = 0; i < count; i++) {
              places.add(Place.of(matrices, i));
            }
          }

          @Override
          public void refused(Path file, IOException reason) {
            // See above.
          }
        };
    for (Path file : task.files()) {
      try {
        NamedMatrices.visit(file, task.selection(), lister);
      } catch (IOException e) {
        // See above.
      }
    }
    return List.copyOf(places);
  }

  @Override
  public int count(StoredMatrices matrices) throws IOException {
    return matrices.tensor() == null ? seen(matrices, 0).size() : matrices.count();
  }

  @Override
  public Observation observe(StoredMatrices matrices, int index) throws IOException {
    List<Observation> seen = seen(matrices, index);
    return Place.isOne(matrices) ? seen.get(index) : seen.getFirst();
  }

  private List<Observation> seen(StoredMatrices matrices, int index) throws IOException {
    Finding finding = findings.get(Place.of(matrices, index));
    if (finding == null) {
      throw new IOException(matrices.file() + ": was changed while it was looked at");
    }
    return finding.seenIn(matrices.file());
  }
}
