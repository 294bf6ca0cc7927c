package org.alternant.cli.options;

import java.util.Iterator;
import java.util.List;
import org.alternant.cli.validate.ValidateCommand;
import org.alternant.coefficients.CoefficientGrid;
import org.alternant.coefficients.DesignRequest.SafetyPlacement;
import org.alternant.coefficients.DesignSearch.FormKind;
import org.alternant.coefficients.EnumIds;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.Tail;
import org.alternant.exports.ExportTarget;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.Backends;
import org.alternant.iteration.run.Epilogue;
import org.alternant.iteration.run.MatrixFunction;
import org.alternant.solver.certificate.Continuation;
import org.alternant.toolkit.figure.FigurePanel;
import org.alternant.toolkit.figure.FigureTheme;

/// The values an option can take, for help texts and shell completion.
public class Choices implements Iterable<String> {

  private final List<String> ids;

  Choices(Class<? extends Enum<?>> type) {
    this(EnumIds.all(type));
  }

  private Choices(List<String> ids) {
    this.ids = ids;
  }

  @Override
  public Iterator<String> iterator() {
    return ids.iterator();
  }

  public static final class Placements extends Choices {
    Placements() {
      super(SafetyPlacement.class);
    }
  }

  public static final class FormKinds extends Choices {
    FormKinds() {
      super(FormKind.class);
    }
  }

  public static final class Grids extends Choices {
    Grids() {
      super(CoefficientGrid.examples());
    }
  }

  public static final class Tails extends Choices {
    Tails() {
      super(Tail.class);
    }
  }

  public static final class Continuations extends Choices {
    Continuations() {
      super(Continuation.class);
    }
  }

  public static final class Precisions extends Choices {
    Precisions() {
      super(Precision.class);
    }
  }

  public static final class Targets extends Choices {
    Targets() {
      super(ExportTarget.class);
    }
  }

  public static final class WrittenPrecisions extends Choices {
    WrittenPrecisions() {
      super(List.of(EnumIds.of(Precision.FLOAT64), EnumIds.of(Precision.FLOAT32)));
    }
  }

  public static final class Spectra extends Choices {
    Spectra() {
      super(Spectrum.Kind.class);
    }
  }

  public static final class Functions extends Choices {
    Functions() {
      super(MatrixFunction.class);
    }
  }

  public static final class Epilogues extends Choices {
    Epilogues() {
      super(Epilogue.class);
    }
  }

  public static final class BackendNames extends Choices {
    public BackendNames() {
      super(Backends.all().stream().map(Backend::name).toList());
    }
  }

  public static final class Panels extends Choices {
    Panels() {
      super(FigurePanel.class);
    }
  }

  public static final class Themes extends Choices {
    Themes() {
      super(FigureTheme.class);
    }
  }

  public static final class Normalizations extends Choices {
    Normalizations() {
      super(ValidateCommand.NormalizationChoice.class);
    }
  }
}
