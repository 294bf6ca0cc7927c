package org.alternant.iteration.blas;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alternant.iteration.nativelib.NativeLibrary;
import org.alternant.iteration.nativelib.NativeStrings;

/// What a BLAS says of itself.
final class BlasVersion {

  /// More than MKL writes.
  private static final int TEXT = 256;

  private static final Pattern NAME_AND_VERSION = Pattern.compile("^\\S+ \\S+");

  private BlasVersion() {}

  /// Name, version, the processor it was tuned for and the number of threads, as far as it says.
  ///
  /// @return empty if it does not even say whose it is
  static Optional<String> of(NativeLibrary library, SymbolNames names) {
    return openBlas(library, names)
        .or(() -> mkl(library))
        .or(() -> text(library, "bli_info_get_version_str").map(version -> "BLIS " + version))
        .or(
            () ->
                library.path().contains("Accelerate.framework")
                    ? Optional.of("Apple's Accelerate")
                    : Optional.empty());
  }

  /// The configuration begins with name and version; then come flags of the build.
  private static Optional<String> openBlas(NativeLibrary library, SymbolNames names) {
    return text(library, names, "openblas_get_config")
        .map(
            config -> {
              Matcher start = NAME_AND_VERSION.matcher(config);
              return (start.find() ? start.group() : "OpenBLAS")
                  + text(library, names, "openblas_get_corename")
                      .map(core -> ", " + core)
                      .orElse("")
                  + threads(library, names);
            });
  }

  /// A text that some builds give under their own names and some under the usual one.
  private static Optional<String> text(NativeLibrary library, SymbolNames names, String function) {
    return text(library, names.c(function)).or(() -> text(library, function));
  }

  private static String threads(NativeLibrary library, SymbolNames names) {
    for (String symbol :
        new String[] {names.c("openblas_get_num_threads"), "openblas_get_num_threads"}) {
      if (library.find(symbol).isPresent()) {
        int count = library.function(symbol, JAVA_INT).asInt();
        return ", " + count + (count == 1 ? " thread" : " threads");
      }
    }
    return "";
  }

  private static Optional<String> mkl(NativeLibrary library) {
    String symbol = "mkl_get_version_string";
    if (library.find(symbol).isEmpty()) {
      return Optional.empty();
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocate(TEXT);
      library.procedure(symbol, ADDRESS, JAVA_INT).call(text, TEXT - 1);
      text.set(JAVA_BYTE, TEXT - 1, (byte) 0);
      return Optional.of(text.getString(0).strip());
    }
  }

  private static Optional<String> text(NativeLibrary library, String symbol) {
    return library.find(symbol).isEmpty()
        ? Optional.empty()
        : Optional.of(NativeStrings.at(library.function(symbol, ADDRESS).asAddress(), ""));
  }
}
