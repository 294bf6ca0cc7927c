package org.alternant.iteration.opencl;

/// A device. It is the platform's and is not released.
///
/// @param library whose device it is
/// @param handle the device as the library knows it
/// @param properties what it says about itself
record OpenClDevice(OpenClLibrary library, long handle, DeviceProperties properties) {}
