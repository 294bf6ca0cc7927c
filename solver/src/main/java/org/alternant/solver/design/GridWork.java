package org.alternant.solver.design;

/// What a search on a grid may still try: counted, never timed, so that every machine gives up the
/// same.
///
/// The unit is what an image in floating point takes for each coefficient cubed: its critical
/// points are roots of roots of derivatives. What goes beyond the bound is not tried; the search
/// ends with the best that it has found.
final class GridWork {

  /// 40 million took a second of the processor.
  private static final long BOUND = 350_000_000L;

  /// What an image takes beside, in coefficients.
  private static final int OVERHEAD = 2;

  /// An exact image takes as long as so many in floating point: observed for degrees 3 to 19.
  private static final int EXACT = 50;

  /// Reducing a lattice of n vectors takes n⁵ over this: observed for n = 10.
  private static final int LATTICE = 6;

  private long left;

  private GridWork(long left) {
    this.left = left;
  }

  /// What any search may take.
  static GridWork withinReason() {
    return new GridWork(BOUND);
  }

  static GridWork of(long units) {
    return new GridWork(units);
  }

  void countImage(int coefficients) {
    left -= cube(coefficients);
  }

  void countExactImage(int coefficients) {
    left -= EXACT * cube(coefficients);
  }

  void countLattice(int coefficients) {
    left -= cube(coefficients) * coefficients * coefficients / LATTICE;
  }

  boolean isSpent() {
    return left <= 0;
  }

  private static long cube(int coefficients) {
    long n = (long) coefficients + OVERHEAD;
    return n * n * n;
  }
}
