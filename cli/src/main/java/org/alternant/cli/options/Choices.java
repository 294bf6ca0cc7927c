package org.alternant.cli.options;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.text.EnumIds;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;

/// The values an option can take, for help texts and shell completion.
public class Choices implements Iterable<String> {

  private final List<String> values;

  private Choices(List<String> values) {
    this.values = values;
  }

  @Override
  public Iterator<String> iterator() {
    return values.iterator();
  }

  /// The ids of the enum that is the option's type. Picocli would list the constants' Java names,
  /// and does not say whose candidates it creates: so [Converters#register] says it afterwards.
  public static final class Ids implements Iterable<String> {

    private List<String> ids = List.of();

    @Override
    public Iterator<String> iterator() {
      return ids.iterator();
    }

    void are(List<String> all) {
      ids = List.copyOf(all);
    }
  }

  /// Some of the many grids of coefficients.
  public static final class Grids extends Choices {
    Grids() {
      super(CoefficientGrid.examples());
    }
  }

  /// The formats.
  public static final class Precisions extends Choices {
    Precisions() {
      super(EnumIds.all(Precision.class));
    }
  }

  /// All backends, whether they can run here or not, and that the job decides.
  public static final class BackendNames extends Choices {

    /// The backend is chosen for the job.
    public static final String AUTOMATIC = "auto";

    public BackendNames() {
      super(
          Stream.concat(Stream.of(AUTOMATIC), Backends.all().stream().map(Backend::name)).toList());
    }
  }
}
