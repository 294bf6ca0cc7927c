package org.alternant.iteration.opencl;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.alternant.coefficients.Precision;
import org.alternant.iteration.run.Availability;
import org.alternant.iteration.run.Backend;
import org.alternant.iteration.run.MatrixArithmetic;

/// The iteration on a device that OpenCL 1.2 reaches: a graphics processor of any vendor, or
/// through PoCL the machine's own processor.
///
/// It computes in binary32, in binary64 where the device does, and stores bfloat16 and binary16
/// with binary32 in between; TensorFloat-32 is emulated by rounding operands. Of binary16 the
/// device needs only loads and stores.
///
/// The first device that works is used, graphics processors before others. The system property
/// `alternant.opencl.device` chooses another: a number, counting from 0 as `clinfo -l` lists them,
/// or part of a name; `alternant.opencl.library` names another library, or its folder. Both are
/// read once.
public final class OpenClBackend implements Backend {

  /// The machine's device, looked up on first use and kept.
  private static final class Machine {
    static final DeviceChoice CHOICE = DeviceChoice.ofMachine(Tiling::of);
  }

  private final Supplier<DeviceChoice> choice;

  /// Creates the backend; it holds nothing.
  public OpenClBackend() {
    this(() -> Machine.CHOICE);
  }

  OpenClBackend(Supplier<DeviceChoice> choice) {
    this.choice = choice;
  }

  @Override
  public String name() {
    return "opencl";
  }

  @Override
  public Availability availability() {
    return switch (choice.get()) {
      case DeviceChoice.Chosen(DeviceSession session) ->
          new Availability.Available(session.properties().description());
      case DeviceChoice.None(List<String> reasons) -> new Availability.Unavailable(reasons);
    };
  }

  /// Looks at the list of drivers first: loading PoCL takes half a second.
  @Override
  public boolean onGraphicsProcessor() {
    return DriverList.mayHaveGraphicsProcessor()
        && choice.get() instanceof DeviceChoice.Chosen(DeviceSession session)
        && session.properties().gpu();
  }

  @Override
  public Set<Precision> precisions() {
    return switch (choice.get()) {
      case DeviceChoice.Chosen(DeviceSession session) -> session.properties().precisions();
      case DeviceChoice.None _ -> Set.of();
    };
  }

  @Override
  public MatrixArithmetic<?> arithmetic(Precision precision) {
    return switch (choice.get()) {
      case DeviceChoice.Chosen(DeviceSession session) -> {
        if (!session.properties().precisions().contains(precision)) {
          throw new IllegalArgumentException(
              session.properties().name() + " does not compute in " + precision);
        }
        yield new OpenClArithmetic(session, precision);
      }
      case DeviceChoice.None(List<String> reasons) ->
          throw new IllegalStateException("no OpenCL device: " + String.join("; ", reasons));
    };
  }
}
