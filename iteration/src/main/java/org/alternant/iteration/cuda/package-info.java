/// The iteration on NVIDIA GPUs, through the CUDA libraries installed on the machine: no kernels of
/// our own, and building needs nothing of CUDA. [CudaBackend] is the way in.
///
/// From the bottom up:
///
/// - [CudaLibraries] finds libcudart and libcublasLt in the places that [CudaPlaces] names.
/// - [CudartFunctions] and [CublasLtFunctions] declare the C functions; this is the binding.
/// - [CudaRuntime], [CudaStream], [CudaGraph], [DeviceMemory] and [CublasLt] own the objects that
///   these functions create, and turn status codes into a [CudaException].
/// - [CudaArithmetic] and [CudaBackend] know matrices.
@NullMarked
package org.alternant.iteration.cuda;

import org.jspecify.annotations.NullMarked;
