package org.alternant.iteration.cuda;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;

/// What the declarations of C functions are made of.
abstract class CFunctions {

  static final MemoryLayout INT = ValueLayout.JAVA_INT;
  static final MemoryLayout LONG = ValueLayout.JAVA_LONG;
  static final MemoryLayout SIZE = ValueLayout.JAVA_LONG;

  /// What a library made, or memory of the device: a number for us.
  static final MemoryLayout HANDLE = ValueLayout.JAVA_LONG;

  /// Memory of the host.
  static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private final NativeLibrary library;

  CFunctions(NativeLibrary library) {
    this.library = library;
  }

  /// A function that returns a status.
  final NativeFunction status(String name, MemoryLayout... arguments) {
    return library.function(name, INT, arguments);
  }

  /// The same where its name depends on the version.
  final NativeFunction status(List<String> names, MemoryLayout... arguments) {
    String name =
        names.stream()
            .filter(each -> library.find(each).isPresent())
            .findFirst()
            .orElse(names.getFirst());
    return status(name, arguments);
  }

  /// A function that names or describes a status.
  final NativeFunction text(String name) {
    return library.function(name, POINTER, INT);
  }

  /// A function without arguments that returns a size.
  final NativeFunction size(String name) {
    return library.function(name, SIZE);
  }

  final String path() {
    return library.path();
  }
}
