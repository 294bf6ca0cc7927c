/// The iteration on NVIDIA's GPUs, by what libcudart and libcublasLt of the machine compute; no
/// kernel of our own, and nothing of CUDA is needed to build.
///
/// Three layers: [CudartFunctions] and [CublasLtFunctions] name the C functions; [CudaRuntime],
/// [CudaStream], [CudaGraph], [DeviceMemory] and [CublasLt] own what those make and turn their
/// status codes into [CudaException]; [CudaArithmetic] and [CudaBackend] know matrices.
@NullMarked
package org.alternant.iteration.cuda;

import org.jspecify.annotations.NullMarked;
