package org.alternant.iteration.opencl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.nativelib.LibrarySearch;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.jspecify.annotations.Nullable;

/// The result of looking for a device: the first that works, graphics processors before others, or
/// every reason why there is none.
sealed interface DeviceChoice {

  /// A library, or a folder with one, to be used before the system's.
  String LIBRARY_PROPERTY = "alternant.opencl.library";

  /// Which device to use: a number, counting from 0 as `clinfo -l` lists them, or part of a name.
  String DEVICE_PROPERTY = "alternant.opencl.device";

  /// A device on which the kernels compile.
  record Chosen(DeviceSession session) implements DeviceChoice {}

  /// None.
  record None(List<String> reasons) implements DeviceChoice {}

  /// What would help where there is no library.
  String INSTALL_LIBRARY =
      "install an OpenCL loader (Debian: ocl-icd-libopencl1) and a driver (Debian:"
          + " pocl-opencl-icd for any processor, or the graphics processor's), or set -D"
          + LIBRARY_PROPERTY
          + "=FILE";

  /// What would help where there is no driver.
  String INSTALL_DRIVER =
      "install a driver (Debian: pocl-opencl-icd for any processor, or the graphics processor's);"
          + " the loader looks for them in /etc/OpenCL/vendors or OCL_ICD_VENDORS";

  /// Opens the machine's library and chooses as the properties say.
  static DeviceChoice ofMachine(BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    List<String> candidates =
        LibrarySearch.of(List.of("libOpenCL.so.1", "libOpenCL.so"))
            .given(System.getProperty(LIBRARY_PROPERTY))
            .byLoader()
            .candidates();
    return of(candidates, System.getProperty(DEVICE_PROPERTY), tilings);
  }

  /// Opens the first of some libraries that opens, and chooses.
  ///
  /// @param wanted a number, part of a name, or null for the first device that works
  static DeviceChoice of(
      List<String> libraries,
      @Nullable String wanted,
      BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    return switch (NativeLibrary.open(libraries)) {
      case NativeLibrary.Opening.NotOpened(List<String> reasons) ->
          new None(with(reasons, INSTALL_LIBRARY));
      case NativeLibrary.Opening.Opened(NativeLibrary library) -> of(library, wanted, tilings);
    };
  }

  private static DeviceChoice of(
      NativeLibrary library,
      @Nullable String wanted,
      BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    List<OpenClDevice> devices = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try {
      OpenCl openCl = new OpenCl(library);
      for (long platform : openCl.platforms()) {
        try {
          devices.addAll(openCl.devices(platform));
        } catch (OpenClException e) {
          // Other platforms may work.
          failures.add(library.path() + ": " + message(e));
        }
      }
    } catch (MissingSymbolException e) {
      return new None(with(List.of(message(e)), INSTALL_LIBRARY));
    } catch (OpenClException e) {
      failures.add(library.path() + ": " + message(e));
    }
    if (devices.isEmpty()) {
      if (failures.isEmpty()) {
        failures.add(library.path() + ": no platform has a device");
      }
      return new None(with(failures, INSTALL_DRIVER));
    }
    if (wanted == null || wanted.isEmpty()) {
      return first(devices, failures, tilings);
    }
    return find(devices, wanted)
        .map(device -> first(List.of(device), failures, tilings))
        .orElseGet(() -> new None(List.of(notFound(devices, wanted))));
  }

  private static Optional<OpenClDevice> find(List<OpenClDevice> devices, String wanted) {
    if (wanted.matches("[0-9]{1,9}")) {
      return devices.stream().skip(Long.parseLong(wanted)).findFirst();
    }
    String part = wanted.toLowerCase(Locale.ROOT);
    return devices.stream()
        .filter(device -> device.properties().name().toLowerCase(Locale.ROOT).contains(part))
        .findFirst();
  }

  private static String notFound(List<OpenClDevice> devices, String wanted) {
    StringBuilder reason = new StringBuilder("-D" + DEVICE_PROPERTY + "=" + wanted);
    reason.append(": no such device; there are");
    for (int i = 0; i < devices.size(); i++) {
      reason.append(i == 0 ? " " : ", ").append(i);
      reason.append(": ").append(devices.get(i).properties().name());
    }
    return reason.toString();
  }

  private static DeviceChoice first(
      List<OpenClDevice> devices,
      List<String> failures,
      BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    List<String> reasons = new ArrayList<>(failures);
    List<OpenClDevice> preferred =
        devices.stream()
            .sorted(Comparator.comparing(device -> !device.properties().gpu()))
            .toList();
    for (OpenClDevice device : preferred) {
      DeviceProperties properties = device.properties();
      if (!properties.available()) {
        reasons.add(properties.name() + ": not available");
      } else if (!properties.compiler()) {
        reasons.add(properties.name() + ": its driver has no compiler");
      } else {
        try {
          return new Chosen(working(device, tilings));
        } catch (OpenClException e) {
          reasons.add(properties.name() + ": " + message(e));
        }
      }
    }
    return new None(reasons);
  }

  private static DeviceSession working(
      OpenClDevice device, BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    DeviceSession session = new DeviceSession(device, tilings);
    try {
      OpenClProgram _ = session.program(Precision.FLOAT32);
      return session;
    } catch (OpenClException e) {
      session.close();
      throw e;
    }
  }

  private static List<String> with(List<String> reasons, String hint) {
    List<String> all = new ArrayList<>(reasons);
    all.add(hint);
    return List.copyOf(all);
  }

  private static String message(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }
}
