package org.alternant.iteration.cuda;

import java.util.EnumSet;
import java.util.Set;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;
import org.jspecify.annotations.Nullable;

/// The iteration on the machine's first NVIDIA GPU, by cuBLASLt. Libraries of CUDA 12 or later are
/// looked for when they are first needed: where the system property `alternant.cuda.path` or the
/// environment variable `ALTERNANT_CUDA_PATH` says, then by the system's loader, then in CUDA
/// toolkits.
///
/// TensorFloat-32 products round their operands as the device does, which NVIDIA does not promise
/// to be to nearest even.
public final class CudaBackend implements Backend {

  private final CudaPlaces places;
  private CudaLibraries.@Nullable Search search;

  /// Creates the backend; nothing is opened yet.
  public CudaBackend() {
    this(CudaPlaces.ofMachine());
  }

  CudaBackend(CudaPlaces places) {
    this.places = places;
  }

  private synchronized CudaLibraries.Search search() {
    if (search == null) {
      search = CudaLibraries.search(places);
    }
    return search;
  }

  @Override
  public String name() {
    return "cuda";
  }

  @Override
  public Availability availability() {
    return switch (search()) {
      case CudaLibraries.Search.Found found -> new Availability.Available(found.description());
      case CudaLibraries.Search.NotFound missing -> new Availability.Unavailable(missing.reasons());
    };
  }

  @Override
  public boolean onGraphicsProcessor() {
    return search() instanceof CudaLibraries.Search.Found;
  }

  /// Those that the device has: bfloat16 and TensorFloat-32 came with compute capability 8.
  ///
  /// @return none where the backend is not available
  @Override
  public Set<Precision> precisions() {
    Set<Precision> precisions = EnumSet.noneOf(Precision.class);
    if (search() instanceof CudaLibraries.Search.Found found) {
      for (CudaFormat format : CudaFormat.values()) {
        if (found.device().major() >= format.leastCapability()) {
          precisions.add(format.precision());
        }
      }
    }
    return precisions;
  }

  @Override
  public MatrixArithmetic<?> arithmetic(Precision precision) {
    return switch (search()) {
      case CudaLibraries.Search.NotFound missing ->
          throw new IllegalStateException(
              "the cuda backend is not available: " + String.join("; ", missing.reasons()));
      case CudaLibraries.Search.Found found -> {
        if (!precisions().contains(precision)) {
          throw new IllegalArgumentException(
              found.device().name() + " does not compute in " + precision);
        }
        yield new CudaArithmetic(
            found.runtime(), found.device(), found.functions(), CudaFormat.of(precision));
      }
    };
  }
}
