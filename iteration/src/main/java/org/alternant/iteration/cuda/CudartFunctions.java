package org.alternant.iteration.cuda;

import java.util.List;
import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;

/// libcudart's functions, as `cuda_runtime_api.h` of CUDA 12 and 13 declares them.
final class CudartFunctions extends CFunctions {

  final NativeFunction getErrorName = text("cudaGetErrorName");
  final NativeFunction getErrorString = text("cudaGetErrorString");
  final NativeFunction runtimeGetVersion = status("cudaRuntimeGetVersion", POINTER);
  final NativeFunction driverGetVersion = status("cudaDriverGetVersion", POINTER);
  final NativeFunction getDeviceCount = status("cudaGetDeviceCount", POINTER);
  // The struct that CUDA 12 changed begins with the device's name in every version.
  final NativeFunction getDeviceProperties =
      status(List.of("cudaGetDeviceProperties", "cudaGetDeviceProperties_v2"), POINTER, INT);
  final NativeFunction deviceGetAttribute = status("cudaDeviceGetAttribute", POINTER, INT, INT);
  final NativeFunction setDevice = status("cudaSetDevice", INT);
  final NativeFunction malloc = status("cudaMalloc", POINTER, SIZE);
  final NativeFunction free = status("cudaFree", HANDLE);
  final NativeFunction copyToDevice = status("cudaMemcpyAsync", HANDLE, POINTER, SIZE, INT, HANDLE);
  final NativeFunction copyToHost = status("cudaMemcpyAsync", POINTER, HANDLE, SIZE, INT, HANDLE);
  final NativeFunction streamCreate = status("cudaStreamCreateWithFlags", POINTER, INT);
  final NativeFunction streamSynchronize = status("cudaStreamSynchronize", HANDLE);
  final NativeFunction streamDestroy = status("cudaStreamDestroy", HANDLE);
  final NativeFunction streamBeginCapture = status("cudaStreamBeginCapture", HANDLE, INT);
  final NativeFunction streamEndCapture = status("cudaStreamEndCapture", HANDLE, POINTER);
  final NativeFunction eventCreate = status("cudaEventCreate", POINTER);
  final NativeFunction eventRecord = status("cudaEventRecord", HANDLE, HANDLE);
  final NativeFunction eventSynchronize = status("cudaEventSynchronize", HANDLE);
  final NativeFunction eventElapsedTime = status("cudaEventElapsedTime", POINTER, HANDLE, HANDLE);
  final NativeFunction eventDestroy = status("cudaEventDestroy", HANDLE);
  // Not cudaGraphInstantiate, of which CUDA 12 changed the arguments.
  final NativeFunction graphInstantiate =
      status("cudaGraphInstantiateWithFlags", POINTER, HANDLE, LONG);
  final NativeFunction graphLaunch = status("cudaGraphLaunch", HANDLE, HANDLE);
  final NativeFunction graphExecDestroy = status("cudaGraphExecDestroy", HANDLE);
  final NativeFunction graphDestroy = status("cudaGraphDestroy", HANDLE);

  CudartFunctions(NativeLibrary library) {
    super(library);
  }
}
