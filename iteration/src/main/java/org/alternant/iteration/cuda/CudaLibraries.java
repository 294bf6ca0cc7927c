package org.alternant.iteration.cuda;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.jspecify.annotations.Nullable;

/// Looks for a libcudart and a libcublasLt that fit each other and the driver.
final class CudaLibraries {

  /// The result of the search.
  sealed interface Search {

    /// Both are there, and a device.
    ///
    /// @param runtime libcudart
    /// @param functions libcublasLt
    /// @param device the first one
    /// @param description device and versions
    record Found(
        CudaRuntime runtime,
        CublasLtFunctions functions,
        CudaRuntime.Device device,
        String description)
        implements Search {}

    /// Something is missing.
    ///
    /// @param reasons everything that was tried, and what would help
    record NotFound(List<String> reasons) implements Search {}
  }

  /// CUDA 12 is the first version whose libraries have every function as we declare it.
  private static final int OLDEST_MAJOR = 12;

  /// Newer ones first: the driver decides whether they can be used.
  private static final List<String> SUFFIXES = List.of(".so.13", ".so.12", ".so");

  private static final String NOT_THERE =
      ": cannot open shared object file: No such file or directory";

  private static final String ADVICE =
      "install NVIDIA's driver and CUDA "
          + OLDEST_MAJOR
          + " or later (pip install nvidia-cuda-runtime nvidia-cublas will do), and set "
          + CudaPlaces.VARIABLE
          + " to the folder of libcudart and libcublasLt, of the toolkit, or to site-packages";

  private final CudaPlaces places;
  private final Set<String> reasons = new LinkedHashSet<>();
  private final Set<Integer> triedMajors = new TreeSet<>();

  private CudaLibraries(CudaPlaces places) {
    this.places = places;
  }

  static Search search(CudaPlaces places) {
    return new CudaLibraries(places).search();
  }

  private Search search() {
    boolean runtimeOpened = false;
    boolean productsOpened = false;
    for (String suffix : SUFFIXES) {
      NativeLibrary cudart = open("libcudart" + suffix);
      NativeLibrary cublasLt = open("libcublasLt" + suffix);
      runtimeOpened |= cudart != null;
      productsOpened |= cublasLt != null;
      if (cudart != null && cublasLt != null) {
        Search.Found found = pair(cudart, cublasLt);
        if (found != null) {
          return found;
        }
      }
    }
    List<String> all = new ArrayList<>();
    if (!runtimeOpened) {
      all.add(absent("libcudart"));
    }
    if (!productsOpened) {
      all.add(absent("libcublasLt"));
    }
    if (runtimeOpened && productsOpened && reasons.isEmpty()) {
      all.add("libcudart and libcublasLt are there, but not of the same version");
    }
    all.addAll(reasons);
    all.add(ADVICE);
    return new Search.NotFound(all);
  }

  private @Nullable NativeLibrary open(String name) {
    List<String> candidates = places.candidates(name);
    return switch (NativeLibrary.open(candidates)) {
      case NativeLibrary.Opening.Opened opened -> opened.library();
      case NativeLibrary.Opening.NotOpened failed -> {
        // Missing files are reported once for all of them.
        failed.reasons().stream()
            .filter(said -> candidates.stream().noneMatch(path -> said.equals(path + NOT_THERE)))
            .forEach(reasons::add);
        yield null;
      }
    };
  }

  private String absent(String library) {
    Set<String> looked = new LinkedHashSet<>();
    for (String suffix : SUFFIXES) {
      for (String candidate : places.candidates(library + suffix)) {
        Path folder = Path.of(candidate).getParent();
        looked.add(folder == null ? "the loader's path" : folder.toString());
      }
    }
    return "found no "
        + library
        + String.join(" or ", SUFFIXES)
        + " in "
        + String.join(", ", looked);
  }

  /// Null where these cannot be used; the reasons are added.
  private Search.@Nullable Found pair(NativeLibrary cudart, NativeLibrary cublasLt) {
    try {
      CudaRuntime runtime = new CudaRuntime(new CudartFunctions(cudart));
      CublasLtFunctions products = new CublasLtFunctions(cublasLt);
      int version = runtime.version();
      int productsVersion = Math.toIntExact(products.getCudartVersion.asLong());
      if (!triedMajors.add(major(version))) {
        return null;
      }
      if (major(version) < OLDEST_MAJOR) {
        reasons.add(cudart.path() + " is of CUDA " + text(version) + ", too old");
      } else if (major(version) != major(productsVersion)) {
        reasons.add(
            cudart.path()
                + " is of CUDA "
                + text(version)
                + ", but "
                + cublasLt.path()
                + " of CUDA "
                + text(productsVersion));
      } else {
        return onDevice(runtime, products, version);
      }
    } catch (MissingSymbolException e) {
      reasons.add(e.getMessage() + ": it is of a version that cannot be used");
    }
    return null;
  }

  private Search.@Nullable Found onDevice(
      CudaRuntime runtime, CublasLtFunctions products, int version) {
    try {
      int driver = runtime.driverVersion();
      if (driver == 0) {
        reasons.add("there is no NVIDIA driver (libcuda.so.1) for " + runtime.functions().path());
      } else if (runtime.deviceCount() == 0) {
        reasons.add("there is no CUDA device");
      } else {
        CudaRuntime.Device device = runtime.device(0);
        return new Search.Found(
            runtime, products, device, description(device, products, version, driver));
      }
    } catch (CudaException e) {
      reasons.add(
          runtime.functions().path()
              + ", CUDA "
              + text(version)
              + ": "
              + e.getMessage()
              + driverText(runtime));
    }
    return null;
  }

  private static String driverText(CudaRuntime runtime) {
    try {
      return "; the driver is of CUDA " + text(runtime.driverVersion());
    } catch (CudaException e) {
      return "";
    }
  }

  private static String description(
      CudaRuntime.Device device, CublasLtFunctions products, int version, int driver) {
    long lt = products.getVersion.asLong();
    return String.format(
        Locale.ROOT,
        "%s (compute capability %d.%d), CUDA %s, driver for CUDA %s, cuBLASLt %d.%d.%d",
        device.name(),
        device.major(),
        device.minor(),
        text(version),
        text(driver),
        lt / 10_000,
        lt / 100 % 100,
        lt % 100);
  }

  /// CUDA writes 12.4 as 12040.
  private static int major(int version) {
    return version / 1000;
  }

  private static String text(int version) {
    return major(version) + "." + version % 1000 / 10;
  }
}
