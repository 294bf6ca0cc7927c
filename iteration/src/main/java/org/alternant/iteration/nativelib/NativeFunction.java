package org.alternant.iteration.nativelib;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// A C function. Its arguments are not checked by the compiler: the class that wraps a library
/// gives them types.
public final class NativeFunction {

  private final String name;

  /// Takes all arguments in one array.
  private final MethodHandle handle;

  private NativeFunction(String name, MethodHandle handle) {
    this.name = name;
    this.handle = handle;
  }

  // The one place where a C function's declared type is taken on trust.
  @SuppressWarnings("restricted")
  static NativeFunction of(
      String name, MemorySegment address, FunctionDescriptor type, Linker.Option... options) {
    MethodHandle handle = Linker.nativeLinker().downcallHandle(address, type, options);
    int count = type.argumentLayouts().size();
    return new NativeFunction(
        name,
        handle
            .asType(handle.type().wrap().changeReturnType(Object.class))
            .asSpreader(Object[].class, count));
  }

  /// The function's name.
  ///
  /// @return as C knows it
  public String name() {
    return name;
  }

  /// Calls a function that returns nothing or whose result is of no interest.
  ///
  /// @param arguments numbers, and [MemorySegment] for pointers
  public void call(Object... arguments) {
    Object _ = invoke(arguments);
  }

  /// Calls a function that returns an `int` or an enumeration.
  ///
  /// @param arguments numbers, and [MemorySegment] for pointers
  /// @return what it returns
  public int asInt(Object... arguments) {
    return (int) invoke(arguments);
  }

  /// Calls a function that returns a 64-bit integer or a handle.
  ///
  /// @param arguments numbers, and [MemorySegment] for pointers
  /// @return what it returns
  public long asLong(Object... arguments) {
    return (long) invoke(arguments);
  }

  /// Calls a function that returns a pointer.
  ///
  /// @param arguments numbers, and [MemorySegment] for pointers
  /// @return what it returns, of size 0
  public MemorySegment asAddress(Object... arguments) {
    return (MemorySegment) invoke(arguments);
  }

  private Object invoke(Object[] arguments) {
    try {
      return handle.invoke(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("a C function throws no checked exception: " + name, e);
    }
  }
}
