package org.alternant.iteration.blas;

import java.util.List;
import java.util.Optional;
import org.alternant.iteration.nativelib.NativeLibrary;

/// What a library puts before and behind the names of Fortran's subroutines: builds that are to
/// live beside others in one process have a prefix, and those with 64-bit integers a suffix.
///
/// @param prefix before the name
/// @param suffix behind the underscore of Fortran
record SymbolNames(String prefix, String suffix) {

  private static final List<String> PREFIXES = List.of("", "scipy_");
  private static final List<String> SUFFIXES = List.of("", "64_", "_64_");

  /// Those of a library that has the subroutine, if any.
  static Optional<SymbolNames> of(NativeLibrary library, String subroutine) {
    for (String prefix : PREFIXES) {
      for (String suffix : SUFFIXES) {
        SymbolNames names = new SymbolNames(prefix, suffix);
        if (library.find(names.fortran(subroutine)).isPresent()) {
          return Optional.of(names);
        }
      }
    }
    return Optional.empty();
  }

  /// The symbol of a subroutine of Fortran.
  String fortran(String subroutine) {
    return prefix + subroutine + "_" + suffix;
  }

  /// The symbol of a function of C.
  String c(String function) {
    return prefix + function + suffix;
  }
}
