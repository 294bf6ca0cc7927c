package org.alternant.iteration.nativelib;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A shared library on this machine. It stays open as long as the process lives.
///
/// It is opened by the C library's `dlopen`, because [java.lang.foreign.SymbolLookup] does not tell
/// why a library would not open, while `dlerror` does.
public final class NativeLibrary {

  /// The result of looking for a library.
  public sealed interface Opening {

    /// One of the candidates opened.
    ///
    /// @param library the first that did
    record Opened(NativeLibrary library) implements Opening {}

    /// None of the candidates opened.
    ///
    /// @param reasons what the loader said, for each candidate in the order of trying
    record NotOpened(List<String> reasons) implements Opening {

      /// Copies the list.
      public NotOpened {
        reasons = List.copyOf(reasons);
      }
    }
  }

  private final String path;
  private final long handle;

  private NativeLibrary(String path, long handle) {
    this.path = path;
    this.handle = handle;
  }

  /// Opens the first candidate that opens.
  ///
  /// @param candidates paths, or bare file names that the loader looks for in its own places
  /// @return the library, or why there is none
  public static Opening open(List<String> candidates) {
    return Loader.MACHINE
        .map(loader -> loader.open(candidates))
        .orElseGet(
            () ->
                new Opening.NotOpened(List.of("this platform's C library has no function dlopen")));
  }

  /// What was opened.
  ///
  /// @return the candidate as it was given
  public String path() {
    return path;
  }

  /// Looks for a symbol.
  ///
  /// @param name of a function or a variable
  /// @return its address, or empty if the library has no such symbol
  public Optional<MemorySegment> find(String name) {
    return Loader.MACHINE.orElseThrow().symbol(handle, name);
  }

  /// The address of a symbol.
  ///
  /// @param name of a function or a variable
  /// @return its address
  /// @throws MissingSymbolException if the library has no such symbol
  public MemorySegment symbol(String name) {
    return find(name).orElseThrow(() -> new MissingSymbolException(path, name));
  }

  /// A C function that returns a value.
  ///
  /// @param name the function's name
  /// @param result the type it returns
  /// @param arguments the types of its arguments
  /// @return a handle to call it by
  /// @throws MissingSymbolException if the library has no such function
  public NativeFunction function(String name, MemoryLayout result, MemoryLayout... arguments) {
    return NativeFunction.of(name, symbol(name), FunctionDescriptor.of(result, arguments));
  }

  /// A C function that returns nothing.
  ///
  /// @param name the function's name
  /// @param arguments the types of its arguments
  /// @return a handle to call it by
  /// @throws MissingSymbolException if the library has no such function
  public NativeFunction procedure(String name, MemoryLayout... arguments) {
    return NativeFunction.of(name, symbol(name), FunctionDescriptor.ofVoid(arguments));
  }

  /// A C function that returns nothing and to which Java arrays are handed as they are, without a
  /// copy. While it runs no other thread of the Java machine can collect garbage: it must end soon.
  ///
  /// @param name the function's name
  /// @param arguments the types of its arguments
  /// @return a handle to call it by
  /// @throws MissingSymbolException if the library has no such function
  public NativeFunction procedureOnArrays(String name, MemoryLayout... arguments) {
    return NativeFunction.of(
        name, symbol(name), FunctionDescriptor.ofVoid(arguments), Linker.Option.critical(true));
  }

  /// The C library's own functions for opening others.
  private record Loader(NativeFunction dlopen, NativeFunction dlsym, NativeFunction dlerror) {

    /// Resolve every symbol at once: a library that lacks one must fail here, not in a call. Linux
    /// and macOS agree on the number.
    private static final int RTLD_NOW = 2;

    static final Optional<Loader> MACHINE = ofMachine();

    private static Optional<Loader> ofMachine() {
      Optional<NativeFunction> dlopen =
          standard(
              "dlopen",
              FunctionDescriptor.of(
                  ValueLayout.JAVA_LONG, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
      Optional<NativeFunction> dlsym =
          standard(
              "dlsym",
              FunctionDescriptor.of(
                  ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
      Optional<NativeFunction> dlerror =
          standard("dlerror", FunctionDescriptor.of(ValueLayout.ADDRESS));
      return dlopen.isEmpty() || dlsym.isEmpty() || dlerror.isEmpty()
          ? Optional.empty()
          : Optional.of(new Loader(dlopen.get(), dlsym.get(), dlerror.get()));
    }

    private static Optional<NativeFunction> standard(String name, FunctionDescriptor type) {
      return Linker.nativeLinker()
          .defaultLookup()
          .find(name)
          .map(address -> NativeFunction.of(name, address, type));
    }

    Opening open(List<String> candidates) {
      List<String> reasons = new ArrayList<>();
      try (Arena arena = Arena.ofConfined()) {
        for (String candidate : candidates) {
          if (waits(candidate)) {
            reasons.add(candidate + ": is no regular file");
            continue;
          }
          long handle = dlopen.asLong(arena.allocateFrom(candidate), RTLD_NOW);
          if (handle != 0) {
            return new Opening.Opened(new NativeLibrary(candidate, handle));
          }
          reasons.add(reason(candidate));
        }
      }
      return new Opening.NotOpened(reasons);
    }

    /// Whether it is a pipe or a device, which the loader would wait for.
    private static boolean waits(String candidate) {
      return candidate.contains("/")
          && Files.exists(Path.of(candidate))
          && !Files.isRegularFile(Path.of(candidate));
    }

    private String reason(String candidate) {
      String said = NativeStrings.at(dlerror.asAddress(), "unknown error");
      return said.startsWith(candidate) ? said : candidate + ": " + said;
    }

    Optional<MemorySegment> symbol(long handle, String name) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment address = dlsym.asAddress(handle, arena.allocateFrom(name));
        return address.address() == 0 ? Optional.empty() : Optional.of(address);
      }
    }
  }
}
