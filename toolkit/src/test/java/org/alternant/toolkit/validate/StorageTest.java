package org.alternant.toolkit.validate;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.alternant.coefficients.Precision;
import org.alternant.iteration.cuda.CudaBackend;
import org.alternant.iteration.ejml.EjmlBackend;
import org.alternant.iteration.opencl.OpenClBackend;
import org.alternant.iteration.run.Backend;
import org.alternant.toolkit.validate.BackendUnavailableException.Lack;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Which backends keep the matrices of a format in binary32.
class StorageTest {

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"BFLOAT16", "FLOAT16"})
  void onlyEjmlKeepsNarrowFormatsInBinary32(Precision narrow) {
    assertDoesNotThrow(
        () -> BackendSelection.require(new EjmlBackend(), narrow, Precision.FLOAT32));
    for (Backend backend : new Backend[] {new CudaBackend(), new OpenClBackend()}) {
      assertDoesNotThrow(() -> BackendSelection.require(backend, narrow, narrow));
      BackendUnavailableException refusal =
          assertThrows(
              BackendUnavailableException.class,
              () -> BackendSelection.require(backend, narrow, Precision.FLOAT32));
      assertEquals(new Lack.NoSuchStorage(narrow, Precision.FLOAT32), refusal.lack());
    }
  }
}
