package org.alternant.iteration.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.alternant.coefficients.Precision;

/// A device in use with the programs that were built for it. It is shared by all arithmetics on the
/// device, since building takes longer than most runs.
final class DeviceSession implements AutoCloseable {

  private static final String SOURCE = source();

  private final DeviceProperties properties;
  private final BiFunction<DeviceProperties, Precision, Tiling> tilings;
  private final OpenClContext context;
  private final Map<Precision, OpenClProgram> programs = new ConcurrentHashMap<>();
  private final Set<String> launched = ConcurrentHashMap.newKeySet();

  /// Begins to use a device.
  ///
  /// @throws OpenClException if it cannot be used
  DeviceSession(OpenClDevice device, BiFunction<DeviceProperties, Precision, Tiling> tilings) {
    properties = device.properties();
    this.tilings = tilings;
    context = OpenClContext.of(device);
  }

  DeviceProperties properties() {
    return properties;
  }

  OpenClContext context() {
    return context;
  }

  Tiling tiling(Precision precision) {
    return tilings.apply(properties, precision);
  }

  /// The kernels for a precision.
  ///
  /// @throws OpenClException if they do not compile, with the compiler's log
  OpenClProgram program(Precision precision) {
    return programs.computeIfAbsent(precision, p -> context.build(SOURCE, tiling(p).options(p)));
  }

  /// Whether a kernel is launched for the first time on this device, which may compile it.
  boolean launchesFirst(Precision precision, String kernel) {
    return launched.add(precision + " " + kernel);
  }

  private static String source() {
    try (InputStream in = DeviceSession.class.getResourceAsStream("matrix.cl")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    programs.values().forEach(OpenClProgram::close);
    programs.clear();
    context.close();
  }
}
