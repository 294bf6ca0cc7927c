package org.alternant.iteration.opencl;

import java.util.EnumSet;
import java.util.Set;
import org.alternant.coefficients.Precision;

/// What a device says about itself.
///
/// @param name the device
/// @param platform the driver's name
/// @param platformVersion `OpenCL <version> <anything>`
/// @param driverVersion as the vendor counts
/// @param gpu whether it is a graphics processor
/// @param processor whether it is the machine's processor
/// @param available whether it can be used now
/// @param compiler whether its driver compiles C
/// @param doubles whether it computes in binary64
/// @param vectorWidth how many binary32 numbers are in a register
/// @param localMemory of a group of work-items, in bytes
/// @param groupSize the most work-items in a group
record DeviceProperties(
    String name,
    String platform,
    String platformVersion,
    String driverVersion,
    boolean gpu,
    boolean processor,
    boolean available,
    boolean compiler,
    boolean doubles,
    int vectorWidth,
    long localMemory,
    long groupSize) {

  /// For a person to read. Drivers append their build's settings to the version.
  String description() {
    return name
        + " ("
        + platform
        + ", "
        + platformVersion.split(",|  ", 2)[0]
        + ", driver "
        + driverVersion
        + ")";
  }

  /// Narrow formats are stored and computed with in binary32, so only binary64 is optional.
  Set<Precision> precisions() {
    EnumSet<Precision> precisions = EnumSet.allOf(Precision.class);
    if (!doubles) {
      precisions.remove(Precision.FLOAT64);
    }
    return precisions;
  }
}
