package org.alternant.iteration.cuda;

import org.alternant.iteration.nativelib.NativeFunction;
import org.alternant.iteration.nativelib.NativeLibrary;

/// libcublasLt's functions, as `cublasLt.h` of CUDA 12 and 13 declares them.
final class CublasLtFunctions extends CFunctions {

  final NativeFunction getStatusName = text("cublasLtGetStatusName");
  final NativeFunction getStatusString = text("cublasLtGetStatusString");
  final NativeFunction getVersion = size("cublasLtGetVersion");
  final NativeFunction getCudartVersion = size("cublasLtGetCudartVersion");
  final NativeFunction create = status("cublasLtCreate", POINTER);
  final NativeFunction destroy = status("cublasLtDestroy", HANDLE);
  final NativeFunction layoutCreate =
      status("cublasLtMatrixLayoutCreate", POINTER, INT, LONG, LONG, LONG);
  final NativeFunction layoutSet =
      status("cublasLtMatrixLayoutSetAttribute", HANDLE, INT, POINTER, SIZE);
  final NativeFunction layoutDestroy = status("cublasLtMatrixLayoutDestroy", HANDLE);
  final NativeFunction matmulDescCreate = status("cublasLtMatmulDescCreate", POINTER, INT, INT);
  final NativeFunction matmulDescSet =
      status("cublasLtMatmulDescSetAttribute", HANDLE, INT, POINTER, SIZE);
  final NativeFunction matmulDescDestroy = status("cublasLtMatmulDescDestroy", HANDLE);
  final NativeFunction preferenceCreate = status("cublasLtMatmulPreferenceCreate", POINTER);
  final NativeFunction preferenceSet =
      status("cublasLtMatmulPreferenceSetAttribute", HANDLE, INT, POINTER, SIZE);
  final NativeFunction preferenceDestroy = status("cublasLtMatmulPreferenceDestroy", HANDLE);
  final NativeFunction heuristic =
      status(
          "cublasLtMatmulAlgoGetHeuristic",
          HANDLE, // library
          HANDLE, // operation
          HANDLE, // layout of A
          HANDLE, // of B
          HANDLE, // of C
          HANDLE, // of D
          HANDLE, // preference
          INT, // how many results are asked for
          POINTER, // to the results
          POINTER); // to their number
  final NativeFunction matmul =
      status(
          "cublasLtMatmul",
          HANDLE, // library
          HANDLE, // operation
          POINTER, // to alpha
          HANDLE, // A
          HANDLE, // its layout
          HANDLE, // B
          HANDLE, // its layout
          POINTER, // to beta
          HANDLE, // C
          HANDLE, // its layout
          HANDLE, // D
          HANDLE, // its layout
          POINTER, // to the algorithm
          HANDLE, // workspace
          SIZE, // its size
          HANDLE); // stream
  final NativeFunction transformDescCreate =
      status("cublasLtMatrixTransformDescCreate", POINTER, INT);
  final NativeFunction transformDescSet =
      status("cublasLtMatrixTransformDescSetAttribute", HANDLE, INT, POINTER, SIZE);
  final NativeFunction transformDescDestroy = status("cublasLtMatrixTransformDescDestroy", HANDLE);
  final NativeFunction transform =
      status(
          "cublasLtMatrixTransform",
          HANDLE, // library
          HANDLE, // operation
          POINTER, // to alpha
          HANDLE, // A
          HANDLE, // its layout
          POINTER, // to beta
          HANDLE, // B
          HANDLE, // its layout
          HANDLE, // C
          HANDLE, // its layout
          HANDLE); // stream

  CublasLtFunctions(NativeLibrary library) {
    super(library);
  }
}
