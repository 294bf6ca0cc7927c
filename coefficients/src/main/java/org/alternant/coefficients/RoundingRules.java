package org.alternant.coefficients;

import org.alternant.coefficients.text.EnumIds;
import org.jspecify.annotations.Nullable;

/// How a run in a format rounds.
///
/// @param epilogue where results are rounded
/// @param storage to what
/// @param runtime what runs so, where that is known: it decides the others, and whether
///   coefficients are rounded; null: anything, with exact coefficients
public record RoundingRules(Epilogue epilogue, Storage storage, @Nullable TargetRuntime runtime) {

  /// What matrices are kept in.
  public enum Storage {
    /// The format itself; binary32 for TensorFloat-32, which is one of operands only.
    FORMAT,
    /// binary32: only the operands of products are rounded to the format.
    FLOAT32
  }

  /// As compiled kernels do: results are rounded once.
  public static final RoundingRules FUSED = of(Epilogue.FUSED);

  /// Checks that the parts agree.
  ///
  /// @throws IllegalArgumentException if the runtime rounds otherwise
  public RoundingRules {
    if (runtime != null && (epilogue != runtime.epilogue() || storage != Storage.FORMAT)) {
      throw new IllegalArgumentException(
          "the runtime "
              + EnumIds.of(runtime)
              + " has the epilogue "
              + EnumIds.of(runtime.epilogue())
              + " and stores matrices in the format, found "
              + EnumIds.of(epilogue)
              + " and "
              + EnumIds.of(storage));
    }
  }

  /// The rules of an epilogue: matrices in the format, coefficients as they are.
  ///
  /// @param epilogue where results are rounded
  /// @return the rules
  public static RoundingRules of(Epilogue epilogue) {
    return new RoundingRules(epilogue, Storage.FORMAT, null);
  }

  /// The rules of a runtime.
  ///
  /// @param runtime what runs
  /// @return the rules
  public static RoundingRules of(TargetRuntime runtime) {
    return new RoundingRules(runtime.epilogue(), Storage.FORMAT, runtime);
  }

  /// The rules of another epilogue with this storage, whatever runs so.
  ///
  /// @param other where results are rounded
  /// @return the rules
  public RoundingRules with(Epilogue other) {
    return other == epilogue ? this : new RoundingRules(other, storage, null);
  }

  /// Whether runs by other rules round as these do, whatever runs so.
  ///
  /// @param other the other rules
  /// @return true if nothing but the runtime's name differs
  public boolean equalsInRuns(RoundingRules other) {
    return epilogue == other.epilogue
        && storage == other.storage
        && roundsCoefficients() == other.roundsCoefficients();
  }

  /// Whether coefficients are rounded to the format before they multiply anything.
  ///
  /// @return what the runtime says
  public boolean roundsCoefficients() {
    return runtime != null && runtime.roundsCoefficients();
  }

  /// The format in which matrices are kept.
  ///
  /// @param precision what operands of products are rounded to
  /// @return that, or binary32
  public Precision stored(Precision precision) {
    return storage == Storage.FLOAT32 ? Precision.FLOAT32 : precision.storage();
  }

  /// Checks that matrices can be kept so.
  ///
  /// @param precision what operands of products are rounded to
  /// @throws IllegalArgumentException if they would be kept in a narrower format
  public void requireStorage(Precision precision) {
    if (storage == Storage.FLOAT32 && precision == Precision.FLOAT64) {
      throw new IllegalArgumentException("matrices of float64 are not stored in float32");
    }
  }

  /// The rules in words: the runtime, or the epilogue and the storage.
  ///
  /// @return such as `pytorch`, `addmm`, `fused, float32 storage`
  public String name() {
    String rules = EnumIds.of(runtime == null ? epilogue : runtime);
    return storage == Storage.FORMAT ? rules : rules + ", " + EnumIds.of(storage) + " storage";
  }
}
