package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.alternant.coefficients.CoefficientTable;
import org.alternant.coefficients.Form;
import org.alternant.coefficients.Precision;
import org.alternant.coefficients.format.Catalogue;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.matrices.Spectrum;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.alternant.toolkit.validate.BackendUnavailableException.Lack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// What a run needs: a request whose parts fit together, matrices, a backend.
class ValidationRequestTest {

  private static final CoefficientTable TABLE = Catalogue.find("nanochat-5").orElseThrow();

  private static ValidationRequest.Builder request() {
    return ValidationRequest.of(TABLE, new GeneratedMatrices(3, 2, Spectrum.Kind.UNIFORM));
  }

  private static void refused(Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }

  @Test
  void partsThatDoNotFitTogetherAreRefused() {
    refused(() -> request().precisions().build());
    refused(() -> request().steps(0).build());
    refused(() -> request().form(new FormChoice.Given(new Form.Gram(List.of(99)))).build());
  }

  @Test
  void matricesThatCannotBeAreRefused() {
    refused(() -> new GeneratedMatrices(0, 1, Spectrum.Kind.UNIFORM));
    refused(() -> new GeneratedMatrices(1 << 20, 1 << 20, Spectrum.Kind.UNIFORM));
    refused(() -> new GeneratedMatrices(1, 1, Spectrum.Kind.UNIFORM).by(1, 0));
    refused(() -> SpectrumChoice.of(Spectrum.Kind.UNIFORM, OptionalDouble.of(2), 1));
    refused(() -> SpectrumChoice.of(Spectrum.Kind.ADVERSARIAL, OptionalDouble.of(-1), 1));
    refused(() -> new SpectrumChoice.Drawn(Spectrum.Kind.ADVERSARIAL, OptionalDouble.empty(), 1));
    refused(() -> new SpectrumChoice.Prescribed(List.of()));
    refused(() -> new SpectrumChoice.Prescribed(List.of(Double.NaN)));
    refused(() -> new MatrixSource.Given(List.of()));
    refused(() -> MatrixBatch.of("ragged", new double[][] {{1, 2}, {3}}));
    refused(() -> MatrixBatch.of("empty", new double[0][0]));
    refused(() -> new MatrixBatch(List.of("one"), List.of()));
  }

  @Test
  void stepsThatTheTableDoesNotHaveAreRefused() {
    refused(() -> request().steps(6).build());
    assertEquals(3, request().steps(3).build().iterations().getFirst().steps().size());
  }

  @Test
  void anUnknownBackendIsNamedWithThoseThereAre() throws Exception {
    assertInstanceOf(EjmlBackend.class, BackendSelection.named("ejml"));
    BackendUnavailableException lacking =
        assertThrows(
            BackendUnavailableException.class, () -> BackendSelection.named("no-such-backend"));
    assertEquals("no-such-backend", lacking.backend());
    assertTrue(assertInstanceOf(Lack.Unknown.class, lacking.lack()).known().contains("ejml"));
  }

  @Test
  void aBackendThatCannotComputeSaysWhy() {
    Backend broken = new Stub(new Availability.Unavailable(List.of("no device")), Set.of());
    BackendUnavailableException lacking =
        assertThrows(
            BackendUnavailableException.class,
            () -> Validation.run(request().backend(broken).build()));
    assertEquals(new Lack.Unavailable(List.of("no device")), lacking.lack());
  }

  @Test
  void aBackendWithoutThePrecisionSaysWhichItHas() {
    Backend narrow = new Stub(new Availability.Available("device"), Set.of(Precision.FLOAT32));
    assertEquals(List.of(Precision.FLOAT32), BackendSelection.precisions(narrow));
    BackendUnavailableException lacking =
        assertThrows(
            BackendUnavailableException.class,
            () -> Validation.run(request().backend(narrow).build()));
    assertEquals(
        new Lack.NoSuchPrecision(Precision.FLOAT64, List.of(Precision.FLOAT32)), lacking.lack());
  }

  @Test
  void quantilesAreValuesThatWereSeen() {
    Quantiles quantiles = new Quantiles(List.of(3.0, 1.0, 2.0, 4.0));
    assertEquals(List.of(1.0, 2.0, 3.0, 4.0), quantiles.ascending());
    assertEquals(1, quantiles.at(0));
    assertEquals(2, quantiles.at(0.5));
    assertEquals(4, quantiles.at(0.9));
    assertEquals(4, quantiles.at(1));
    refused(() -> quantiles.at(1.5));
    refused(() -> new Quantiles(List.of()));
  }

  /// A backend that is not run.
  private record Stub(Availability availability, Set<Precision> precisions) implements Backend {
    @Override
    public String name() {
      return "stub";
    }

    @Override
    public MatrixArithmetic<?> arithmetic(Precision precision) {
      throw new AssertionError("a stub does not compute");
    }
  }
}
