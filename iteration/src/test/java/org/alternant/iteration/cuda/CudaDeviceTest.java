package org.alternant.iteration.cuda;

import static org.junit.jupiter.api.Assertions.fail;

import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.BackendContract;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/// The contract on a GPU. Where there is none it is skipped with the reasons; with
/// `-Dcuda=required` that is a failure.
class CudaDeviceTest extends BackendContract {

  @BeforeAll
  static void needsADevice() {
    if (new CudaBackend().availability() instanceof Availability.Unavailable unavailable) {
      String reasons = String.join("; ", unavailable.reasons());
      if ("required".equals(System.getProperty("cuda"))) {
        fail(reasons);
      }
      System.out.println("skipped: " + reasons);
      Assumptions.abort("skipped: " + reasons);
    }
  }

  @Override
  protected Backend backend() {
    return new CudaBackend();
  }
}
