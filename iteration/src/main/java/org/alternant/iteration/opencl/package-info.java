/// Iterations on OpenCL 1.2 devices of any vendor, through the library that the machine has. Three
/// layers: [org.alternant.iteration.opencl.OpenClLibrary] holds the C functions; `OpenCl…` classes
/// wrap platforms, contexts, buffers and kernels; [org.alternant.iteration.opencl.OpenClBackend]
/// computes.
@NullMarked
package org.alternant.iteration.opencl;

import org.jspecify.annotations.NullMarked;
