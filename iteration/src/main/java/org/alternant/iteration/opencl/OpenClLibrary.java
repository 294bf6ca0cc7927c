package org.alternant.iteration.opencl;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import org.alternant.iteration.nativelib.MissingSymbolException;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;

/// The functions of OpenCL 1.2 that we call, one field each, and nothing else.
final class OpenClLibrary {

  private static final MemoryLayout INT = ValueLayout.JAVA_INT;

  /// `size_t` and `cl_bitfield`.
  private static final MemoryLayout LONG = ValueLayout.JAVA_LONG;

  /// An object of OpenCL: a pointer that only the library follows.
  private static final MemoryLayout HANDLE = ValueLayout.JAVA_LONG;

  final String path;
  final NativeFunction clGetPlatformIDs;
  final NativeFunction clGetPlatformInfo;
  final NativeFunction clGetDeviceIDs;
  final NativeFunction clGetDeviceInfo;
  final NativeFunction clCreateContext;
  final NativeFunction clReleaseContext;
  final NativeFunction clCreateCommandQueue;
  final NativeFunction clReleaseCommandQueue;
  final NativeFunction clCreateBuffer;
  final NativeFunction clReleaseMemObject;
  final NativeFunction clCreateProgramWithSource;
  final NativeFunction clBuildProgram;
  final NativeFunction clGetProgramBuildInfo;
  final NativeFunction clReleaseProgram;
  final NativeFunction clCreateKernel;
  final NativeFunction clReleaseKernel;
  final NativeFunction clSetKernelArg;
  final NativeFunction clEnqueueNDRangeKernel;
  final NativeFunction clEnqueueWriteBuffer;
  final NativeFunction clEnqueueReadBuffer;
  final NativeFunction clFinish;

  /// @throws MissingSymbolException if the library lacks one of them
  OpenClLibrary(NativeLibrary library) {
    // Long: one statement for each C function.
    path = library.path();
    clGetPlatformIDs = library.function("clGetPlatformIDs", INT, INT, ADDRESS, ADDRESS);
    clGetPlatformInfo =
        library.function("clGetPlatformInfo", INT, HANDLE, INT, LONG, ADDRESS, ADDRESS);
    clGetDeviceIDs = library.function("clGetDeviceIDs", INT, HANDLE, LONG, INT, ADDRESS, ADDRESS);
    clGetDeviceInfo = library.function("clGetDeviceInfo", INT, HANDLE, INT, LONG, ADDRESS, ADDRESS);
    clCreateContext =
        library.function(
            "clCreateContext", HANDLE, ADDRESS, INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    clReleaseContext = library.function("clReleaseContext", INT, HANDLE);
    clCreateCommandQueue =
        library.function("clCreateCommandQueue", HANDLE, HANDLE, HANDLE, LONG, ADDRESS);
    clReleaseCommandQueue = library.function("clReleaseCommandQueue", INT, HANDLE);
    clCreateBuffer =
        library.function("clCreateBuffer", HANDLE, HANDLE, LONG, LONG, ADDRESS, ADDRESS);
    clReleaseMemObject = library.function("clReleaseMemObject", INT, HANDLE);
    clCreateProgramWithSource =
        library.function(
            "clCreateProgramWithSource", HANDLE, HANDLE, INT, ADDRESS, ADDRESS, ADDRESS);
    clBuildProgram =
        library.function("clBuildProgram", INT, HANDLE, INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    clGetProgramBuildInfo =
        library.function("clGetProgramBuildInfo", INT, HANDLE, HANDLE, INT, LONG, ADDRESS, ADDRESS);
    clReleaseProgram = library.function("clReleaseProgram", INT, HANDLE);
    clCreateKernel = library.function("clCreateKernel", HANDLE, HANDLE, ADDRESS, ADDRESS);
    clReleaseKernel = library.function("clReleaseKernel", INT, HANDLE);
    clSetKernelArg = library.function("clSetKernelArg", INT, HANDLE, INT, LONG, ADDRESS);
    clEnqueueNDRangeKernel =
        library.function(
            "clEnqueueNDRangeKernel",
            INT,
            HANDLE,
            HANDLE,
            INT,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            INT,
            ADDRESS,
            ADDRESS);
    clEnqueueWriteBuffer = transfer(library, "clEnqueueWriteBuffer");
    clEnqueueReadBuffer = transfer(library, "clEnqueueReadBuffer");
    clFinish = library.function("clFinish", INT, HANDLE);
  }

  private static NativeFunction transfer(NativeLibrary library, String name) {
    return library.function(
        name, INT, HANDLE, HANDLE, INT, LONG, LONG, ADDRESS, INT, ADDRESS, ADDRESS);
  }
}
