package org.alternant.iteration.opencl;

import org.alternant.coefficients.Precision;

/// How a product is shared out: a group of `itemsM`×`itemsN` work-items computes a tile of the
/// result, each of them `rows` rows of `vectors` vectors of `width` numbers, from `depth` columns
/// of the left and rows of the right operand at a time, which lie in local memory.
///
/// @param width of a vector
/// @param rows of a work-item
/// @param vectors of a work-item, side by side
/// @param itemsM work-items one above the other
/// @param itemsN work-items side by side
/// @param depth of the operands' tiles
record Tiling(int width, int rows, int vectors, int itemsM, int itemsN, int depth) {

  /// What every device has (OpenCL 1.2, table 4.3, `CL_DEVICE_LOCAL_MEM_SIZE`).
  private static final long LEAST_LOCAL_MEMORY = 32 << 10;

  /// The widest and the narrowest vectors that OpenCL C has and that are used.
  private static final int WIDEST = 16;

  private static final int NARROWEST = 4;

  /// Where a thread of its own runs each work-item: 16 numbers each leave room for many threads,
  /// 256 threads hide the memory's latency. A usual choice, *not measured here*.
  private static final Tiling THREADS = new Tiling(4, 4, 1, 16, 16, 16);

  private static final Tiling FEW_THREADS = new Tiling(4, 4, 1, 8, 8, 16);

  /// The tiling for a device.
  static Tiling of(DeviceProperties device, Precision precision) {
    if (!device.processor()) {
      return device.groupSize() >= THREADS.items() ? THREADS : FEW_THREADS;
    }
    return processor(
        precision == Precision.FLOAT64 ? device.vectorWidth() / 2 : device.vectorWidth(),
        bytes(precision),
        Math.max(device.localMemory(), LEAST_LOCAL_MEMORY),
        device.groupSize());
  }

  /// Where a core runs a group's work-items one after the other, one of them should fill the
  /// registers with sums: 8 rows of 2 vectors where there are 32 registers, as AVX-512 has, and 4
  /// of 2 where there are 16. The operands' tiles stay in the cache of the first level; of depths
  /// 64 and 128 and tiles from 64×64 to 128×256 none was faster than this (*observed with PoCL 3.1
  /// on two cores of a Zen 5*).
  private static Tiling processor(int registerWidth, int bytes, long localMemory, long groupSize) {
    int width = Math.clamp(Integer.highestOneBit(registerWidth), NARROWEST, WIDEST);
    int rows = width * bytes >= 64 ? 8 : 4;
    int vectors = 2;
    int itemsM = 64 / rows;
    int itemsN = width * bytes >= 64 ? 4 : 64 / (vectors * width);
    Tiling tiling = new Tiling(width, rows, vectors, itemsM, itemsN, 64);
    while (tiling.items() > groupSize && tiling.itemsM > 1) {
      tiling = new Tiling(width, rows, vectors, tiling.itemsM / 2, itemsN, 64);
    }
    while (tiling.localNumbers() * bytes > localMemory) {
      tiling = new Tiling(width, rows, vectors, tiling.itemsM, itemsN, tiling.depth / 2);
    }
    return tiling;
  }

  /// The size of a number that is computed with.
  private static int bytes(Precision precision) {
    return precision == Precision.FLOAT64 ? Double.BYTES : Float.BYTES;
  }

  /// The work-items of a group.
  int items() {
    return itemsM * itemsN;
  }

  /// The rows of a tile of the result.
  int tileRows() {
    return itemsM * rows;
  }

  /// The columns of a tile of the result.
  int tileColumns() {
    return itemsN * vectors * width;
  }

  private long localNumbers() {
    return (long) depth * (tileRows() + tileColumns());
  }

  /// The definitions with which `matrix.cl` is compiled.
  String options(Precision precision) {
    return "-cl-std=CL1.2 -D"
        + precision.name()
        + define("WIDTH", width)
        + define("ROWS", rows)
        + define("VECTORS", vectors)
        + define("ITEMS_M", itemsM)
        + define("ITEMS_N", itemsN)
        + define("TILE_K", depth);
  }

  private static String define(String name, int value) {
    return " -D" + name + "=" + value;
  }
}
