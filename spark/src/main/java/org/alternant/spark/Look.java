package org.alternant.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alternant.coefficients.Norm;
import org.alternant.coefficients.Normalization;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.files.NamedMatrices;
import org.alternant.iteration.files.StoredMatrices;
import org.alternant.toolkit.survey.Decomposition;
import org.alternant.toolkit.survey.Observation;
import org.alternant.toolkit.survey.SurveyTask;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/// What an executor does: it looks at a matrix where its file lies, as one machine would.
final class Look implements Function<Place, Finding> {

  private static final long serialVersionUID = 1;

  private final Broadcast<SerializableConfiguration> configuration;
  private final Norm norm;
  private final double factor;
  private final double epsilon;
  private final Precision precision;
  private final Decomposition decomposition;

  Look(SurveyTask task, Broadcast<SerializableConfiguration> configuration) {
    this.configuration = configuration;
    norm = task.normalization().norm();
    factor = task.normalization().factor();
    epsilon = task.normalization().epsilon();
    precision = task.precision();
    decomposition = task.decomposition();
  }

  @Override
  public Finding call(Place place) {
    ArrayList<Observation> seen = new ArrayList<>();
    try {
      NamedMatrices.revisit(
          new Locations(() -> configuration.value().value()).path(place.file()),
          place.tensor(),
          matrices -> seen.addAll(look(place, matrices)));
      return new Finding(place, seen, null);
    } catch (IOException | ArithmeticException e) {
      return new Finding(place, new ArrayList<>(), e);
    }
  }

  private List<Observation> look(Place place, StoredMatrices matrices) throws IOException {
    if (place.index() != Place.ALL) {
      return List.of(look(matrices, place.index()));
    }
    List<Observation> seen = new ArrayList<>();
    for (int i = 0; i < matrices.count(); i++) {
      seen.add(look(matrices, i));
    }
    return seen;
  }

  private Observation look(StoredMatrices matrices, int index) throws IOException {
    return Observation.of(
        matrices.matrix(index), new Normalization(norm, factor, epsilon), precision, decomposition);
  }
}
