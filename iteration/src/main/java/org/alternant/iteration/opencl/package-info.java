/// The iteration on OpenCL 1.2 devices of any vendor, through the OpenCL library installed on the
/// machine. [OpenClBackend] is the way in.
///
/// From the bottom up:
///
/// - `OpenClLibrary` declares the C functions; this is the binding.
/// - The other `OpenCl…` classes wrap platforms, contexts, buffers, programs and kernels, and
///   `DeviceChoice` picks a device.
/// - `OpenClArithmetic` computes with the kernels of `matrix.cl`, shared out as [Tiling] says.
@NullMarked
package org.alternant.iteration.opencl;

import org.jspecify.annotations.NullMarked;
